import { blendLayer } from '../frame/blend.ts'
import type { Frame } from '../frame/frame.ts'
import type { Layer } from '../frame/layer.ts'
import { isRide } from '../prompt/riders.ts'
import type { Subject } from '../prompt/scene-brief.ts'
import { castShadows } from './cast-shadow.ts'
import { type Cast, castSubject } from './cast-subject.ts'
import { footprintsOf } from './footprints.ts'
import { countScale, paceOf } from './pace.ts'
import { fallAt } from './slope.ts'
import { type Moment, type Painter, randomFor, type Stage } from './stage.ts'
import { isPerson } from './subjects/person-look.ts'
import { trailOf } from './trail.ts'
import { blendRippled, foamLayer, mirrorImages, shadowLayer } from './subject-shade.ts'

/** Where the subject is: its foot line in pixels from the top, whether it casts a shadow there. */
export interface Mark {
  footY: number
  shadow: boolean
  /** Share of the figure's height that is under water. */
  sunk: number
  /** Whether the water below is still enough to mirror it. */
  mirrored?: boolean
  /** Where it is on a piece of furniture: its middle in pixels from the left, and what its size is multiplied with. */
  perch?: { x: number; scale: number }
}

const TAU = Math.PI * 2

/** The subject (or several of it, the farther ones smaller) on its way through the picture. */
export async function subjectPainter(stage: Stage, subject: Subject, mark: Mark): Promise<Painter> {
  const scale = countScale(subject.count) * (mark.perch?.scale ?? 1)
  const rowOf = rowsOf(stage, subject, mark)
  const { cast: near } = await rowOf(scale, 0)
  const herd = await Promise.all(
    gather(stage, subject, near.width).map(async (member) => ({
      ...member,
      ...(await rowOf(member.back ? scale * BACK_SCALE : scale, member.which)),
    })),
  )
  const trail = trailOf(stage, subject, { width: near.width, afloat: mark.sunk > 0 })
  const prints = mark.shadow ? footprintsOf(stage, subject, near) : undefined
  const { way } = passage(stage)
  const going = { gain: (way * stage.width) / stage.seconds, speed: paceOf(subject) * stage.unit }
  return (frame, moment) => {
    for (const { ahead, above, lag, cast, draw } of herd) {
      const later = { ...moment, seconds: moment.seconds + lag }
      const at = placeAt(stage, { subject, mark, cast }, later)
      const wander = herd.length > 1 ? 9 * stage.unit * Math.sin(later.seconds * 0.9 + lag * 5) : 0
      const x = at.x + ahead * near.width + wander
      const down = fallAt(stage, x) - above * stage.unit
      const place = { x, y: at.y + down, foot: mark.footY + down }
      prints?.(frame, place, { ...later, ...going })
      trail?.(frame, place, moment)
      draw(frame, place, later)
    }
  }
}

interface Row {
  cast: Cast
  draw: ReturnType<typeof rowPainter>
}

/** The figures of one subject by their size and by which of several they are, each made once. */
export function rowsOf(stage: Stage, subject: Subject, mark: Mark): (scale: number, which: number) => Promise<Row> {
  const made = new Map<string, Promise<Row>>()
  const make = async (scale: number, which: number): Promise<Row> => {
    const cast = await castSubject(stage, subject, scale, which)
    return { cast, draw: rowPainter(stage, cast, mark) }
  }
  return (scale, which) => {
    const key = `${scale} ${which}`
    const row = made.get(key) ?? make(scale, which)
    made.set(key, row)
    return row
  }
}

/** Draws one figure of a cast at a place: its middle, its top and the line it stands on, in pixels. */
export function rowPainter(stage: Stage, cast: Cast, mark: Mark) {
  const foam = mark.sunk > 0 ? foamLayer(stage, cast.width * 0.9) : undefined
  const shadow = mark.shadow ? shadowLayer(stage, cast.width * 0.8) : undefined
  const thrown = mark.shadow && stage.brief.place !== 'room' ? castShadows(stage, cast.foot) : undefined
  const mirror = mirrorImages()
  return (frame: Frame, { x, y, foot }: { x: number; y: number; foot: number }, moment: Moment): void => {
    const phase = cast.cycle.phaseAt(moment.seconds)
    if (shadow) blendLayer(frame, shadow, x - shadow.width / 2, foot - shadow.height / 2)
    const cover = thrown?.(phase)
    if (cover) blendLayer(frame, cover.layer, x - phase.width / 2 + cover.dx, y + cover.dy)
    cast.plume?.(frame, { x: x - phase.width / 2, y }, moment.seconds)
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

/** One of several: where it stands among them. */
interface Member {
  back: boolean
  /** Which of those who look different. */
  which: number
  /** How far before the middle, in widths of the near ones. */
  ahead: number
  /** How far up, in design units. */
  above: number
  /** Seconds by which it is ahead in its movement. */
  lag: number
}

const BACK_SCALE = 0.8

/** More would cost more to draw than anybody would see. */
const LOOKS = 4

/** Places for as many as are asked for: in two rows on the ground, scattered in the air; far ones first. */
export function gather(stage: Stage, subject: Subject, width: number, room = stage.width * 0.78): Member[] {
  const { count } = subject
  if (count <= 1) return [{ back: false, which: 0, ahead: 0, above: 0, lag: 0 }]
  const random = randomFor(stage, 'herd')
  const free = subject.carriage === 'wings' || stage.brief.place === 'space' || stage.brief.place === 'underwater'
  const wheels = subject.carriage === 'wheels'
  const step = Math.min(wheels ? 1.15 : 0.8, room / width / count)
  const [behind, uneven] = subject.upon ? [0, 0] : wheels ? [22, 0] : [42, 12]
  const herd = Array.from({ length: count }, (_, i) => {
    const back = i % 2 === 1
    const up = free ? ((i % 3) - 1) * 88 + (random() - 0.3) * 50 : (back ? behind : 0) + random() * uneven
    const ahead = (i - (count - 1) / 2) * step + (random() - 0.5) * 0.12
    return {
      back,
      which: isPerson(subject.icon) || isRide(subject.icon) ? i % LOOKS : 0,
      ahead,
      above: up,
      lag: random() * 3,
    }
  })
  return herd.sort((a, b) => Number(b.back) - Number(a.back))
}

/** Where somebody who moves is at first and how far they come, as shares of the picture's width. */
function passage({ brief }: Stage): { inside: boolean; start: number; way: number } {
  // The camera goes along but not quite as fast, so they gain on the picture from left to right.
  // A room stands still: there they walk from one side to the other.
  const inside = brief.place === 'room' && brief.room !== 'stage'
  return inside ? { inside, start: 0.16, way: 0.66 } : { inside, start: 0.38, way: 0.22 }
}

function placeAt(
  stage: Stage,
  { subject, mark, cast }: { subject: Subject; mark: Mark; cast: Cast },
  { seconds, progress }: Moment,
): { x: number; y: number } {
  const moves = paceOf(subject) > 0 && subject.carriage !== 'still'
  const { inside, start, way } = passage(stage)
  const { unit } = stage
  // What stands on the ground passes by with it.
  const passed = mark.shadow && !moves && !inside ? (progress - 0.5) * paceOf(subject) * unit * stage.seconds : 0
  const rests = mark.perch?.x ?? stage.width * 0.5 - passed
  const x = moves && !mark.perch ? stage.width * (start + way * progress) : rests
  const standing = mark.footY - cast.height * cast.foot
  if (subject.carriage === 'wings' || stage.brief.place === 'space') {
    const sway = Math.sin((TAU * seconds) / 4.3)
    return { x: x + 10 * unit * Math.sin((TAU * seconds) / 5.7), y: standing + 26 * unit * sway }
  }
  if (subject.carriage === 'water') {
    return { x, y: standing + 7 * unit * Math.sin((TAU * seconds) / 2.9) }
  }
  return { x, y: standing }
}

/** The upper share of a layer, without copying. */
function cutBelow(layer: Layer, share: number): Layer {
  return { ...layer, height: Math.floor((layer.height * share) / 2) * 2 }
}
