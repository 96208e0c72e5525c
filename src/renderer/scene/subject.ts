import { blendLayer } from '../frame/blend.ts'
import { css, type Rgb } from '../frame/colour.ts'
import { type Layer, paintLayer } from '../frame/layer.ts'
import type { Subject } from '../prompt/scene-brief.ts'
import { DOG_FOOT, dogCycle } from './dog.ts'
import { drawFigure } from './figure.ts'
import { bendCycle, type Cycle } from './gait.ts'
import { lit } from './light.ts'
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

/** Icons that are drawn as a jointed dog instead: of some of them the set has only the face. */
const DOGS: Readonly<Record<string, { coat?: Rgb; pointed: boolean }>> = {
  dog: { pointed: false },
  fox: { coat: [226, 104, 40], pointed: true },
  wolf: { coat: [132, 138, 150], pointed: true },
}

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
  const foam = mark.sunk > 0 ? foamLayer(stage, cast.width * 0.9) : undefined
  const shadow = mark.shadow ? shadowLayer(stage, cast.width * 0.8) : undefined
  const beam = subject.carriage === 'wheels' && stage.brief.dayTime === 'night' ? beamLayer(stage) : undefined
  return (frame, moment) => {
    const phase = cycle.phaseAt(moment.seconds)
    const { x, y, above } = placeAt(stage, { subject, mark, cast }, moment)
    if (shadow) blendLayer(frame, shadow, x - shadow.width / 2 - above * 0.2, mark.footY - shadow.height / 2)
    const visible = mark.sunk > 0 ? cutBelow(phase, cast.foot - mark.sunk) : phase
    blendLayer(frame, visible, x - phase.width / 2, y + mark.sunk * phase.height)
    if (foam) blendLayer(frame, foam, x - foam.width / 2, y + cast.foot * phase.height - foam.height / 2)
    if (beam) blendLayer(frame, beam, x + cast.width * 0.48, y + cast.height * 0.6 - beam.height * 0.35)
  }
}

async function castSubject(stage: Stage, subject: Subject): Promise<Cast> {
  const { action } = stage.brief
  const wild = DOGS[subject.icon]
  if (wild && action !== 'dance') {
    const height = 300 * stage.unit
    const coat = subject.tint ?? wild.coat
    const look = { height, action, pointed: wild.pointed, ...(coat ? { coat } : {}) }
    const cycle = dogCycle(stage, look)
    return { cycle, foot: DOG_FOOT, height, width: cycle.width }
  }
  const picture = await drawFigure(stage, subject, sizeOf(subject) * stage.unit)
  const cycle = bendCycle(picture, subject.carriage, action)
  return { cycle, foot: lowestRow(picture) / picture.height, height: picture.height, width: picture.width * 0.8 }
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
    'passenger-ship': 400,
    'hot-beverage': 330,
    bird: 150,
    balloon: 260,
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

/** The broken water around something afloat. */
function foamLayer(stage: Stage, width: number): Layer {
  const height = Math.max(6, width * 0.09)
  return paintLayer(width, height, (context) => {
    const { width: w, height: h } = context.canvas
    context.scale(1, h / w)
    const fade = context.createRadialGradient(w / 2, w / 2, w * 0.1, w / 2, w / 2, w / 2)
    const white = lit(stage.light, [255, 255, 255])
    fade.addColorStop(0, css(white, 0.75))
    fade.addColorStop(0.6, css(white, 0.4))
    fade.addColorStop(1, css(white, 0))
    context.fillStyle = fade
    context.fillRect(0, 0, w, w)
  })
}

/** The cone of a headlamp. */
function beamLayer(stage: Stage): Layer {
  const length = 330 * stage.unit
  const height = 130 * stage.unit
  return paintLayer(length, height, (context) => {
    const fade = context.createRadialGradient(0, height * 0.35, 0, 0, height * 0.35, length)
    fade.addColorStop(0, 'rgba(255,238,190,0.7)')
    fade.addColorStop(0.3, 'rgba(255,230,170,0.28)')
    fade.addColorStop(1, 'rgba(255,226,160,0)')
    context.fillStyle = fade
    context.beginPath()
    context.moveTo(0, height * 0.3)
    context.lineTo(length, 0)
    context.lineTo(length, height)
    context.lineTo(0, height * 0.42)
    context.fill()
  })
}
