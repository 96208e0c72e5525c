import type { Rgb } from '../frame/colour.ts'
import { isOnSnow } from '../prompt/riders.ts'
import type { Subject } from '../prompt/scene-brief.ts'
import { isAscent } from './ascent-way.ts'
import { DOG_FOOT, DOG_HEIGHT, dogCycle } from './dog.ts'
import { drawFigure, marginOf } from './figure.ts'
import { birdCycle, isBirdInFlight } from './flying-bird.ts'
import { bendCycle, type Cycle } from './gait.ts'
import { type Plume, plumeOf } from './plume.ts'
import type { Picture } from './relight.ts'
import type { Stage } from './stage.ts'
import { airplaneCycle } from './subjects/airplane.ts'
import { bulletTrainCycle, TRAIN_FOOT, TRAIN_HEIGHT } from './subjects/bullet-train.ts'
import { butterflyCycle } from './subjects/butterfly.ts'
import { DRAGON_HEIGHT, dragonCycle } from './subjects/dragon.ts'
import { CYCLIST_FOOT, CYCLIST_HEIGHT, cyclistCycle } from './subjects/cyclist.ts'
import { isSwimmer, swimmerCycle, swimmerHeight } from './subjects/fish.ts'
import { GLIDER_HEIGHT, gliderCycle, gliderFoot } from './subjects/glider.ts'
import { HELICOPTER_FOOT, helicopterCycle } from './subjects/helicopter.ts'
import { BALLOON_FOOT, balloonCycle } from './subjects/hot-air-balloon.ts'
import { MUG_FOOT, mugCycle } from './subjects/mug.ts'
import { PENGUIN_FOOT, PENGUIN_HEIGHT, penguinCycle } from './subjects/penguin.ts'
import { PERSON_FOOT, PERSON_HEIGHT, personCycle } from './subjects/person-cycle.ts'
import { isPerson } from './subjects/person-look.ts'
import { QUADRUPED_FOOT, quadrupedCycle, speciesOf } from './subjects/quadruped-cycle.ts'
import { RABBIT_FOOT, RABBIT_HEIGHT, rabbitCycle } from './subjects/rabbit.ts'
import { ROCKET_FOOT, rocketCycle } from './subjects/rocket.ts'
import { ROVER_FOOT, ROVER_HEIGHT, roverCycle } from './subjects/rover.ts'
import { SAILBOAT_FOOT, sailboatCycle } from './subjects/sailboat.ts'
import { SHIP_FOOT, shipCycle } from './subjects/ship.ts'
import { type RunningGear, runningGear } from './wheels.ts'

/** Icons that are drawn as a jointed dog instead: of some of them the set has only the face. */
const DOGS: Readonly<Record<string, { coat?: Rgb; pointed: boolean }>> = {
  dog: { pointed: false },
  fox: { coat: [226, 104, 40], pointed: true },
  wolf: { coat: [132, 138, 150], pointed: true },
}

/** A thing that is drawn in one way only: its picture's height in design units, its foot line and its width as shares. */
interface Model {
  cycle: (stage: Stage, subject: Subject, look: { height: number; which: number }) => Cycle
  height: number
  foot: number
  wide: number
}

const MODELS: Readonly<Record<string, Model | undefined>> = {
  'hot-beverage': { cycle: mugCycle, height: 250, foot: MUG_FOOT, wide: 0.8 },
  butterfly: { cycle: butterflyCycle, height: 150, foot: 0.8, wide: 1 },
  sailboat: { cycle: sailboatCycle, height: 330, foot: SAILBOAT_FOOT, wide: 0.85 },
  'person-biking': { cycle: cyclistCycle, height: CYCLIST_HEIGHT, foot: CYCLIST_FOOT, wide: 0.8 },
  helicopter: { cycle: helicopterCycle, height: 190, foot: HELICOPTER_FOOT, wide: 0.7 },
  'hot-air-balloon': { cycle: balloonCycle, height: 380, foot: BALLOON_FOOT, wide: 0.9 },
  penguin: { cycle: penguinCycle, height: PENGUIN_HEIGHT, foot: PENGUIN_FOOT, wide: 0.7 },
  rabbit: { cycle: rabbitCycle, height: RABBIT_HEIGHT, foot: RABBIT_FOOT, wide: 0.8 },
  'bullet-train': { cycle: bulletTrainCycle, height: TRAIN_HEIGHT, foot: TRAIN_FOOT, wide: 0.9 },
  'passenger-ship': { cycle: shipCycle, height: 260, foot: SHIP_FOOT, wide: 0.9 },
  rover: { cycle: roverCycle, height: ROVER_HEIGHT, foot: ROVER_FOOT, wide: 0.9 },
  airplane: { cycle: airplaneCycle, height: 270, foot: 0.8, wide: 0.9 },
}

/** Upright; on its way through space it is an icon that leans. */
const ROCKET: Model = { cycle: rocketCycle, height: 330, foot: ROCKET_FOOT, wide: 0.8 }

/** In the air; on the ground it is an icon. */
const DRAGON: Model = { cycle: dragonCycle, height: DRAGON_HEIGHT, foot: 0.8, wide: 0.8 }

/** A subject ready to be shown: its movement and how it stands in its layers. */
export interface Cast {
  cycle: Cycle
  /** The foot line as a share of the layer's height. */
  foot: number
  height: number
  width: number
  /** What its usual size is multiplied with. */
  scale: number
  gear?: RunningGear
  plume?: Plume
}

/** `which` of several of one kind it is: people differ in their looks. */
export async function castSubject(stage: Stage, subject: Subject, scale: number, which = 0): Promise<Cast> {
  const { action } = subject
  if (isPerson(subject.icon)) {
    const height = PERSON_HEIGHT * scale * stage.unit
    const cycle = personCycle(stage, subject, { height, action, which })
    return { scale, cycle, foot: PERSON_FOOT, height, width: cycle.width * 0.62 }
  }
  const wild = DOGS[subject.icon]
  // Under a hat it is one of the short-haired dogs.
  if (wild && !subject.wears && action !== 'dance' && action !== 'sit' && action !== 'sleep') {
    const height = DOG_HEIGHT * scale * stage.unit
    const coat = subject.tint ?? wild.coat
    const look = { height, action, pointed: wild.pointed, ...(coat ? { coat } : {}) }
    const cycle = dogCycle(stage, look)
    return { scale, cycle, foot: DOG_FOOT, height, width: cycle.width }
  }
  const species = speciesOf(subject.icon)
  if (species) {
    const height = 440 * scale * stage.unit
    const cycle = quadrupedCycle(stage, species, { ...subject, height, action })
    return { scale, cycle, foot: QUADRUPED_FOOT, height, width: cycle.width * 0.5 * species.size }
  }
  if (isSwimmer(subject.icon)) {
    const height = swimmerHeight(subject.icon) * scale * stage.unit
    const cycle = swimmerCycle(stage, subject, height)
    return { scale, cycle, foot: 0.72, height, width: cycle.width * 0.8 }
  }
  const model = modelOf(subject)
  if (model) {
    const height = model.height * scale * stage.unit
    const cycle = model.cycle(stage, subject, { height, which })
    return { scale, cycle, foot: model.foot, height, width: cycle.width * model.wide }
  }
  if (isBirdInFlight(subject.icon) && (action === 'fly' || action === 'float')) {
    const { icon, tint } = subject
    const height = (icon === 'eagle' ? 370 : 260) * scale * stage.unit
    const cycle = birdCycle(stage, { icon, height, ...(tint ? { tint } : {}) })
    return { scale, cycle, foot: 0.8, height, width: cycle.width * 0.9 }
  }
  const size = sizeOf(subject) * scale * stage.unit
  const picture = drawFigure(stage, subject, size)
  const cycle = bendCycle(picture, subject, action)
  const drawn = { size, margin: marginOf(size) }
  const gear = runningGear(stage, subject, drawn)
  const plume = plumeOf(stage, subject, drawn)
  const foot = lowestRow(picture) / picture.height
  return {
    scale,
    cycle,
    foot,
    height: picture.height,
    width: picture.width * 0.8,
    ...(gear ? { gear } : {}),
    ...(plume ? { plume } : {}),
  }
}

function modelOf(subject: Subject): Model | undefined {
  const { icon, rider } = subject
  if (icon === 'rocket' && isAscent(subject)) return ROCKET
  if (icon === 'dragon' && (subject.action === 'fly' || subject.action === 'float')) return DRAGON
  // A skateboard without a rider is a thing.
  if (isOnSnow(icon) || icon === 'person-surfing' || (icon === 'skateboard' && rider))
    return { cycle: gliderCycle(icon), height: GLIDER_HEIGHT, foot: gliderFoot(icon), wide: 0.7 }
  return MODELS[icon]
}

/** The side of the figure's square in design units. */
function sizeOf({ icon, carriage }: Subject): number {
  const special: Record<string, number> = {
    whale: 380,
    elephant: 340,
    giraffe: 380,
    't-rex': 400,
    bus: 380,
    'delivery-truck': 360,
    locomotive: 400,
    butterfly: 120,
    honeybee: 100,
    dragon: 330,
    airplane: 300,
    castle: 420,
    house: 380,
    mouse: 140,
    'hot-beverage': 330,
    swan: 190,
    duck: 130,
    goose: 170,
    bird: 150,
    balloon: 260,
  }
  const usual = { legs: 270, wheels: 320, wings: 200, water: 260, still: 290 }
  return special[icon] ?? usual[carriage]
}

function lowestRow({ data, width, height }: Picture): number {
  for (let y = height - 1; y > 0; y--) {
    for (let x = 0; x < width; x++) if ((data[(y * width + x) * 4 + 3] as number) > 100) return y + 1
  }
  return height
}
