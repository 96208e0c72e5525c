import { type Frame, newFrame } from '../frame/frame.ts'
import { guessDepth } from './depth.ts'
import type { Picture } from './load-picture.ts'

/** The picture with a margin all around that goes on as its mirror image, darker outwards: for cameras that draw back. */
export function extendPicture(picture: Picture, share: number): Picture {
  const { source, area } = picture
  const x = even(source.width * share)
  const y = even(source.height * share)
  const frame = newFrame(source.width + 2 * x, source.height + 2 * y)
  extendPlane(source, frame, { kind: 'y', by: 1, x, y })
  extendPlane(source, frame, { kind: 'u', by: 2, x, y })
  extendPlane(source, frame, { kind: 'v', by: 2, x, y })
  const scale = { x: area.width / source.width, y: area.height / source.height }
  return {
    frame: picture.frame,
    depth: guessDepth(frame),
    source: frame,
    area: {
      left: area.left - x * scale.x,
      top: area.top - y * scale.y,
      width: frame.width * scale.x,
      height: frame.height * scale.y,
    },
  }
}

const DARKER = 0.5

function extendPlane(
  source: Frame,
  target: Frame,
  { kind, by, x, y }: { kind: 'y' | 'u' | 'v'; by: 1 | 2; x: number; y: number },
): void {
  const [from, to] = [source[kind], target[kind]]
  const [width, height, wide, high] = [source.width, source.height, target.width, target.height].map((n) => n / by) as [
    number,
    number,
    number,
    number,
  ]
  const [left, top] = [x / by, y / by]
  const black = kind === 'y' ? 16 : 128
  for (let row = 0; row < high; row++) {
    const j = mirrored(row - top, height)
    const above = beyond(row - top, height) / top
    for (let column = 0; column < wide; column++) {
      const value = from[j * width + mirrored(column - left, width)] as number
      const out = Math.max(above, beyond(column - left, width) / left)
      to[row * wide + column] = black + (value - black) * (1 - DARKER * out * out)
    }
  }
}

function mirrored(at: number, length: number): number {
  return at < 0 ? -at - 1 : at >= length ? 2 * length - 1 - at : at
}

/** How far a place lies outside. */
function beyond(at: number, length: number): number {
  return at < 0 ? -at : at >= length ? at - length + 1 : 0
}

function even(value: number): number {
  return Math.ceil(value / 2) * 2
}
