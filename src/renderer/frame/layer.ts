import type { SKRSContext2D } from '@napi-rs/canvas'
import { createCanvas } from '@napi-rs/canvas'
import { addressOf, allocate, allocateShared, bytesAt, kernels, scratch, shareWork } from '../kernels/memory.ts'
import { rgbaToPlanes } from './rgba.ts'

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

/** A row that covers all below it, as the kernels know it. */
export const OPAQUE = 2

/** Columns that a repeating layer holds beyond its period, so that sampling between pixels never needs to wrap. */
const OVERLAP = 2

/** An empty layer for this thread alone; width and height are rounded up to even numbers. */
export function emptyLayer(width: number, height: number, period = 0): Layer {
  const [w, h] = [even(width), even(height)]
  return layerOver(allocate(layerBytes(w, h)), { width: w, height: h, period })
}

/** An empty layer that all threads of the job see, to be filled by shared work. */
export function sharedLayer(width: number, height: number, period = 0): Layer {
  const [w, h] = [even(width), even(height)]
  return layerOver(allocateShared(layerBytes(w, h)), { width: w, height: h, period })
}

function layerBytes(width: number, height: number): number {
  return width * height * 2 + ((width * height) / 4) * 3 + height + height / 2
}

function layerOver(bytes: Uint8Array, size: { width: number; height: number; period: number }): Layer {
  let at = 0
  const part = (count: number): Uint8Array => bytes.subarray(at, (at += count))
  const { height } = size
  const luma = size.width * height
  return {
    ...size,
    y: part(luma),
    a: part(luma),
    u: part(luma / 4),
    v: part(luma / 4),
    ca: part(luma / 4),
    lumaRows: part(height),
    chromaRows: part(height / 2),
  }
}

/**
 * A layer drawn with a canvas, once, by one of the threads: `paint` may use what it is given and what was there before,
 * and must change nothing else. It gets a transparent canvas of this size in pixels.
 */
export function paintLayer(width: number, height: number, paint: (context: SKRSContext2D) => void): Layer {
  const layer = sharedLayer(width, height)
  shareWork(() => fillFromCanvas(layer, layer.width, paint))
  return layer
}

/** Like `paintLayer` for a layer that repeats every `width` pixels; what crosses an edge must be drawn on both. */
export function paintRepeating(width: number, height: number, paint: (context: SKRSContext2D) => void): Layer {
  const period = even(width)
  const layer = sharedLayer(period + OVERLAP, height, period)
  shareWork(() => {
    fillFromCanvas(layer, period, paint)
    for (const plane of [layer.y, layer.a]) repeatColumns(plane, layer.width, OVERLAP)
    for (const plane of [layer.u, layer.v, layer.ca]) repeatColumns(plane, layer.width / 2, OVERLAP / 2)
  })
  return layer
}

/** Writes the first columns of each row once more at its end. */
function repeatColumns(plane: Uint8Array, width: number, columns: number): void {
  for (let at = 0; at < plane.length; at += width) plane.copyWithin(at + width - columns, at, at + columns)
}

/** Paints the left `width` columns of a layer. */
function fillFromCanvas(layer: Layer, width: number, paint: (context: SKRSContext2D) => void): void {
  const canvas = createCanvas(width, layer.height)
  paint(canvas.getContext('2d'))
  // Multiplied by alpha, as the planes are to be.
  rgbaToPlanes(canvas.data(), width, { ...layer, stride: layer.width })
  classifyRows(layer)
}

/** A layer from straight (not multiplied) RGBA of even size, for this thread alone. */
export function layerFromRgba(rgba: Uint8ClampedArray, width: number, height: number): Layer {
  const layer = emptyLayer(width, height)
  fillFromRgba(layer, rgba)
  return layer
}

function fillFromRgba(layer: Layer, rgba: Uint8ClampedArray): void {
  const pixels = scratch(rgba.length)
  pixels.set(rgba)
  kernels().premultiply(
    addressOf(pixels),
    addressOf(layer.y),
    addressOf(layer.a),
    addressOf(layer.u),
    addressOf(layer.v),
    addressOf(layer.ca),
    layer.width,
    layer.height,
  )
  classifyRows(layer)
}

/**
 * A layer of a size that is known only once one of the threads has drawn it. What is returned gives the layer, as soon
 * as the shared work is finished.
 */
export function drawnByOne(draw: () => Layer): () => Layer {
  const place = allocateShared(16)
  const note = new Int32Array(place.buffer, place.byteOffset, 4)
  shareWork(() => {
    const { y, width, height, period } = draw()
    note.set([addressOf(y), width, height, period])
  })
  let layer: Layer | undefined
  return () => {
    const [at = 0, width = 0, height = 0, period = 0] = note
    layer ??= layerOver(bytesAt(at, layerBytes(width, height)), { width, height, period })
    return layer
  }
}

/** Notes which rows are empty or opaque. To be called once the alpha planes are complete, before blending. */
export function classifyRows({ a, ca, width, height, lumaRows, chromaRows }: Layer): void {
  kernels().kindsOfRows(addressOf(a), width, height, addressOf(lumaRows))
  kernels().kindsOfRows(addressOf(ca), width / 2, height / 2, addressOf(chromaRows))
}

function even(size: number): number {
  return Math.max(2, Math.ceil(size / 2) * 2)
}
