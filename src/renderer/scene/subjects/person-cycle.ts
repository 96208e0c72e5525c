import type { Rgb } from '../../frame/colour.ts'
import type { Action, Room, Subject } from '../../prompt/scene-brief.ts'
import { type Cycle, makeCycle } from '../gait.ts'
import type { Stage } from '../stage.ts'
import { type Clay, modelled, pixelsOf } from './clay.ts'
import { drawPerson } from './person.ts'
import { lookOf, wornBy } from './person-look.ts'
import { type Manner, reading, stanceAt } from './person-pose.ts'
import { speciesOf } from './quadruped-cycle.ts'
import { drawRobot } from './robot.ts'
import { BED_HEIGHT, drawBeforeSeat, drawSeat, type Seat, SEAT_BOX, seatOf } from './seat.ts'
import { GROUND, UPRIGHT_BOX } from './skeleton.ts'

/** Phases of a stride; slow manners get more, or their steps would show. */
const PHASES: Partial<Record<Manner, number>> = { walk: 16, run: 14, swim: 16 }
const SLOW_PHASES = 28

/** The cover of what somebody reads. */
const BOOK: Rgb = [186, 58, 62]

/** Cycles a second. */
const PACES: Record<Manner, number> = {
  walk: 0.86,
  run: 1.5,
  dance: 0.62,
  sing: 0.4,
  float: 0.16,
  fly: 0.16,
  swim: 0.7,
  jump: 0.9,
  stand: 0.2,
  look: 0.18,
  sleep: 0.2,
  sit: 0.24,
  drive: 0.24,
  launch: 0.9,
  land: 0.9,
  astride: 0.5,
  seated: 0.24,
  lope: 0.6,
}

/** Of the whole picture of a grown-up, in design units. */
export const PERSON_HEIGHT = 405

/** How far a foot that is on the ground would go in a whole stride at its speed there, in units of the box. */
const SPANS = { walk: 308, run: 568 }

/** How fast the feet go backwards on the ground, in design units a second. */
export function personFootSpeed(icon: string, action: 'walk' | 'run'): number {
  const { size } = lookOf(icon, 0, 0)
  return (SPANS[action] * PACES[action] * size * PERSON_HEIGHT) / (UPRIGHT_BOX.bottom - UPRIGHT_BOX.top)
}

/** Where the feet are, as a share of the picture's height. */
export const PERSON_FOOT = (GROUND - UPRIGHT_BOX.top) / (UPRIGHT_BOX.bottom - UPRIGHT_BOX.top)

/** Somebody doing something; `height` is of the whole picture in pixels. */
export function personCycle(
  stage: Stage,
  subject: Subject,
  look: { height: number; action: Action; which: number },
): Cycle {
  const scale = look.height / (UPRIGHT_BOX.bottom - UPRIGHT_BOX.top)
  const seat = seatOf(stage, subject)
  const box = seat === 'chair' ? SEAT_BOX : UPRIGHT_BOX
  const { width } = pixelsOf(box, scale)
  const worn = wornBy(subject, stage.seed, look.which)
  const manner = mannerOf(stage, subject, worn.microphone === true)
  const { room } = stage.brief
  const count = PHASES[manner] ?? SLOW_PHASES
  return makeCycle(count, { perSecond: count * PACES[manner], width }, (phase) =>
    modelled(stage, box, scale, (clay) => {
      const posed = stanceAt(phase / count, manner)
      const stance = subject.reads ? reading(posed) : posed
      const draw = (): void => {
        if (subject.icon === 'robot') drawRobot(clay, subject.tint, stance)
        else drawPerson(clay, subject.reads ? { ...worn, book: BOOK } : worn, stance)
      }
      if (seat)
        drawSeated(
          clay,
          { seat, room, reads: subject.reads === true, size: subject.icon === 'robot' ? 1 : worn.size },
          draw,
        )
      else draw()
    }),
  )
}

/** Somebody with what they rest on, which is as large as they are. */
function drawSeated(
  clay: Clay,
  { seat, room, reads, size }: { seat: Seat; room: Room | undefined; reads: boolean; size: number },
  draw: () => void,
): void {
  const { context } = clay
  const sized = (paint: () => void): void => {
    context.save()
    context.translate(0, GROUND)
    context.scale(size, size)
    context.translate(0, -GROUND)
    paint()
    context.restore()
  }
  sized(() => drawSeat(clay, seat, room))
  context.save()
  if (seat === 'bed') context.translate(0, -BED_HEIGHT * size)
  draw()
  context.restore()
  // Who reads has no hands free for a table.
  if (!reads || room === 'living' || room === 'bedroom') sized(() => drawBeforeSeat(clay, seat, room))
}

/** Whether somebody rides an animal. */
export function isAstride({ brief }: Stage, { relation, action }: Subject): boolean {
  if (relation?.how !== 'on' || (action !== 'sit' && action !== 'drive')) return false
  return speciesOf(brief.subjects[relation.to]?.icon ?? '') !== undefined
}

function mannerOf(stage: Stage, subject: Subject, sings: boolean): Manner {
  const { action } = subject
  if (isAstride(stage, subject)) return 'astride'
  if (seatOf(stage, subject) === 'chair' || (subject.upon && action === 'sit')) return 'seated'
  if (stage.brief.place === 'moon' && action === 'walk') return 'lope'
  if (stage.brief.place === 'space' || stage.brief.place === 'underwater') return 'float'
  if (sings && (action === 'sit' || action === 'stand')) return 'sing'
  return action
}
