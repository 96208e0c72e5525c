import { blendLayer } from '../frame/blend.ts'
import type { Layer } from '../frame/layer.ts'
import type { Subject } from '../prompt/scene-brief.ts'
import { type Cast, castSubject } from './cast-subject.ts'
import type { Moment, Painter, Stage } from './stage.ts'
import { blendRippled, foamLayer, mirrorImages, shadowLayer } from './subject-shade.ts'

/** Where the subject is: its foot line in pixels from the top, whether it casts a shadow there. */
export interface Mark {
  footY: number
  shadow: boolean
  /** Share of the figure's height that is under water. */
  sunk: number
  /** Whether the water below is still enough to mirror it. */
  mirrored?: boolean
}

const TAU = Math.PI * 2

/** The subject on its way through the picture. */
export async function subjectPainter(stage: Stage, subject: Subject, mark: Mark): Promise<Painter> {
  const cast = await castSubject(stage, subject)
  const { cycle } = cast
  const foam = mark.sunk > 0 ? foamLayer(stage, cast.width * 0.9) : undefined
  const shadow = mark.shadow ? shadowLayer(stage, cast.width * 0.8) : undefined
  const mirror = mirrorImages()
  return (frame, moment) => {
    const phase = cycle.phaseAt(moment.seconds)
    const { x, y, above } = placeAt(stage, { subject, mark, cast }, moment)
    if (shadow) blendLayer(frame, shadow, x - shadow.width / 2 - above * 0.2, mark.footY - shadow.height / 2)
    const visible = mark.sunk > 0 ? cutBelow(phase, cast.foot - mark.sunk) : phase
    if (mark.mirrored) {
      const at = { x: x - phase.width / 2, y: Math.round(y + cast.foot * phase.height) }
      blendRippled(frame, mirror(phase, visible.height), at, { seconds: moment.seconds, reach: 5 * stage.unit })
    }
    blendLayer(frame, visible, x - phase.width / 2, y + mark.sunk * phase.height)
    if (foam) blendLayer(frame, foam, x - foam.width / 2, y + cast.foot * phase.height - foam.height / 2)
    cast.gear?.(frame, { x: x - phase.width / 2, y }, moment.travel)
  }
}

function placeAt(
  stage: Stage,
  { subject, mark, cast }: { subject: Subject; mark: Mark; cast: Cast },
  { seconds, progress }: Moment,
): { x: number; y: number; above: number } {
  const moves = stage.brief.action !== 'sit' && stage.brief.action !== 'dance' && subject.carriage !== 'still'
  // The camera goes along with it but not quite as fast, so it gains on the picture from left to right.
  const x = stage.width * (moves ? 0.38 + 0.22 * progress : 0.5)
  const standing = mark.footY - cast.height * cast.foot
  const { unit } = stage
  if (subject.carriage === 'wings' || stage.brief.place === 'space') {
    const sway = Math.sin((TAU * seconds) / 4.3)
    return { x: x + 10 * unit * Math.sin((TAU * seconds) / 5.7), y: standing + 26 * unit * sway, above: 0 }
  }
  if (subject.carriage === 'water') {
    return { x, y: standing + 7 * unit * Math.sin((TAU * seconds) / 2.9), above: 0 }
  }
  return { x, y: standing, above: 0 }
}

/** The upper share of a layer, without copying. */
function cutBelow(layer: Layer, share: number): Layer {
  return { ...layer, height: Math.floor((layer.height * share) / 2) * 2 }
}
