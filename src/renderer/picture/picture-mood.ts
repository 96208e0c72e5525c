import { findAll, type Lexicon } from '../prompt/lexicon.ts'
import { readPrompt } from '../prompt/read-prompt.ts'
import { readUnwanted, splitPrompt } from '../prompt/unwanted.ts'
import type { CameraMove, DayTime, SceneBrief, Weather } from '../prompt/scene-brief.ts'
import { CAMERA_MOVES, DAY_TIMES, WEATHERS } from '../prompt/scene-words.ts'

/** Small things in the air that a prompt can ask for over a picture. */
export type Drifting = 'sparkles' | 'embers' | 'petals' | 'leaves' | 'bubbles' | 'dust'

/** What a prompt says about a given picture: only what it names, nothing chosen for it. */
export interface PictureMood {
  camera?: CameraMove
  handheld: boolean
  weathers: readonly Exclude<Weather, 'clear'>[]
  dayTime: DayTime | undefined
  drifting: readonly Drifting[]
  /** The transition between unlike pictures that it names. */
  crossing: 'sweep' | 'through' | 'cut' | undefined
  /** The prompt as a scene, for what paints the weather. */
  brief: SceneBrief
}

const DRIFTING: Lexicon<Drifting> = {
  sparkles:
    'sparkle sparkles sparkling sparkly glitter glittering magic magical fairy firefly fireflies stardust shimmering 闪光 闪烁 闪亮 魔法 梦幻 萤火虫 星光 きらきら キラキラ 魔法 蛍 반짝이는 반짝반짝 마법 반딧불',
  embers:
    'ember embers spark sparks bonfire campfire fire flame flames burning 火花 火焰 篝火 燃烧 火の粉 炎 焚き火 불꽃 모닥불',
  petals: 'petal petals cherry_blossom cherry_blossoms sakura blossoms 花瓣 樱花 落花 花びら 桜 꽃잎 벚꽃',
  leaves: 'falling_leaves autumn_leaves autumn leaves 落叶 秋天 秋叶 枫叶 落ち葉 紅葉 秋 낙엽 단풍 가을',
  bubbles: 'bubble bubbles underwater 气泡 泡泡 水下 海底 泡 水中 거품 수중',
  dust: 'dust dusty motes sunbeam sunbeams light_rays god_rays 尘埃 灰尘 光束 丁达尔 光芒 ほこり 木漏れ日 먼지 햇살',
}

const HANDHELD = {
  handheld: 'handheld hand_held shaky_camera shaky_cam documentary 手持 手持镜头 手持ち 手ブレ 핸드헬드',
} as const

const CROSSINGS = {
  cut: 'match_cut hard_cut jump_cut cut 匹配剪辑 硬切 剪切 マッチカット 매치컷',
  through: 'zoom_through fly_through zoom_transition iris portal 穿越 穿过 缩放转场 通り抜け 줌_스루',
  sweep: 'light_sweep light_leak flash wipe sweep 光扫 扫光 闪光转场 光漏れ ワイプ 빛_스윕',
} as const

export function readMood(prompt: string, seed: number, negative = ''): PictureMood {
  const brief = readPrompt(prompt, seed, negative)
  const { wanted, unwanted } = splitPrompt(prompt)
  const without = `${negative}, ${unwanted}`
  const denied = { drifting: findAll(without, DRIFTING), weathers: readUnwanted(without).weathers }
  const camera = findAll(wanted, CAMERA_MOVES)[0]
  return {
    ...(camera ? { camera } : {}),
    handheld: findAll(wanted, HANDHELD).length > 0,
    weathers: findAll(wanted, WEATHERS).filter((one) => one !== 'clear' && !denied.weathers.has(one)) as Falling[],
    dayTime: findAll(wanted, DAY_TIMES)[0],
    drifting: findAll(wanted, DRIFTING).filter((one) => !denied.drifting.includes(one)),
    crossing: findAll(wanted, CROSSINGS)[0],
    brief,
  }
}

type Falling = PictureMood['weathers'][number]
