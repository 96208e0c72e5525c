import type { SKRSContext2D } from '@napi-rs/canvas'
import { css, mix, type Rgb, scaled } from '../frame/colour.ts'

/** What furniture is drawn with. Everything is in design units around the foot of the wall at (0, 0), y upwards < 0. */
interface Kit {
  context: SKRSContext2D
  /** A colour as it looks in the light of the room. */
  tone: (colour: Rgb) => Rgb
  /** How strongly lamps shine, 0..1. */
  lamps: number
}

export type Furniture = (kit: Kit) => void

const WOOD: Rgb = [134, 88, 56]

interface Box {
  x: number
  y: number
  w: number
  h: number
  r?: number
}

/** A board or cushion: lighter above, darker below. */
function block({ context, tone }: Kit, { x, y, w, h, r = 4 }: Box, colour: Rgb): void {
  const base = tone(colour)
  const fill = context.createLinearGradient(0, y, 0, y + h)
  fill.addColorStop(0, css(mix(base, [255, 255, 255], 0.12)))
  fill.addColorStop(0.3, css(base))
  fill.addColorStop(1, css(scaled(base, 0.72)))
  context.fillStyle = fill
  context.beginPath()
  context.roundRect(x, y, w, h, r)
  context.fill()
}

/** The soft dark under a piece that stands on the floor. */
function shade({ context }: Kit, x: number, y: number, w: number): void {
  context.fillStyle = 'rgba(20,10,14,0.22)'
  context.beginPath()
  context.ellipse(x, y, w / 2, 9, 0, 0, 7)
  context.fill()
}

/** The light around a lamp. */
function glow({ context, lamps }: Kit, x: number, y: number, reach: number): void {
  const fade = context.createRadialGradient(x, y, 0, x, y, reach)
  fade.addColorStop(0, `rgba(255,218,150,${0.75 * lamps})`)
  fade.addColorStop(0.25, `rgba(255,200,124,${0.3 * lamps})`)
  fade.addColorStop(1, 'rgba(255,190,110,0)')
  context.fillStyle = fade
  context.fillRect(x - reach, y - reach, reach * 2, reach * 2)
}

export const sofa: Furniture = (kit) => {
  const cloth: Rgb = [86, 126, 128]
  shade(kit, 0, 34, 400)
  for (const x of [-160, 148]) block(kit, { x, y: 12, w: 12, h: 24 }, WOOD)
  block(kit, { x: -176, y: -112, w: 352, h: 110, r: 30 }, scaled(cloth, 0.86))
  block(kit, { x: -154, y: -50, w: 154, h: 54, r: 16 }, cloth)
  block(kit, { x: 2, y: -50, w: 154, h: 54, r: 16 }, cloth)
  block(kit, { x: -160, y: -6, w: 320, h: 30, r: 10 }, scaled(cloth, 0.8))
  for (const x of [-196, 154]) block(kit, { x, y: -72, w: 44, h: 100, r: 20 }, scaled(cloth, 0.94))
  block(kit, { x: -140, y: -92, w: 62, h: 58, r: 14 }, [224, 158, 92])
  block(kit, { x: 84, y: -92, w: 62, h: 58, r: 14 }, [232, 216, 188])
}

export const bed: Furniture = (kit) => {
  shade(kit, 0, 36, 470)
  block(kit, { x: -220, y: -140, w: 26, h: 176, r: 8 }, WOOD)
  block(kit, { x: -200, y: -20, w: 400, h: 50, r: 8 }, scaled(WOOD, 0.9))
  block(kit, { x: -196, y: -58, w: 396, h: 52, r: 18 }, [238, 234, 228])
  block(kit, { x: -90, y: -66, w: 296, h: 66, r: 22 }, [116, 134, 178])
  block(kit, { x: -190, y: -92, w: 96, h: 44, r: 20 }, [250, 248, 244])
}

export const floorLamp: Furniture = (kit) => {
  const { context, lamps } = kit
  shade(kit, 0, 22, 70)
  block(kit, { x: -3, y: -230, w: 6, h: 248 }, [70, 62, 60])
  block(kit, { x: -28, y: 14, w: 56, h: 8 }, [70, 62, 60])
  context.fillStyle = css(mix(kit.tone([236, 214, 176]), [255, 232, 184], lamps))
  context.beginPath()
  context.moveTo(-26, -290)
  context.lineTo(26, -290)
  context.lineTo(46, -222)
  context.lineTo(-46, -222)
  context.fill()
  glow(kit, 0, -244, 250)
}

export const pendant: Furniture = (kit) => {
  const { context, lamps } = kit
  block(kit, { x: -1.5, y: -700, w: 3, h: 320 }, [50, 46, 48])
  context.fillStyle = css(kit.tone([58, 54, 60]))
  context.beginPath()
  context.arc(0, -356, 40, Math.PI, 0)
  context.fill()
  context.fillStyle = css(mix(kit.tone([236, 214, 176]), [255, 240, 206], lamps))
  context.beginPath()
  context.ellipse(0, -355, 30, 10, 0, 0, 7)
  context.fill()
  glow(kit, 0, -346, 190)
}

export const plant: Furniture = (kit) => {
  const { context, tone } = kit
  shade(kit, 0, 24, 96)
  for (let leaf = 0; leaf < 11; leaf++) {
    const lean = (leaf / 10 - 0.5) * 2.1
    const length = 118 - 34 * Math.abs(lean) + ((leaf * 37) % 23)
    context.save()
    context.translate(0, -42)
    context.rotate(lean)
    context.fillStyle = css(tone(scaled([70, 128, 76], 0.75 + 0.05 * (leaf % 6))))
    context.beginPath()
    context.moveTo(0, 0)
    context.quadraticCurveTo(20, -length * 0.6, 0, -length)
    context.quadraticCurveTo(-20, -length * 0.6, 0, 0)
    context.fill()
    context.restore()
  }
  block(kit, { x: -32, y: -46, w: 64, h: 70, r: 10 }, [196, 122, 88])
}

/** Two pictures on the wall. */
export const pictures: Furniture = (kit) => {
  for (const [x, y, w, h, colour] of [
    [-80, -330, 84, 104, [214, 138, 104]],
    [20, -306, 66, 66, [96, 136, 160]],
  ] as const) {
    block(kit, { x: x - 6, y: y - 6, w: w + 12, h: h + 12, r: 2 }, [74, 58, 50])
    block(kit, { x, y, w, h, r: 0 }, [240, 234, 222])
    block(kit, { x: x + w * 0.18, y: y + h * 0.4, w: w * 0.64, h: h * 0.42, r: 30 }, colour)
  }
}

export const counter: Furniture = (kit) => {
  const cabinet: Rgb = [96, 132, 126]
  shade(kit, 0, 26, 560)
  for (let n = 0; n < 4; n++) {
    const x = -260 + n * 130
    block(kit, { x, y: -92, w: 126, h: 114, r: 3 }, cabinet)
    block(kit, { x: x + 46, y: -78, w: 34, h: 6, r: 3 }, [224, 206, 160])
  }
  block(kit, { x: -272, y: -108, w: 548, h: 18, r: 4 }, [226, 216, 200])
  // A pot, a board and jars stand on it; a shelf with cups hangs above.
  block(kit, { x: -210, y: -150, w: 84, h: 42, r: 8 }, [196, 70, 60])
  block(kit, { x: -226, y: -144, w: 116, h: 7, r: 3 }, [70, 62, 66])
  for (const [i, colour] of (
    [
      [228, 196, 120],
      [188, 110, 84],
      [128, 156, 110],
    ] as const
  ).entries()) {
    block(kit, { x: 96 + i * 48, y: -150 - (i % 2) * 10, w: 36, h: 42 + (i % 2) * 10, r: 8 }, colour)
  }
  block(kit, { x: 30, y: -286, w: 240, h: 10, r: 2 }, WOOD)
  for (let n = 0; n < 5; n++)
    block(kit, { x: 46 + n * 46, y: -314, w: 26, h: 28, r: 6 }, n % 2 ? [236, 232, 224] : [220, 128, 96])
}

export const hood: Furniture = (kit) => {
  const { context, tone } = kit
  context.fillStyle = css(tone([182, 186, 190]))
  context.beginPath()
  context.moveTo(-26, -700)
  context.lineTo(26, -700)
  context.lineTo(26, -340)
  context.lineTo(96, -270)
  context.lineTo(-96, -270)
  context.lineTo(-26, -340)
  context.fill()
  block(kit, { x: -96, y: -272, w: 192, h: 14, r: 2 }, [140, 144, 150])
}

/** A small round table with two chairs. */
export const cafeTable: Furniture = (kit) => {
  const { context, tone } = kit
  shade(kit, 0, 36, 190)
  for (const side of [-1, 1]) {
    block(kit, { x: side * 96 - 5, y: -118, w: 10, h: 150, r: 4 }, WOOD)
    block(kit, { x: side * 74 - 28, y: -38, w: 56, h: 12, r: 5 }, [176, 92, 70])
    block(kit, { x: side * 52 - 4, y: -28, w: 8, h: 60, r: 3 }, WOOD)
  }
  block(kit, { x: -4, y: -74, w: 8, h: 104 }, [52, 46, 48])
  context.fillStyle = css(tone([214, 190, 158]))
  context.beginPath()
  context.ellipse(0, -78, 72, 11, 0, 0, 7)
  context.fill()
  block(kit, { x: -12, y: -102, w: 24, h: 20, r: 5 }, [240, 236, 228])
}

export const blackboard: Furniture = (kit) => {
  const { context } = kit
  block(kit, { x: -104, y: -370, w: 208, h: 150, r: 4 }, WOOD)
  block(kit, { x: -94, y: -360, w: 188, h: 130, r: 0 }, [44, 54, 52])
  context.strokeStyle = css(kit.tone([226, 226, 214]), 0.7)
  context.lineWidth = 4
  // Chalk lines that are no letters.
  for (let n = 0; n < 5; n++) {
    context.beginPath()
    context.moveTo(-74, -336 + n * 23)
    context.lineTo(-74 + 60 + ((n * 47) % 46), -336 + n * 23)
    context.moveTo(50, -336 + n * 23)
    context.lineTo(74, -336 + n * 23)
    context.stroke()
  }
}

export const desk: Furniture = (kit) => {
  shade(kit, 0, 30, 360)
  block(kit, { x: -170, y: -92, w: 340, h: 14, r: 3 }, [206, 168, 124])
  for (const x of [-160, 150]) block(kit, { x, y: -78, w: 10, h: 106, r: 2 }, [86, 88, 96])
  block(kit, { x: 60, y: -78, w: 84, h: 84, r: 3 }, [224, 224, 226])
  block(kit, { x: -8, y: -112, w: 16, h: 22, r: 2 }, [70, 72, 80])
  block(kit, { x: -88, y: -212, w: 176, h: 104, r: 6 }, [46, 48, 56])
  block(kit, { x: -80, y: -204, w: 160, h: 88, r: 2 }, [112, 170, 214])
  block(kit, { x: 110, y: -124, w: 22, h: 32, r: 5 }, [226, 110, 84])
}

export const bookshelf: Furniture = (kit) => {
  shade(kit, 0, 24, 190)
  block(kit, { x: -86, y: -310, w: 172, h: 332, r: 4 }, scaled(WOOD, 0.9))
  const colours: readonly Rgb[] = [
    [196, 84, 72],
    [84, 120, 164],
    [222, 180, 98],
    [106, 146, 112],
    [214, 206, 192],
  ]
  for (let shelf = 0; shelf < 4; shelf++) {
    block(kit, { x: -76, y: -300 + shelf * 80, w: 152, h: 70, r: 0 }, scaled(WOOD, 0.5))
    for (let book = 0; book < 8; book++) {
      const h = 46 + ((book * 29 + shelf * 17) % 20)
      const colour = colours[(book * 3 + shelf) % colours.length] ?? WOOD
      block(kit, { x: -72 + book * 18, y: -230 + shelf * 80 - h, w: 15, h, r: 1 }, colour)
    }
  }
}

export const rug: Furniture = (kit) => {
  const { context, tone } = kit
  for (const [share, colour] of [
    [1, [176, 92, 78]],
    [0.88, [226, 196, 152]],
    [0.8, [188, 108, 88]],
  ] as const) {
    context.fillStyle = css(tone(colour))
    context.beginPath()
    context.ellipse(0, 104, 330 * share, 52 * share, 0, 0, 7)
    context.fill()
  }
}
