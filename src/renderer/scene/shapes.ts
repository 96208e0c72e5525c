import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas'

export type Point = readonly [number, number]

/** Traces a smooth closed line through points (Catmull-Rom); the caller fills or strokes it. */
export function traceBlob(context: SKRSContext2D, points: readonly Point[]): void {
  const at = (i: number): Point => points[(i + points.length) % points.length] ?? [0, 0]
  context.beginPath()
  context.moveTo(...at(0))
  for (let i = 0; i < points.length; i++) {
    const before = at(i - 1)
    const from = at(i)
    const to = at(i + 1)
    const after = at(i + 2)
    context.bezierCurveTo(
      from[0] + (to[0] - before[0]) / 6,
      from[1] + (to[1] - before[1]) / 6,
      to[0] - (after[0] - from[0]) / 6,
      to[1] - (after[1] - from[1]) / 6,
      ...to,
    )
  }
  context.closePath()
}

/** A limb: a rounded bar from one joint to the next, `from` and `to` wide at its ends. */
export function traceLimb(context: SKRSContext2D, a: Point, b: Point, width: { from: number; to: number }): void {
  const angle = Math.atan2(b[1] - a[1], b[0] - a[0])
  context.beginPath()
  context.arc(a[0], a[1], width.from / 2, angle + Math.PI / 2, angle - Math.PI / 2)
  context.arc(b[0], b[1], width.to / 2, angle - Math.PI / 2, angle + Math.PI / 2)
  context.closePath()
}

/** Draws a part that never changes its shape. */
export type Stiff = (context: SKRSContext2D) => void

/**
 * A part of a figure that is drawn once, in a box of its own units, and then shown in every phase. It has twice the
 * pixels (`scale` is what one unit has), so that it stays sharp when it is turned.
 */
export function stiff(
  box: { left: number; right: number; top: number; bottom: number },
  scale: number,
  draw: (context: SKRSContext2D) => void,
): Stiff {
  const [width, height] = [box.right - box.left, box.bottom - box.top]
  let canvas: Canvas | undefined
  return (context) => {
    canvas ??= drawn()
    context.drawImage(canvas, box.left, box.top, width, height)
  }

  function drawn(): Canvas {
    const made = createCanvas(Math.ceil(width * scale * 2), Math.ceil(height * scale * 2))
    const context = made.getContext('2d')
    context.scale(made.width / width, made.height / height)
    context.translate(-box.left, -box.top)
    draw(context)
    // What is only noted so far would be drawn again for every phase.
    made.data()
    return made
  }
}
