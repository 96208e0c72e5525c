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
  /** The bare ground of another world. */
  | 'moon'
  | 'mars'
  | 'sky'
  | 'room'
  /** No place at all: shapes and colours in motion. */
  | 'abstract'

/** What kind of room an indoor place is. */
export type Room = 'living' | 'bedroom' | 'kitchen' | 'cafe' | 'office' | 'stage' | 'studio'

/** What of a room somebody can be on: the rest of its furniture is only seen. `sill` is the window's. */
export type Piece = 'sofa' | 'bed' | 'table' | 'sill'

/** `sunset` is also the golden hour before it. */
export type DayTime = 'day' | 'sunset' | 'dawn' | 'night'

/**
 * `storm`: heavy rain, dark clouds, lightning; at a place of sand or snow the storm is of that. `wind`: clear, but
 * everything that can lean leans and leaves or sand blow. `haze`: bright air that swallows the distance (dust, heat,
 * smoke); `fog`: wet and grey. `cloudy`: dull, dry.
 */
export type Weather = 'clear' | 'cloudy' | 'rain' | 'storm' | 'snow' | 'fog' | 'haze' | 'wind'

/** Colours of leaves and grass, flowers, bare branches. Winter is not yet snow: that is weather, or lies in the place `snow`. */
export type Season = 'spring' | 'summer' | 'autumn' | 'winter'

/**
 * What a subject does all along the clip. `launch` leaves the ground and `land` comes down to it. `float` needs no wings: balloons, jellyfish, astronauts. `look` is
 * standing and looking around.
 */
export type Action =
  | 'run'
  | 'walk'
  | 'jump'
  | 'dance'
  | 'stand'
  | 'look'
  | 'sit'
  | 'sleep'
  | 'fly'
  | 'float'
  | 'swim'
  | 'drive'
  | 'launch'
  | 'land'

/**
 * `zoom` changes the focal length (all layers grow alike), `dolly` moves the camera (near layers grow faster).
 * `aerial` looks from above, `tracking` follows the first subject, `handheld` shakes a little and moves no way.
 */
export type CameraMove =
  | 'pan-left'
  | 'pan-right'
  | 'tilt-up'
  | 'tilt-down'
  | 'zoom-in'
  | 'zoom-out'
  | 'close-up'
  | 'dolly-in'
  | 'dolly-out'
  | 'orbit'
  | 'aerial'
  | 'tracking'
  | 'handheld'
  | 'static'

/**
 * How the finished picture looks, whatever it shows. `cinematic`: wide bars of the frame darker, teal and orange.
 * `watercolour`: paper, soft edges, bleeding colours. `ink`: brush and
 * water on bare paper, nearly without colour, what is far away lost in it. `noir`: black and white, hard light, grain. `neon`: magenta and
 * cyan lights in the dark. `pixel`: large pixels of few colours. `anime`: flat bright colours, clear outlines. `sketch`: pencil lines
 * on paper. `vintage`: faded film with scratches and flicker. `claymation`: modelled, twelve pictures a second.
 */
export type Style =
  | 'cinematic'
  | 'watercolour'
  | 'ink'
  | 'noir'
  | 'neon'
  | 'pixel'
  | 'anime'
  | 'sketch'
  | 'vintage'
  | 'claymation'

export type Mood = 'calm' | 'joyful' | 'sad' | 'tense' | 'epic' | 'dreamy'

/** What a place has of its own accord and can do without. `signs` stands for all writing. */
export type Extra = 'signs' | 'flowers' | 'trees' | 'clouds' | 'stars' | 'motes'

/**
 * Small things in the air or in the sky: asked for, or chosen by the seed to enrich the scene. `birds` are far away in
 * the sky, `rays` are shafts of light, `shooting-star` crosses the sky of a night once or twice.
 */
export type Detail =
  | 'birds'
  | 'petals'
  | 'leaves'
  | 'fireflies'
  | 'rays'
  | 'rainbow'
  | 'aurora'
  | 'fireworks'
  | 'shooting-star'
  | 'confetti'

/** How a thing carries itself: decides its place in the picture and how it moves. */
export type Carriage = 'legs' | 'wheels' | 'wings' | 'water' | 'still'

/** Where a subject is in relation to another: `on` rests upon it and moves with it, `before` is nearer to the camera, `held` is in its hand (or mouth). */
export type Relation = 'on' | 'in' | 'under' | 'above' | 'beside' | 'behind' | 'before' | 'through' | 'held'

/** Icons of what is ridden upright: each is drawn with its rider, as one figure. */
export type Ride = 'person-biking' | 'skier' | 'snowboarder' | 'person-surfing' | 'skateboard'

/** What is worn on the head, by people and by animals on four legs. */
export type Headwear = 'chef' | 'cap' | 'crown' | 'straw' | 'pointed' | 'top' | 'sunglasses'

/** Somebody on a `Ride`: a name in the icon set and the colour asked for, if any. */
export interface Rider {
  icon: string
  tint?: Rgb
}

export interface Subject {
  /** A name in the icon set. */
  icon: string
  /** The word of the prompt that named it. */
  word: string
  carriage: Carriage
  /** The colour asked for, if any. */
  tint?: Rgb
  /** How many of it, 1..6. */
  count: number
  /** What it does: its own verb, else what is natural for it. */
  action: Action
  /** Who rides it, where it is one of the `Ride`s and the prompt says so; `tint` then is the ride's own colour. */
  rider?: Rider
  /** The piece of the room that it is on. */
  upon?: Piece
  wears?: { what: Headwear; colour?: Rgb }
  /** Somebody with a book or a paper open in both hands; that is no subject of its own then. */
  reads?: true
  /** Where it is, from another subject: `to` is that one's index in `subjects`, always of an other subject, never in a circle. */
  relation?: { how: Relation; to: number }
}

/** What a prompt asks for, in the renderer's own words. Complete: what the prompt leaves open has been chosen. */
export interface SceneBrief {
  place: Place
  /** What rises on the far shore of a lake, where the prompt names it. */
  behind?: 'mountain' | 'forest'
  /** A forest of bamboo. */
  bamboo?: true
  /** Of a room: which. */
  room?: Room
  dayTime: DayTime
  weather: Weather
  season: Season
  neon: boolean
  /** Who and what is to be seen, the most important first. Empty: the place itself is the subject. */
  subjects: readonly Subject[]
  /** The first of `subjects`. */
  subject?: Subject
  /** The action of the first subject; `sit` where there is none. */
  action: Action
  camera?: CameraMove
  style?: Style
  mood: Mood
  details: readonly Detail[]
  /** What is to be read in the picture, as the prompt quotes it; on a sign or a banner. Empty where writing is denied. */
  texts: readonly string[]
  /** What is left out. */
  without: readonly Extra[]
}
