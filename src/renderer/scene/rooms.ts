import type { Rgb } from '../frame/colour.ts'
import type { Room } from '../prompt/scene-brief.ts'
import * as piece from './furniture.ts'

/** How a room is furnished: what stands where, from left (0) to right (1). */
export interface RoomPlan {
  wall: Rgb
  floor: Rgb
  boards: 'wood' | 'tiles' | 'carpet'
  /** Where the window is: its middle, and its width and height in design units. */
  window: { at: number; wide: number; high: number; curtains?: Rgb }
  pieces: readonly { piece: piece.Furniture; at: number; wideOnly?: boolean }[]
}

export const ROOM_PLANS: Readonly<Record<Exclude<Room, 'stage' | 'studio'>, RoomPlan>> = {
  living: {
    wall: [222, 206, 182],
    floor: [158, 108, 68],
    boards: 'wood',
    window: { at: 0.29, wide: 360, high: 300, curtains: [206, 122, 92] },
    pieces: [
      { piece: piece.pictures, at: 0.66 },
      { piece: piece.plant, at: 0.07, wideOnly: true },
      { piece: piece.floorLamp, at: 0.92 },
      { piece: piece.sofa, at: 0.7 },
      { piece: piece.rug, at: 0.5 },
    ],
  },
  bedroom: {
    wall: [196, 202, 222],
    floor: [170, 126, 88],
    boards: 'wood',
    window: { at: 0.7, wide: 330, high: 300, curtains: [238, 232, 224] },
    pieces: [
      { piece: piece.pictures, at: 0.28, wideOnly: true },
      { piece: piece.floorLamp, at: 0.5, wideOnly: true },
      { piece: piece.bed, at: 0.26 },
      { piece: piece.plant, at: 0.93 },
    ],
  },
  kitchen: {
    wall: [226, 230, 220],
    floor: [206, 196, 180],
    boards: 'tiles',
    window: { at: 0.5, wide: 250, high: 210 },
    pieces: [
      { piece: piece.hood, at: 0.16, wideOnly: true },
      { piece: piece.counter, at: 0.26, wideOnly: true },
      { piece: piece.counter, at: 0.69 },
      { piece: piece.pendant, at: 0.36 },
      { piece: piece.plant, at: 0.96, wideOnly: true },
    ],
  },
  cafe: {
    wall: [150, 104, 80],
    floor: [122, 82, 56],
    boards: 'wood',
    window: { at: 0.33, wide: 520, high: 310 },
    pieces: [
      { piece: piece.blackboard, at: 0.72 },
      { piece: piece.pendant, at: 0.2 },
      { piece: piece.pendant, at: 0.52 },
      { piece: piece.pendant, at: 0.86, wideOnly: true },
      { piece: piece.cafeTable, at: 0.18 },
      { piece: piece.cafeTable, at: 0.5, wideOnly: true },
      { piece: piece.cafeTable, at: 0.8 },
      { piece: piece.plant, at: 0.965, wideOnly: true },
    ],
  },
  office: {
    wall: [214, 220, 226],
    floor: [126, 134, 146],
    boards: 'carpet',
    window: { at: 0.42, wide: 560, high: 310 },
    pieces: [
      { piece: piece.bookshelf, at: 0.88 },
      { piece: piece.desk, at: 0.2, wideOnly: true },
      { piece: piece.desk, at: 0.6 },
      { piece: piece.plant, at: 0.04 },
    ],
  },
}
