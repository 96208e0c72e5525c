import { metresOf } from '../prompt/subject-size.ts'
import type { Relation, Subject } from '../prompt/scene-brief.ts'
import type { Layer } from '../frame/layer.ts'
import { finishWork } from '../kernels/memory.ts'
import { blastOf, riseOf } from './ascent.ts'
import { heightAt, isAscent } from './ascent-way.ts'
import { blockScene, type Extent, type Spot } from './blocking.ts'
import { type Cast, castSubject } from './cast-subject.ts'
import { isletPainter } from './islet.ts'
import { kiteString } from './kite-string.ts'
import { isAttached, rootOf } from './marks.ts'
import { countScale, paceOf } from './pace.ts'
import { steamPainter } from './steam.ts'
import { groundY, type Moment, type Painter, type Stage } from './stage.ts'
import { gather, rowPainter, rowsOf } from './subject.ts'
import { isAstride } from './subjects/person-cycle.ts'
import { isPerson } from './subjects/person-look.ts'
import { speciesOf } from './subjects/quadruped-cycle.ts'

const TAU = Math.PI * 2

/** Where the opaque part of a picture is within its layer, in pixels. */
interface Box extends Extent {
  left: number
  top: number
}

/** Somebody ready to be drawn beside others. */
interface Actor {
  spot: Spot
  cast: Cast
  box: Box
}

/** Several kinds of subject in one picture, from back to front, and how fast the camera goes along (pixels a second). */
export async function ensemblePainters(stage: Stage): Promise<{ painters: Painter[]; speed: number }> {
  const { subjects } = stage.brief
  const boxes = await measure(stage, subjects)
  const main = rootOf(subjects, 0)
  const roots = subjects
    .filter((subject) => !isAttached(subject))
    .sort((a, b) => Number(b === main) - Number(a === main))
  const boxOf = (subject: Subject): Box => boxes.get(subject) ?? { left: 0, top: 0, width: 1, height: 1 }
  const spots = blockScene(stage, roots, roots.map(boxOf))
  const tempo = tempoOf(stage, spots)
  const painters: { nearness: number; paint: Painter }[] = []
  for (const spot of spots) {
    const cast = await castSubject(stage, spot.subject, spot.scale)
    const actor = { spot, cast, box: scaledBox(boxOf(spot.subject), spot.scale) }
    const nearness = nearnessOf(stage, spot)
    if (spot.zone === 'shore') {
      const across = pathOf(stage, spot, tempo)
      painters.push({ nearness: nearness - 0.01, paint: isletPainter(stage, { ...spot, across }, actor.box.width) })
    }
    painters.push({ nearness, paint: await groupPainter(stage, actor, { tempo, boxOf }) })
    if (spot.subject.icon === 'hot-beverage') {
      painters.push({ nearness, paint: steamPainter(stage, spot.x, spot.mark.footY - actor.box.height * 0.9) })
    }
  }
  return { painters: painters.sort((a, b) => a.nearness - b.nearness).map(({ paint }) => paint), speed: tempo.speed }
}

/** By what they are drawn one before the other: who flies is behind all, but the main one only behind what is near. */
function nearnessOf(stage: Stage, { zone, depth, mark }: Spot): number {
  if (zone !== 'air') return mark.footY / stage.height
  return depth < 1 ? depth - 1 : groundY(stage) / stage.height - 0.01
}

/** Large enough to measure by, small enough to cost little. */
const TRIAL = 0.25

/** How large each is in its layer at scale 1: found from a small one, since every figure is made in its own way. */
async function measure(stage: Stage, subjects: readonly Subject[]): Promise<Map<Subject, Box>> {
  const trials = new Map<Subject, Cast>()
  for (const subject of subjects) trials.set(subject, await castSubject(stage, subject, TRIAL))
  finishWork()
  return new Map([...trials].map(([subject, { cycle }]) => [subject, scaledBox(boxIn(cycle.phaseAt(0)), 1 / TRIAL)]))
}

function scaledBox({ left, top, width, height }: Box, scale: number): Box {
  return { left: left * scale, top: top * scale, width: width * scale, height: height * scale }
}

/** The opaque part of a picture. */
function boxIn({ a, width, height }: Layer): Box {
  let [left, right, top, bottom] = [width, 0, height, 0]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if ((a[y * width + x] ?? 0) < 90) continue
      left = Math.min(left, x)
      right = Math.max(right, x + 1)
      top = Math.min(top, y)
      bottom = Math.max(bottom, y + 1)
    }
  }
  return right > left ? { left, top, width: right - left, height: bottom - top } : { left: 0, top: 0, width, height }
}

/** How the whole goes along: the camera's speed, and how far those who move gain on the picture. */
interface Tempo {
  speed: number
  /** In pixels over the whole clip, for who keeps pace with the camera. */
  gain: number
}

const RESTS = new Set(['sit', 'stand', 'look', 'sleep', 'dance'])

/** The camera follows, more slowly where there is something it would leave behind. */
function tempoOf(stage: Stage, spots: readonly Spot[]): Tempo {
  const [main] = spots
  const { width, unit, seconds, brief } = stage
  if (!main || (brief.place === 'room' && brief.room !== 'stage')) return { speed: 0, gain: width * 0.24 }
  const pace = paceOf(main.subject) * unit
  if (pace === 0 || RESTS.has(main.subject.action)) return { speed: 12 * unit, gain: 0 }
  const left = spots.filter(
    ({ subject, zone }) => zone !== 'air' && (RESTS.has(subject.action) || subject.carriage === 'still'),
  )
  if (left.length === 0) return { speed: pace, gain: width * 0.1 }
  const gain = width * 0.26
  // None of it comes into the picture or leaves it by more than half.
  const most = Math.min(...left.map(({ depth }) => Math.max(150 * unit, (width * 0.36) / (depth * seconds))))
  return { speed: Math.max(20 * unit, Math.min(pace - gain / seconds, most)), gain }
}

/** The middle of one in pixels from the left over time. */
function pathOf(stage: Stage, spot: Spot, tempo: Tempo): (moment: Moment) => number {
  const { subject, zone, depth, x } = spot
  const { width, seconds, unit } = stage
  const rests = RESTS.has(subject.action) || subject.carriage === 'still'
  if (zone === 'air') {
    const way = subject.action === 'fly' ? 0.42 : 0.1
    return ({ progress, seconds: now }) => x + width * way * (progress - 0.5) + 10 * unit * Math.sin((TAU * now) / 5.7)
  }
  if (rests && zone !== 'free') return ({ progress }) => x - (progress - 0.5) * tempo.speed * seconds * depth
  return ({ progress }) => x + (rests ? 0 : tempo.gain) * (progress - 0.5)
}

/** How high the others rise and sink, in design units, and in how many seconds. */
function sway({ zone }: Spot): readonly [reach: number, seconds: number] {
  if (zone === 'air' || zone === 'free') return [20, 4.3]
  return zone === 'water' ? [6, 2.9] : [0, 1]
}

/** All of one kind, with who rides them and what they hold. */
async function groupPainter(
  stage: Stage,
  actor: Actor,
  { tempo, boxOf }: { tempo: Tempo; boxOf: (subject: Subject) => Box },
): Promise<Painter> {
  const { spot, cast, box } = actor
  const { subject } = spot
  // What rises leaves its shadow behind.
  const rowOf = rowsOf(stage, subject, isAscent(subject) ? { ...spot.mark, shadow: false } : spot.mark)
  const others = await attachedTo(stage, actor, boxOf)
  const herd = await Promise.all(
    gather(stage, subject, box.width, spot.room).map(async (member) => ({
      ...member,
      draw: (await rowOf(spot.scale, member.which)).draw,
    })),
  )
  const path = pathOf(stage, spot, tempo)
  const [reach, period] = sway(spot)
  const standing = spot.mark.footY - cast.height * cast.foot
  const start = path({ seconds: 0, progress: 0, travel: 0 })
  const base = spot.mark.footY
  const rise = isAscent(subject) ? riseOf(stage, subject, base) : 0
  const blast = isAscent(subject) ? blastOf(stage, subject, { base, share: spot.scale }) : undefined
  return (frame, moment) => {
    for (const { ahead, above, lag, draw } of herd) {
      const later = { ...moment, seconds: moment.seconds + lag }
      const up = rise * heightAt(subject.action, subject.icon, moment.progress)
      const lift = above * stage.unit * spot.scale * 0.8 + up
      const along = path(moment)
      const x = along + ahead * box.width
      const y = standing - lift + reach * stage.unit * Math.sin((TAU * later.seconds) / period + spot.x)
      // Wheels turn by what they have rolled over: the ground's way and their own.
      const travel = RESTS.has(subject.action) ? 0 : moment.travel + along - start
      const host = (): void => {
        blast?.(frame, { x, foot: base - up, front: false }, moment)
        draw(frame, { x, y, foot: base - lift }, { ...later, travel })
        blast?.(frame, { x, foot: base - up, front: true }, moment)
      }
      for (const other of others) if (other.behind) other.paint(frame, { x, y }, later)
      host()
      for (const other of others) if (!other.behind) other.paint(frame, { x, y }, later)
    }
  }
}

interface Attached {
  behind: boolean
  paint: (frame: Parameters<Painter>[0], host: { x: number; y: number }, moment: Moment) => void
}

async function attachedTo(stage: Stage, host: Actor, boxOf: (subject: Subject) => Box): Promise<Attached[]> {
  const { subjects } = stage.brief
  const index = subjects.indexOf(host.spot.subject)
  const found: Attached[] = []
  for (const subject of subjects) {
    const how = subject.relation?.how
    if (subject.relation?.to !== index || !how || !isAttached(subject)) continue
    // Who is inside a car is behind its windows.
    if (how === 'in' && host.spot.subject.carriage === 'wheels') continue
    found.push(await attach(stage, host, subject, boxOf(subject)))
  }
  return found
}

async function attach(stage: Stage, host: Actor, subject: Subject, whole: Box): Promise<Attached> {
  const how = subject.relation?.how ?? 'on'
  const large = Math.max(host.box.width, host.box.height)
  const ratio = (metresOf(subject) / metresOf(host.spot.subject)) ** (how === 'held' ? 0.7 : 0.62)
  const astride = isPerson(subject.icon) && isAstride(stage, subject)
  const size = astride
    ? large * ratio * 0.86
    : large * Math.min(how === 'held' ? 0.6 : 1.15, Math.max(how === 'held' ? 0.2 : 0.36, ratio))
  const scale = size / Math.max(whole.width, whole.height)
  const crowd = how === 'held' ? 1 : countScale(Math.ceil(subject.count / host.spot.subject.count))
  const cast = await castSubject(stage, subject, scale * crowd)
  const box = scaledBox(whole, scale * crowd)
  const draw = rowPainter(stage, cast, { footY: 0, shadow: false, sunk: 0 })
  const [dx, dy] = how === 'held' ? handOf(host, subject, box) : seatOf(host, how)
  // From the middle and the top of the host's layer to the foot of what it carries.
  const back = astride ? backOf(host.spot) * stage.unit - box.height * 0.4 : undefined
  const foot = host.box.top + host.box.height * (back === undefined ? dy : 1) - (back ?? 0)
  const hand = { x: host.box.width * 0.3, y: host.box.top + host.box.height * 0.46 }
  const kite = { x: host.box.width * dx, y: foot - box.height * 0.55 }
  const string = subject.icon === 'kite' ? kiteString(stage, hand, kite) : undefined
  return {
    behind: how === 'in' && host.spot.subject.carriage !== 'water',
    paint: (frame, { x, y }, moment) => {
      const at = { x: x + host.box.width * dx, y: y + foot - box.top - box.height, foot: y + foot }
      string?.(frame, { x, y })
      draw(frame, at, moment)
    },
  }
}

/** How high the back of a four-legged animal is above the ground, in design units. */
function backOf({ subject, scale }: Spot): number {
  const { leg = 0, depth = 0, size = 1 } = speciesOf(subject.icon) ?? {}
  return (leg * 1.04 + depth * 0.5) * size * scale
}

/** Where one sits or stands on another: shares of its width from the middle, of its height from the top. */
function seatOf({ spot }: Actor, how: Relation): readonly [dx: number, dy: number] {
  const { icon, carriage } = spot.subject
  if (icon === 'skateboard') return [0, 0.3]
  if (icon === 'bench') return [0.05, 0.5]
  if (carriage === 'water') return [-0.18, 0.86]
  if (how === 'in') return [0, 0.62]
  if (carriage === 'legs') return [-0.08, 0.5]
  if (carriage === 'wings') return [0, 0.45]
  return [0, 0.08]
}

/** Where what somebody holds has its lower end. */
function handOf(host: Actor, { icon }: Subject, box: Box): readonly [dx: number, dy: number] {
  const side = (host.box.width / 2 + box.width * 0.12) / host.box.width
  if (icon === 'umbrella') return [0.12, 0.5]
  if (icon === 'balloon') return [side, isPerson(host.spot.subject.icon) ? 0.4 : 0.12]
  if (icon === 'kite') return [side + 0.7, -0.35]
  return [side, 0.66]
}
