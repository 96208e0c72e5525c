import { type Canvas, createCanvas } from '@napi-rs/canvas'
import { Resvg } from '@resvg/resvg-js'
import { allocateShared, finishWork, shareWork } from '../kernels/memory.ts'
import type { Subject } from '../prompt/scene-brief.ts'
import { LOOKS_RIGHT } from '../prompt/subject-words.ts'
import { iconSvg } from './icons.ts'
import { loneTree } from './lone-tree.ts'
import { type Picture, relight } from './relight.ts'
import type { Stage } from './stage.ts'
import { tint } from './tint.ts'

/** Boats that the set shows in a strip of water, which is left out: the scene has its own. */
const WITH_WAVES = new Set(['sailboat', 'canoe', 'speedboat', 'motor-boat'])
const WAVE = /<path fill="#00a6ed"[^>]*\/>/

/**
 * A subject as a lit picture that looks to the right. `size` is the side of its square in pixels; the picture has a
 * margin of an eighth on each side for what the gait bends outwards.
 */
export function drawFigure(stage: Stage, subject: Subject, size: number): Picture {
  const margin = marginOf(size)
  const side = Math.ceil((size + margin * 2) / 2) * 2
  const data = allocateShared(side * side * 4)
  const square = { size, side }
  shareWork(() => data.set((loneTree(stage, subject, square) ?? litFigure(stage, subject, square)).data))
  // Where its feet are and how it bends is read from it.
  finishWork()
  return { data: new Uint8ClampedArray(data.buffer, data.byteOffset, data.length), width: side, height: side }
}

function litFigure(stage: Stage, subject: Subject, { size, side }: { size: number; side: number }): Picture {
  const margin = marginOf(size)
  const canvas = createCanvas(side, side)
  const context = canvas.getContext('2d')
  if (!LOOKS_RIGHT.has(subject.icon)) {
    context.translate(side, 0)
    context.scale(-1, 1)
  }
  context.drawImage(iconCanvas(subject.icon, Math.max(16, Math.round(size))), margin, margin, size, size)
  const { data } = context.getImageData(0, 0, side, side)
  const picture = { data, width: side, height: side }
  if (subject.tint) tint(picture, subject.tint)
  const fine = Math.max(1, Math.round(size / 60))
  const side01 = stage.sunX > stage.width / 2 ? 0.6 : -0.6
  relight(picture, stage.light, { fine, broad: Math.max(2, Math.round(size / 16)), side: side01 })
  return picture
}

/** An icon as a canvas of this width in pixels. */
function iconCanvas(icon: string, width: number): Canvas {
  const svg = WITH_WAVES.has(icon) ? iconSvg(icon).replace(WAVE, '') : iconSvg(icon)
  const drawn = new Resvg(svg, { fitTo: { mode: 'width', value: width } }).render()
  const canvas = createCanvas(drawn.width, drawn.height)
  const context = canvas.getContext('2d')
  const image = context.createImageData(drawn.width, drawn.height)
  const { pixels } = drawn
  // The rasteriser multiplies colours by alpha, a canvas takes them straight.
  for (let at = 0; at < pixels.length; at += 4) {
    const alpha = pixels[at + 3] as number
    for (let k = 0; k < 3; k++) image.data[at + k] = alpha ? ((pixels[at + k] as number) * 255) / alpha : 0
    image.data[at + 3] = alpha
  }
  context.putImageData(image, 0, 0)
  return canvas
}

/** The room on each side of a figure, in pixels. */
export function marginOf(size: number): number {
  return Math.ceil(size / 8)
}
