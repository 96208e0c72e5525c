import { createCanvas, loadImage } from '@napi-rs/canvas'
import { Resvg } from '@resvg/resvg-js'
import type { Subject } from '../prompt/scene-brief.ts'
import { LOOKS_RIGHT } from '../prompt/subject-words.ts'
import { iconSvg } from './icons.ts'
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
export async function drawFigure(stage: Stage, subject: Subject, size: number): Promise<Picture> {
  const margin = marginOf(size)
  const side = Math.ceil((size + margin * 2) / 2) * 2
  const svg = WITH_WAVES.has(subject.icon) ? iconSvg(subject.icon).replace(WAVE, '') : iconSvg(subject.icon)
  const drawn = new Resvg(svg, { fitTo: { mode: 'width', value: Math.max(16, Math.round(size)) } })
  const image = await loadImage(drawn.render().asPng())
  const canvas = createCanvas(side, side)
  const context = canvas.getContext('2d')
  if (!LOOKS_RIGHT.has(subject.icon)) {
    context.translate(side, 0)
    context.scale(-1, 1)
  }
  context.drawImage(image, margin, margin, size, size)
  const { data } = context.getImageData(0, 0, side, side)
  const picture = { data, width: side, height: side }
  if (subject.tint) tint(picture, subject.tint)
  const fine = Math.max(1, Math.round(size / 60))
  const side01 = stage.sunX > stage.width / 2 ? 0.6 : -0.6
  relight(picture, stage.light, { fine, broad: Math.max(2, Math.round(size / 16)), side: side01 })
  return picture
}

/** The room on each side of a figure, in pixels. */
export function marginOf(size: number): number {
  return Math.ceil(size / 8)
}
