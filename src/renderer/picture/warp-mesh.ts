import type { Frame } from '../frame/frame.ts'
import type { Mesh, Window } from './mesh.ts'

interface Plane {
  pixels: Uint8Array
  width: number
  height: number
}

/** Fills the mesh's window of `target` with what it finds at the mesh's places in `source`, bilinear. */
export function warpFrame(source: Frame, mesh: Mesh, target: Frame): void {
  for (const kind of ['y', 'u', 'v'] as const) warpPlane(planeOf(source, kind), mesh, planeOf(target, kind), kind)
}

function planeOf(frame: Frame, kind: 'y' | 'u' | 'v'): Plane {
  const by = kind === 'y' ? 1 : 2
  return { pixels: frame[kind], width: frame.width / by, height: frame.height / by }
}

/** The part of a row in which places advance evenly. */
interface Run {
  to: number
  count: number
  x: number
  y: number
  stepX: number
  stepY: number
}

function warpPlane(source: Plane, mesh: Mesh, target: Plane, kind: 'y' | 'u' | 'v'): void {
  const { columns, places } = mesh
  const by = kind === 'y' ? 1 : 2
  const cell = mesh.cell / by
  const window = divided(mesh.window, by)
  // A chroma pixel lies between two luma pixels: half a one after where it is counted.
  const offset = kind === 'y' ? 0 : 0.5 / mesh.cell
  const run = { to: 0, count: 0, x: 0, y: 0, stepX: 0, stepY: 0 }
  for (let y = 0; y < window.height; y++) {
    const row = Math.floor(y / cell)
    const down = (y % cell) / cell + offset
    const above = row * columns * 2
    const below = above + columns * 2
    const edge = (i: number): number => {
      const top = places[above + i] as number
      return (top + ((places[below + i] as number) - top) * down - (by - 1) * 32768) / by
    }
    let leftX = edge(0)
    let leftY = edge(1)
    for (let column = 0; column * cell < window.width; column++) {
      const rightX = edge(column * 2 + 2)
      const rightY = edge(column * 2 + 3)
      run.to = (window.top + y) * target.width + window.left + column * cell
      run.count = Math.min(cell, window.width - column * cell)
      run.x = Math.round(leftX + (rightX - leftX) * offset)
      run.y = Math.round(leftY + (rightY - leftY) * offset)
      run.stepX = Math.round((rightX - leftX) / cell)
      run.stepY = Math.round((rightY - leftY) / cell)
      sampleRun(source, target.pixels, run)
      leftX = rightX
      leftY = rightY
    }
  }
}

function sampleRun(source: Plane, out: Uint8Array, run: Run): void {
  const { pixels, width, height } = source
  const { stepX, stepY } = run
  const right = width - 2
  const bottom = height - 2
  let { x, y } = run
  for (let i = run.to; i < run.to + run.count; i++) {
    let ix = x >> 16
    let iy = y >> 16
    let fx = (x >> 8) & 255
    let fy = (y >> 8) & 255
    if (ix < 0 || ix > right) {
      fx = ix < 0 ? 0 : 256
      ix = ix < 0 ? 0 : right
    }
    if (iy < 0 || iy > bottom) {
      fy = iy < 0 ? 0 : 256
      iy = iy < 0 ? 0 : bottom
    }
    const p = iy * width + ix
    const q = p + width
    const top = (pixels[p] as number) * (256 - fx) + (pixels[p + 1] as number) * fx
    const low = (pixels[q] as number) * (256 - fx) + (pixels[q + 1] as number) * fx
    out[i] = (top * (256 - fy) + low * fy + 32768) >> 16
    x += stepX
    y += stepY
  }
}

function divided({ left, top, width, height }: Window, by: number): Window {
  return { left: left / by, top: top / by, width: width / by, height: height / by }
}
