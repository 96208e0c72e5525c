import type { SKRSContext2D } from '@napi-rs/canvas'
import { createCanvas } from '@napi-rs/canvas'
import { addressOf, allocate, kernels, scratch } from '../kernels/memory.ts'

/**
 * A picture with transparency, ready to be blended into frames: planes as in a frame but multiplied by alpha, alpha at
 * both resolutions. `period` is the distance at which it repeats to the right (0 = it does not).
 */
export interface Layer {
  readonly width: number
  readonly height: number
  readonly period: number
  readonly y: Uint8Array
  readonly a: Uint8Array
  readonly u: Uint8Array
  readonly v: Uint8Array
  readonly ca: Uint8Array
  /** Per row of each alpha plane: how it can be blended. Filled in by `classifyRows`. */
  readonly lumaRows: Uint8Array
  readonly chromaRows: Uint8Array
}

/** A row without anything, one that must be blended, one that covers all below it. */
const EMPTY = 0
const MIXED = 1
const OPAQUE = 2

/** Columns that a repeating layer holds beyond its period, so that sampling between pixels never needs to wrap. */
const OVERLAP = 2

/** An empty layer; width and height are rounded up to even numbers. */
export function emptyLayer(width: number, height: number, period = 0): Layer {
  const w = even(width)
  const h = even(height)
  const plane = allocate
  const chroma = (w * h) / 4
  return {
    width: w,
    height: h,
    period,
    y: plane(w * h),
    a: plane(w * h),
    u: plane(chroma),
    v: plane(chroma),
    ca: plane(chroma),
    lumaRows: plane(h),
    chromaRows: plane(h / 2),
  }
}

/** Draws a layer once with a canvas. The painter gets a transparent canvas of this size in pixels. */
export function paintLayer(width: number, height: number, paint: (context: SKRSContext2D) => void): Layer {
  const canvas = createCanvas(even(width), even(height))
  const context = canvas.getContext('2d')
  paint(context)
  return layerFromRgba(context.getImageData(0, 0, canvas.width, canvas.height).data, canvas.width, canvas.height)
}

/** Like `paintLayer` for a layer that repeats every `width` pixels; what crosses an edge must be drawn on both. */
export function paintRepeating(width: number, height: number, paint: (context: SKRSContext2D) => void): Layer {
  const canvas = createCanvas(even(width), even(height))
  const context = canvas.getContext('2d')
  paint(context)
  const once = context.getImageData(0, 0, canvas.width, canvas.height).data
  const w = canvas.width + OVERLAP
  const wide = new Uint8ClampedArray(w * canvas.height * 4)
  for (let row = 0; row < canvas.height; row++) {
    const from = row * canvas.width * 4
    wide.set(once.subarray(from, from + canvas.width * 4), row * w * 4)
    wide.set(once.subarray(from, from + OVERLAP * 4), row * w * 4 + canvas.width * 4)
  }
  return layerFromRgba(wide, w, canvas.height, canvas.width)
}

/** A layer from straight (not multiplied) RGBA of even size. */
export function layerFromRgba(rgba: Uint8ClampedArray, width: number, height: number, period = 0): Layer {
  const layer = emptyLayer(width, height, period)
  const pixels = scratch(rgba.length)
  pixels.set(rgba)
  kernels().premultiply(
    addressOf(pixels),
    addressOf(layer.y),
    addressOf(layer.a),
    addressOf(layer.u),
    addressOf(layer.v),
    addressOf(layer.ca),
    width,
    height,
  )
  classifyRows(layer)
  return layer
}

/** Notes which rows are empty or opaque. To be called once the alpha planes are complete, before blending. */
export function classifyRows(layer: Layer): void {
  classifyPlane(layer.a, layer.width, layer.lumaRows)
  classifyPlane(layer.ca, layer.width / 2, layer.chromaRows)
}

function classifyPlane(alpha: Uint8Array, width: number, rows: Uint8Array): void {
  for (let row = 0; row < rows.length; row++) {
    let any = 0
    let all = 255
    for (let i = row * width; i < (row + 1) * width; i++) {
      any |= alpha[i] as number
      all &= alpha[i] as number
    }
    rows[row] = any === 0 ? EMPTY : all === 255 ? OPAQUE : MIXED
  }
}

function even(size: number): number {
  return Math.max(2, Math.ceil(size / 2) * 2)
}
