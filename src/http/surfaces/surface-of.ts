import type { Surface } from '../surface.ts'
import { familySurface } from './family/surface.ts'
import { googleSurface } from './google/surface.ts'
import { openaiSurface } from './openai/surface.ts'

/** By the beginning of the path, so that an address which no route knows is refused in its protocol's words too. */
const PREFIXES: readonly [RegExp, Surface][] = [
  [/^\/((upload\/)?v1(alpha|beta|beta1)|v1\/(projects|publishers))(\/|$)/, googleSurface],
  [/^\/v1\/videos(?!\/(generations|quote)(\/|$))(\/|$)/, openaiSurface],
]

export function surfaceOf(path: string): Surface {
  return PREFIXES.find(([prefix]) => prefix.test(path))?.[1] ?? familySurface
}
