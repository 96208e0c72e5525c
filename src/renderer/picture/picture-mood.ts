import { findAll, type Lexicon } from '../prompt/lexicon.ts'
import { readPrompt } from '../prompt/read-prompt.ts'
import { CAMERA_MOVES, DAY_TIMES, DETAILS, STYLES, WEATHERS } from '../prompt/scene-words.ts'
import type { CameraMove, DayTime, Detail, SceneBrief, Style, Weather } from '../prompt/scene-brief.ts'
import { readUnwanted, splitPrompt } from '../prompt/unwanted.ts'

/** Small things in the air that a prompt can ask for over a picture. */
export type Drifting = 'sparkles' | 'embers' | 'petals' | 'leaves' | 'bubbles' | 'dust'

/** What a prompt says about a given picture: only what it names, nothing chosen for it. */
export interface PictureMood {
  camera?: CameraMove
  weathers: readonly Weather[]
  dayTime: DayTime | undefined
  style: Style | undefined
  drifting: readonly Drifting[]
  /** The transition between unlike pictures that it names. */
  crossing: 'sweep' | 'through' | 'cut' | undefined
  /** The prompt as a scene, for what paints the weather; absent when there is nothing in the air. */
  brief?: SceneBrief
}

/** What scenes know of, and what it is over a picture. */
const OF_DETAILS: Partial<Record<Detail, Drifting>> = {
  petals: 'petals',
  leaves: 'leaves',
  fireflies: 'sparkles',
  rays: 'dust',
}

const DRIFTING: Lexicon<Drifting> = {
  sparkles:
    'sparkle sparkles sparkling sparkly glitter glittering magic magical fairy stardust shimmering 闪光 闪烁 闪亮 魔法 梦幻 星光 きらきら キラキラ 반짝이는 반짝반짝 마법',
  embers:
    'ember embers spark sparks bonfire campfire fire flame flames burning 火花 火焰 篝火 燃烧 火の粉 炎 焚き火 모닥불',
  petals: 'petal cherry_blossom cherry_blossoms sakura 樱花 落花 桜 벚꽃',
  leaves: 'autumn 秋天 秋叶 紅葉 단풍 가을',
  bubbles: 'bubble bubbles underwater 气泡 泡泡 水下 海底 泡 水中 거품 수중',
  dust: 'dust dusty motes 尘埃 灰尘 ほこり 먼지',
}

const CROSSINGS = {
  cut: 'match_cut hard_cut jump_cut cut 匹配剪辑 硬切 剪切 マッチカット 매치컷',
  through: 'zoom_through fly_through zoom_transition iris portal 穿越 穿过 缩放转场 通り抜け 줌_스루',
  sweep: 'light_sweep light_leak flash wipe sweep 光扫 扫光 闪光转场 光漏れ ワイプ 빛_스윕',
} as const

const HANDHELD = {
  handheld: 'handheld hand_held shaky_camera shaky_cam documentary 手持 手持镜头 手持ち 핸드헬드',
} as const

/** `negative` takes back what it names; so does "without ..." within the prompt. */
export function readMood(prompt: string, seed: number, negative = ''): PictureMood {
  const { wanted, unwanted } = splitPrompt(prompt)
  const without = `${negative}, ${unwanted}`
  const namedIn = (text: string): Drifting[] => [
    ...findAll(text, DRIFTING),
    ...findAll(text, DETAILS).flatMap((detail) => OF_DETAILS[detail] ?? []),
  ]
  const denied = namedIn(without)
  const drifting = [...new Set(namedIn(wanted))].filter((one) => !denied.includes(one))
  const weathers = wantedWeathers(findAll(wanted, WEATHERS), without)
  const camera = findAll(wanted, CAMERA_MOVES)[0] ?? findAll(wanted, HANDHELD)[0]
  return {
    ...(camera ? { camera } : {}),
    weathers,
    dayTime: findAll(wanted, DAY_TIMES)[0],
    style: findAll(wanted, STYLES)[0],
    drifting,
    crossing: findAll(wanted, CROSSINGS)[0],
    // Building the vocabulary of scenes takes as long as drawing a second of the clip.
    ...(weathers.length + drifting.length > 0 && { brief: readPrompt(prompt, seed, negative) }),
  }
}

function wantedWeathers(named: Weather[], without: string): Weather[] {
  if (named.length === 0) return []
  const { weathers } = readUnwanted(without)
  return named.filter((one) => !weathers.has(one))
}
