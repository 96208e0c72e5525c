import { pick, seededRandom } from '../random.ts'
import type { PictureMood } from './picture-mood.ts'
import { zoomThrough } from './iris.ts'
import { lightSweep } from './light-sweep.ts'
import { focusOf, type View } from './picture-view.ts'
import type { Crossing } from './transition-film.ts'

/** How close what stands out in both must lie (shares of the frame) for a cut to match. */
const MATCHES = 0.12

/** The way from one picture to an unlike one: what the prompt names, else what suits both, chosen by the seed. */
export function chooseCrossing(first: View, last: View, mood: PictureMood, seed: number): Crossing {
  const focus = focusOf(first)
  const other = focusOf(last)
  const matches = Math.hypot(focus.x - other.x, focus.y - other.y) < MATCHES
  const kind =
    mood.crossing ?? pick(seededRandom(seed, 'crossing'), matches ? ['cut', 'through'] : ['sweep', 'through'])
  switch (kind) {
    case 'cut':
      return { begin: 0.5, end: 0.5, closer: 1.5, cross: () => {} }
    case 'through':
      return zoomThrough(focus)
    case 'sweep':
      return lightSweep(seed)
  }
}
