import type { SceneBrief, Subject } from '../prompt/scene-brief.ts'
import { bicycle, buzz, hull, motor, roar, rotor, saucer, steamTrain } from './engines.ts'
import type { Part, Voice } from './part.ts'
import { type Gait, splashes, steps, type Surface, wings } from './steps.ts'
import type { Curve } from './track.ts'
import { surf } from './water.ts'

/** What is heard of a subject: its voice and its loudness in the mix (LUFS). */
type Heard = readonly [voice: Voice, level: number] | undefined

const STILL_ACTIONS = new Set(['stand', 'look', 'sit', 'sleep', 'float'])

/** The sounds of what the subjects do: at most three are told apart. `pan` is the way of the first through the picture. */
export function actionParts(brief: SceneBrief, pan: Curve): Part[] {
  return brief.subjects.slice(0, 3).flatMap((subject, n): Part[] => {
    const side: Curve = n === 0 ? pan : (seconds) => pan(seconds) + (n === 1 ? 0.3 : -0.3)
    const heard = hear(brief, subject, side)
    const more = 2 * Math.log2(Math.min(6, subject.count))
    return heard ? [{ name: `action ${n}`, voice: heard[0], level: heard[1] + more - 2 * n, echo: 0.12 }] : []
  })
}

function hear(brief: SceneBrief, subject: Subject, pan: Curve): Heard {
  // In a void and in deep water steps, motors and wings are not heard as they are on land.
  if (brief.place === 'space' || brief.place === 'moon')
    return subject.icon === 'rocket' ? [roar(90, 0, pan), -25] : undefined
  if (brief.place === 'underwater') return undefined
  switch (subject.carriage) {
    case 'legs':
      return hearLegs(brief, subject, pan)
    case 'wheels':
      return subject.action === 'drive' || subject.action === 'run' ? hearWheels(subject.icon, pan) : undefined
    case 'wings':
      return STILL_ACTIONS.has(subject.action) && subject.action !== 'float' ? undefined : hearWings(subject.icon, pan)
    case 'water':
      return hearWater(subject, pan)
    case 'still':
      return undefined
  }
}

const HOOVES = new Set(['horse', 'unicorn', 'cow', 'goat', 'deer', 'zebra', 'ewe', 'camel', 'giraffe', 'pig'])
const HEAVY: Readonly<Record<string, number | undefined>> = {
  elephant: 6,
  't-rex': 8,
  giraffe: 3,
  bear: 2.5,
  'polar-bear': 3,
  gorilla: 2.5,
  horse: 2.2,
  unicorn: 2,
  cow: 2.5,
  camel: 2.4,
  robot: 2,
}
const UPRIGHT =
  /^(?:person|man|woman|boy|girl|robot|astronaut|ninja|t-rex|penguin|alien|snowman|child|older|princess|prince)/

/** When feet come down in a cycle. A gallop gathers its four, a walk spreads them evenly. */
const FALLS = {
  two: [
    [0, 1],
    [0.5, 0.92],
  ],
  walk: [
    [0, 1],
    [0.26, 0.8],
    [0.5, 0.95],
    [0.77, 0.8],
  ],
  gallop: [
    [0, 0.75],
    [0.16, 0.9],
    [0.3, 1],
    [0.47, 0.7],
  ],
  one: [[0, 1]],
} as const satisfies Record<string, Gait['falls']>

function hearLegs(brief: SceneBrief, { icon, action, count }: Subject, pan: Curve): Heard {
  if (action === 'swim') return [splashes(0.75, 1, pan), -25]
  if (STILL_ACTIONS.has(action) || action === 'drive' || action === 'fly') return undefined
  const upright = UPRIGHT.test(icon)
  const runs = action === 'run'
  const hooves = HOOVES.has(icon)
  const weight = HEAVY[icon] ?? (upright ? 1 : 0.35)
  const slower = weight > 4 ? 0.62 : 1
  const paces = upright ? [0.86, 1.5] : hooves || weight > 1 ? [1.05, 1.9] : [1.25, 2.3]
  const single = action === 'jump' ? 0.9 : action === 'dance' ? 1.24 : undefined
  const strides = single ?? (paces[runs ? 1 : 0] ?? 1) * slower
  const falls = single ? FALLS.one : upright ? FALLS.two : runs ? FALLS.gallop : FALLS.walk
  const gait: Gait = { surface: surfaceOf(brief), strides, falls, weight, hooves, pan }
  const level = -31 + 2.4 * Math.log2(weight + 0.5) + (runs ? 3 : 0) + (action === 'jump' ? 2 : 0)
  const one = steps(gait)
  if (count < 2) return [one, level]
  // Several go each at their own pace, round the middle of their group.
  const group = Array.from({ length: Math.min(4, count) }, (_, n) =>
    steps({ ...gait, strides: strides * (1 + 0.04 * (n - 1.5)), pan: (s) => pan(s) + 0.22 * (n - 1.5) }),
  )
  return [(out, random) => group.forEach((voice) => voice(out, random)), level]
}

function surfaceOf({ place, weather }: SceneBrief): Surface {
  if (weather === 'snow' || place === 'snow') return 'snow'
  switch (place) {
    case 'beach':
    case 'desert':
    case 'mars':
      return 'sand'
    case 'sea':
      return 'water'
    case 'city':
      return 'stone'
    case 'room':
      return 'floor'
    default:
      return 'grass'
  }
}

function hearWheels(icon: string, pan: Curve): Heard {
  switch (icon) {
    case 'person-biking':
    case 'person-mountain-biking':
    case 'bicycle':
    case 'skateboard':
      return [bicycle(pan), -31]
    case 'locomotive':
    case 'steam-locomotive':
      return [steamTrain(pan), -23]
    case 'motorcycle':
    case 'motor-scooter':
      return [motor({ hertz: 92, rough: 0.75, tyres: 0.25 }, pan), -24]
    case 'racing-car':
      return [motor({ hertz: 210, rough: 0.35, tyres: 0.6 }, pan), -22]
    case 'rover':
      return [motor({ hertz: 118, rough: 0.1, tyres: 0.35 }, pan), -30]
    case 'tractor':
      return [motor({ hertz: 31, rough: 1, tyres: 0.3 }, pan), -24]
    case 'bus':
    case 'delivery-truck':
    case 'fire-engine':
      return [motor({ hertz: 44, rough: 0.6, tyres: 0.8 }, pan), -23]
    default:
      return [motor({ hertz: 72, rough: 0.25, tyres: 1 }, pan), -25]
  }
}

function hearWings(icon: string, pan: Curve): Heard {
  switch (icon) {
    case 'airplane':
    case 'small-airplane':
      return [roar(320, 1900, pan), -23]
    case 'helicopter':
      return [rotor(11, pan), -22]
    case 'rocket':
      return [roar(150, 0, pan), -20]
    case 'flying-saucer':
      return [saucer(pan), -26]
    case 'honeybee':
      return [buzz(215, pan), -30]
    case 'dragon':
      return [wings(0.9, 2.6, pan), -22]
    case 'eagle':
    case 'flamingo':
    case 'owl':
      return [wings(1.6, 1.5, pan), -30]
    case 'bird':
    case 'dove':
    case 'parrot':
    case 'bat':
      return [wings(3.2, 0.8, pan), -31]
    default:
      // Butterflies, balloons, kites: nothing that a listener could hear from here.
      return undefined
  }
}

function hearWater({ icon, action }: Subject, pan: Curve): Heard {
  switch (icon) {
    case 'sailboat':
    case 'canoe':
      return [hull(0, pan), -25]
    case 'passenger-ship':
    case 'ship':
      return [hull(24, pan), -24]
    case 'speedboat':
    case 'motor-boat':
      return [motor({ hertz: 120, rough: 0.5, tyres: 1.2 }, pan), -23]
    case 'person-surfing':
      return [surf(3.4), -24]
    case 'whale':
    case 'dolphin':
      return [splashes(0.4, 1.6, pan), -25]
    default:
      return action === 'swim' ? [splashes(0.8, 0.5, pan), -31] : undefined
  }
}
