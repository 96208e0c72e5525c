import { blendLayer } from '../frame/blend.ts'
import { type Layer, paintLayer } from '../frame/layer.ts'
import type { Subject } from '../prompt/scene-brief.ts'
import { DOG_FOOT, dogCycle } from './dog.ts'
import { drawFigure } from './figure.ts'
import { bendCycle, type Cycle } from './gait.ts'
import type { Picture } from './relight.ts'
import type { Moment, Painter, Stage } from './stage.ts'

/** Where the subject is: its foot line in pixels from the top, whether it casts a shadow there. */
export interface Mark {
  footY: number
  shadow: boolean
  /** Share of the figure's height that is under water. */
  sunk: number
}

const TAU = Math.PI * 2

interface Cast {
  cycle: Cycle
  /** The foot line as a share of the layer's height. */
  foot: number
  height: number
  width: number
}

/** The subject on its way through the picture. */
export async function subjectPainter(stage: Stage, subject: Subject, mark: Mark): Promise<Painter> {
  const cast = await castSubject(stage, subject)
  const { cycle } = cast
  const shadow = mark.shadow ? shadowLayer(stage, cast.width * 0.8) : undefined
  return (frame, moment) => {
    const phase = cycle.phases[Math.floor(moment.seconds * cycle.perSecond) % cycle.phases.length]
    if (!phase) return
    const { x, y, above } = placeAt(stage, { subject, mark, cast }, moment)
    if (shadow) blendLayer(frame, shadow, x - shadow.width / 2 - above * 0.2, mark.footY - shadow.height / 2)
    blendLayer(frame, mark.sunk > 0 ? cutBelow(phase, 1 - mark.sunk) : phase, x - phase.width / 2, y)
  }
}

async function castSubject(stage: Stage, subject: Subject): Promise<Cast> {
  const { action } = stage.brief
  if (subject.icon === 'dog' && action !== 'dance') {
    const height = 300 * stage.unit
    const cycle = dogCycle(stage, { height, action, ...(subject.tint ? { coat: subject.tint } : {}) })
    return { cycle, foot: DOG_FOOT, height, width: cycle.phases[0]?.width ?? height }
  }
  const picture = await drawFigure(stage, subject, sizeOf(subject) * stage.unit)
  const cycle = bendCycle(picture, subject.carriage, action)
  return { cycle, foot: lowestRow(picture) / picture.height, height: picture.height, width: picture.width * 0.8 }
}

/** The side of the figure's square in design units. */
function sizeOf({ icon, carriage }: Subject): number {
  const special: Record<string, number> = {
    ...{ whale: 380, elephant: 340, giraffe: 380, 't-rex': 400, bus: 380, 'delivery-truck': 360, locomotive: 400 },
    ...{ butterfly: 120, honeybee: 100, dragon: 330, airplane: 300, castle: 420, house: 380, mouse: 140 },
    ...{ 'passenger-ship': 400, 'hot-beverage': 330, bird: 150, balloon: 260 },
  }
  const usual = { legs: 270, wheels: 320, wings: 200, water: 260, still: 290 }
  return special[icon] ?? usual[carriage]
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

function lowestRow({ data, width, height }: Picture): number {
  for (let y = height - 1; y > 0; y--) {
    for (let x = 0; x < width; x++) if ((data[(y * width + x) * 4 + 3] as number) > 100) return y + 1
  }
  return height
}

/** The upper share of a layer, without copying. */
function cutBelow(layer: Layer, share: number): Layer {
  return { ...layer, height: Math.floor((layer.height * share) / 2) * 2 }
}

function shadowLayer(stage: Stage, width: number): Layer {
  const height = Math.max(8, width * 0.13)
  return paintLayer(width, height, (context) => {
    const { width: w, height: h } = context.canvas
    context.scale(1, h / w)
    const fade = context.createRadialGradient(w / 2, w / 2, 0, w / 2, w / 2, w / 2)
    const strength = stage.brief.dayTime === 'night' ? 0.55 : 0.42
    fade.addColorStop(0, `rgba(14,8,22,${strength})`)
    fade.addColorStop(0.55, `rgba(14,8,22,${strength * 0.7})`)
    fade.addColorStop(1, 'rgba(14,8,22,0)')
    context.fillStyle = fade
    context.fillRect(0, 0, w, w)
  })
}
