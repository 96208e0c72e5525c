import type { Rgb } from '../frame/colour.ts'

export type Place =
  | 'beach'
  | 'sea'
  | 'lake'
  | 'mountain'
  | 'forest'
  | 'desert'
  | 'snow'
  | 'city'
  | 'meadow'
  | 'underwater'
  | 'space'
  | 'sky'
  | 'room'

/** What kind of room an indoor place is. */
export type Room = 'living' | 'bedroom' | 'kitchen' | 'cafe' | 'office' | 'stage'

export type DayTime = 'day' | 'sunset' | 'dawn' | 'night'
export type Weather = 'clear' | 'rain' | 'snow' | 'fog'
export type Action = 'run' | 'walk' | 'fly' | 'swim' | 'drive' | 'sit' | 'dance'
export type CameraMove =
  | 'pan-left'
  | 'pan-right'
  | 'tilt-up'
  | 'tilt-down'
  | 'zoom-in'
  | 'zoom-out'
  | 'orbit'
  | 'aerial'
  | 'static'

/** What a place has of its own accord and can do without. */
export type Extra = 'signs' | 'flowers' | 'trees' | 'clouds' | 'stars' | 'motes'

/** How a thing carries itself: decides its place in the picture and how it moves. */
export type Carriage = 'legs' | 'wheels' | 'wings' | 'water' | 'still'

export interface Subject {
  /** A name in the icon set. */
  icon: string
  carriage: Carriage
  /** The colour asked for, if any. */
  tint?: Rgb
  /** How many of it, 1..6. */
  count: number
}

/** What a prompt asks for, in the renderer's own words. Complete: what the prompt leaves open has been chosen. */
export interface SceneBrief {
  place: Place
  /** What rises on the far shore of a lake, where the prompt names it. */
  behind?: 'mountain' | 'forest'
  /** Of a room: which. */
  room?: Room
  dayTime: DayTime
  weather: Weather
  neon: boolean
  subject?: Subject
  action: Action
  camera?: CameraMove
  /** What is left out. */
  without: readonly Extra[]
}
