import type { Frame } from '../frame/frame.ts'
import type { CameraPath, Focus, Pose } from './camera-path.ts'
import { addressOf, allocate, kernels } from '../kernels/memory.ts'
import type { Depth } from './depth.ts'
import { extendPicture } from './extend-picture.ts'
import type { Area, Picture } from './load-picture.ts'
import { type Mesh, meshOver, roomForMesh, type Window } from './mesh.ts'
import { warpFrame } from './warp-mesh.ts'

/** A picture to be looked at through a window of the frame. */
export interface View {
  readonly picture: Picture
  /** The part of the frame that shows the picture. */
  readonly window: Window
  /** Where each frame's places are worked out. */
  readonly mesh: Mesh
  /** What the kernel that does so is told. */
  readonly numbers: Float64Array
}

export function viewOf(picture: Picture): View {
  const window = windowOf(picture)
  const { buffer, byteOffset } = allocate(NUMBERS * 8)
  const numbers = new Float64Array(buffer, byteOffset, NUMBERS)
  return { picture, window, mesh: meshOver(roomForMesh(window), window, window), numbers }
}

/** The same view with a margin around the picture, for a camera that draws back. */
export function extended(view: View): View {
  return { ...view, picture: extendPicture(view.picture, MARGIN) }
}

const MARGIN = 0.12
/** How many numbers say where corners are, see `placeCorners`. */
const NUMBERS = 22
/** Near things are shifted, so where one looks depends on what is there: so many steps find it. */
const STEPS = 4
/** A little more than one: between the last place of a depth and the one before. */
const EDGE = 1.001

/** Where the picture stands out, 0..1 of the window at rest. */
export function focusOf({ picture: { area, depth }, window }: View): Focus {
  const x = clamp((area.left + depth.focus.x * area.width - window.left) / window.width, 0.2, 0.8)
  const y = clamp((area.top + depth.focus.y * area.height - window.top) / window.height, 0.2, 0.8)
  // Where a crop has cut off the top, heads are likely there.
  const spareX = area.width / window.width - 1
  const spareY = area.height / window.height - 1
  return { x, y: spareY > 0.3 ? 0.3 : y, spareX, spareY }
}

/** The part of the frame in which a picture is seen, on even pixels. */
export function windowOf({ area, frame }: Picture): Window {
  const left = Math.max(0, Math.floor(area.left / 2) * 2)
  const top = Math.max(0, Math.floor(area.top / 2) * 2)
  const right = Math.min(frame.width, Math.ceil((area.left + area.width) / 2) * 2)
  const bottom = Math.min(frame.height, Math.ceil((area.top + area.height) / 2) * 2)
  return { left, top, width: right - left, height: bottom - top }
}

/** Draws what the camera sees into the window of `into`; at progress 0 that is the picture at rest. */
export function drawView(view: View, path: CameraPath, progress: number, into: Frame): void {
  placeCorners(view, path(progress))
  warpFrame(view.picture.source, view.mesh, into)
}

/** Finds what each corner shows. */
function placeCorners(view: View, pose: Pose): void {
  const { window, picture, mesh, numbers } = view
  const { area, source, depth } = picture
  const { width, height } = window
  const centre = withinArea(view, pose)
  const pivot = nearAt(depth, depth.focus.x, depth.focus.y) * 0.6 + 0.2
  const scale = { x: source.width / area.width, y: source.height / area.height }
  const bends = pose.push !== 0 || pose.slideX !== 0 || pose.slideY !== 0
  const pairs = [
    [window.left, window.top],
    [window.left + width / 2 - 0.5, window.top + height / 2 - 0.5],
    [centre.x, centre.y],
    [Math.cos(pose.turn) / pose.zoom, Math.sin(pose.turn) / pose.zoom],
    [area.left, area.top],
    [area.width, area.height],
    [depth.width, depth.height],
    [depth.width - EDGE, depth.height - EDGE],
    [pose.slideX * width, pose.slideY * height],
    [scale.x, scale.y],
    [pose.push, pivot],
  ]
  numbers.set(pairs.flat())
  const { places, columns, cell } = mesh
  const near = [addressOf(depth.near), depth.width, bends ? STEPS : 0] as const
  kernels().placeCorners(addressOf(places), columns, places.length / 2, cell, ...near, addressOf(numbers))
}

/** Where the camera looks, in pixels of the frame, moved so that it sees no more of what lies beyond than it must. */
function withinArea({ window, picture: { area } }: View, pose: Pose): { x: number; y: number } {
  const along = (at: number, side: Span, whole: Span, { slide, reach }: { slide: number; reach: number }): number => {
    const half = (side.length / 2) * (1 / pose.zoom + Math.abs(slide) * 0.6 + Math.abs(pose.push) * 0.2)
    if (whole.length <= half * 2) return whole.from + whole.length / 2 - 0.5
    const [low, high] = [whole.from + half, whole.from + whole.length - half]
    const here = clamp(side.from + at * side.length, low, high)
    return here + (reach < 0 ? here - low : high - here) * reach - 0.5
  }
  const across = (of: Area): Span => ({ from: of.left, length: of.width })
  const down = (of: Area): Span => ({ from: of.top, length: of.height })
  return {
    x: along(pose.x, across(window), across(area), { slide: pose.slideX, reach: pose.reachX }),
    y: along(pose.y, down(window), down(area), { slide: pose.slideY, reach: pose.reachY }),
  }
}

interface Span {
  from: number
  length: number
}

/** The depth at a place of the picture (0..1 of each side), between its points; the edge goes on for ever. */
function nearAt({ width, height, near }: Depth, x: number, y: number): number {
  const cx = clamp(x * width - 0.5, 0, width - EDGE)
  const cy = clamp(y * height - 0.5, 0, height - EDGE)
  // Asked thousands of times a frame: neither lists nor calls.
  const column = cx | 0
  const row = cy | 0
  const fx = cx - column
  const fy = cy - row
  const i = row * width + column
  const top = (near[i] as number) * (1 - fx) + (near[i + 1] as number) * fx
  const low = (near[i + width] as number) * (1 - fx) + (near[i + width + 1] as number) * fx
  return top * (1 - fy) + low * fy
}

function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value
}
