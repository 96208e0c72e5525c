import type { Film } from '../film.ts'
import type { Frame } from '../frame/frame.ts'
import type { CameraPath } from './camera-path.ts'
import { morphFilm } from './morph-film.ts'
import { areAlike, findFlow, smoothFlow } from './picture-flow.ts'
import { shrink } from './small-picture.ts'
import { sweepFilm } from './sweep-film.ts'

/** From the first picture to the last: like ones move into each other, for unlike ones light sweeps between them. */
export function betweenFilm(first: Frame, last: Frame, path: CameraPath, film: { frames: number; seed: number }): Film {
  const [from, to] = [shrink(first), shrink(last)]
  const there = findFlow(from, to)
  const back = findFlow(to, from)
  if (!areAlike(there, back)) return sweepFilm(first, last, path, film)
  smoothFlow(there)
  smoothFlow(back)
  return morphFilm({ picture: first, flow: there }, { picture: last, flow: back }, film.frames)
}
