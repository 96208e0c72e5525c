import type {
  Action,
  CameraMove,
  DayTime,
  Detail,
  Headwear,
  Mood,
  Piece,
  Place,
  Relation,
  Room,
  Season,
  Style,
  Weather,
} from '../renderer/prompt/scene-brief.ts'

/** A word in English and in Chinese. */
type Name = readonly [en: string, zh: string]

export const PLACE_NAMES: Readonly<Record<Place, Name>> = {
  beach: ['a beach', '海滩'],
  sea: ['the open sea', '大海'],
  lake: ['a lake or river', '湖泊或河流'],
  mountain: ['mountains', '山地'],
  forest: ['a forest', '森林'],
  desert: ['a desert', '沙漠'],
  snow: ['a snowfield', '雪原'],
  city: ['a city', '城市'],
  meadow: ['a meadow or park', '草地或公园'],
  underwater: ['under water', '水下'],
  space: ['outer space', '太空'],
  moon: ['the moon', '月球'],
  mars: ['Mars', '火星'],
  sky: ['above the clouds', '云端'],
  room: ['a room', '室内'],
  abstract: ['no place: abstract shapes', '抽象图形（没有地点）'],
}

export const ROOM_NAMES: Readonly<Record<Room, Name>> = {
  living: ['living room', '客厅'],
  bedroom: ['bedroom', '卧室'],
  kitchen: ['kitchen', '厨房'],
  cafe: ['café', '咖啡馆'],
  office: ['office', '办公室'],
  stage: ['stage', '舞台'],
  studio: ['studio', '摄影棚'],
}

export const DAY_TIME_NAMES: Readonly<Record<DayTime, Name>> = {
  day: ['day', '白天'],
  sunset: ['sunset', '日落'],
  dawn: ['dawn', '清晨'],
  night: ['night', '夜晚'],
}

export const WEATHER_NAMES: Readonly<Record<Weather, Name>> = {
  clear: ['clear', '晴'],
  cloudy: ['cloudy', '阴'],
  rain: ['rain', '雨'],
  storm: ['storm', '暴风雨'],
  snow: ['falling snow', '下雪'],
  fog: ['fog', '雾'],
  haze: ['haze', '霾'],
  wind: ['wind', '有风'],
}

export const SEASON_NAMES: Readonly<Record<Season, Name>> = {
  spring: ['spring', '春'],
  summer: ['summer', '夏'],
  autumn: ['autumn', '秋'],
  winter: ['winter', '冬'],
}

export const ACTION_NAMES: Readonly<Record<Action, Name>> = {
  run: ['runs', '奔跑'],
  walk: ['walks', '行走'],
  jump: ['jumps', '跳跃'],
  dance: ['dances or plays', '跳舞或玩耍'],
  stand: ['stands', '停着'],
  look: ['looks around', '张望'],
  sit: ['sits', '坐着'],
  sleep: ['sleeps', '睡觉'],
  fly: ['flies', '飞行'],
  float: ['floats', '漂浮'],
  swim: ['swims or sails', '游动或航行'],
  drive: ['drives', '行驶'],
  launch: ['takes off', '起飞或发射'],
  land: ['lands', '降落'],
}

export const CAMERA_NAMES: Readonly<Record<CameraMove, Name>> = {
  'pan-left': ['pans left', '左摇'],
  'pan-right': ['pans right', '右摇'],
  'tilt-up': ['tilts up', '上摇'],
  'tilt-down': ['tilts down', '下摇'],
  'zoom-in': ['zooms in', '放大'],
  'close-up': ['close to its subject', '特写'],
  'zoom-out': ['zooms out', '缩小'],
  'dolly-in': ['moves closer', '推近'],
  'dolly-out': ['moves back', '拉远'],
  orbit: ['moves around the subject', '环绕'],
  aerial: ['looks from above', '航拍'],
  tracking: ['follows the subject', '跟拍'],
  handheld: ['is hand-held', '手持'],
  static: ['stands still', '固定'],
}

export const STYLE_NAMES: Readonly<Record<Style, Name>> = {
  cinematic: ['cinematic', '电影感'],
  watercolour: ['watercolour', '水彩'],
  ink: ['ink painting', '水墨'],
  noir: ['black and white', '黑白'],
  neon: ['neon', '霓虹'],
  pixel: ['pixel art', '像素'],
  anime: ['anime', '动漫'],
  sketch: ['pencil sketch', '素描'],
  vintage: ['old film', '复古胶片'],
  claymation: ['claymation', '黏土动画'],
}

export const MOOD_NAMES: Readonly<Record<Mood, Name>> = {
  calm: ['calm', '宁静'],
  joyful: ['joyful', '欢快'],
  sad: ['sad', '忧伤'],
  tense: ['tense', '紧张'],
  epic: ['epic', '壮阔'],
  dreamy: ['dreamy', '梦幻'],
}

export const DETAIL_NAMES: Readonly<Record<Detail, Name>> = {
  birds: ['distant birds', '远处的飞鸟'],
  petals: ['petals', '花瓣'],
  leaves: ['falling leaves', '落叶'],
  fireflies: ['fireflies', '萤火虫'],
  rays: ['shafts of light', '光束'],
  rainbow: ['a rainbow', '彩虹'],
  aurora: ['northern lights', '极光'],
  fireworks: ['fireworks', '烟花'],
  'shooting-star': ['a shooting star', '流星'],
  confetti: ['confetti', '彩纸'],
}

export const RELATION_NAMES: Readonly<Record<Relation, Name>> = {
  on: ['on', '在……上面'],
  in: ['in', '在……里面'],
  under: ['under', '在……下面'],
  above: ['above', '在……上方'],
  beside: ['beside', '在……旁边'],
  behind: ['behind', '在……后面'],
  before: ['in front of', '在……前面'],
  through: ['through', '穿过'],
  held: ['held by', '被……拿着'],
}

export const HEADWEAR_NAMES: Readonly<Record<Headwear, Name>> = {
  chef: ["a chef's hat", '厨师帽'],
  cap: ['a cap', '鸭舌帽'],
  crown: ['a crown', '王冠'],
  straw: ['a hat', '帽子'],
  pointed: ['a pointed hat', '尖帽子'],
  top: ['a top hat', '礼帽'],
  sunglasses: ['sunglasses', '墨镜'],
}

export const PIECE_NAMES: Readonly<Record<Piece, Name>> = {
  sofa: ['the sofa', '沙发'],
  bed: ['the bed', '床'],
  table: ['the table', '桌子'],
  sill: ['the windowsill', '窗台'],
}
