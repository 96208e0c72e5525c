import type { Lexicon } from './lexicon.ts'
import type { Action, CameraMove, DayTime, Detail, Mood, Place, Room, Season, Style, Weather } from './scene-brief.ts'

export const PLACES: Lexicon<Place> = {
  beach: 'beach seaside shore shoreline coast seashore 海滩 沙滩 海边 海岸 沙灘 海邊 ビーチ 砂浜 浜辺 海辺 해변 바닷가',
  sea: 'sea ocean sailing wave water harbor harbour 大海 海洋 海上 海面 波浪 海 바다',
  lake: 'lake lakeside lakeshore river riverside riverbank pond lagoon stream creek fjord canal 湖 湖泊 湖面 湖畔 河 河流 河边 江面 池塘 小溪 溪流 水塘 川の 川に 川で 川を 川沿い 川辺 池の 湖の 호수 강 강가 연못 개울 시냇물',
  mountain: 'mountain peak alps alpine cliff hiking canyon valley volcano 山 山脉 高山 峡谷 雪山 山谷 산 계곡',
  forest: 'forest woods jungle rainforest woodland grove bamboo 森林 树林 丛林 竹林 樹林 森 林 숲 정글',
  desert: 'desert dune dunes sahara 沙漠 戈壁 沙丘 砂漠 사막',
  snow: 'snowfield glacier arctic antarctica tundra iceberg ski skiing 雪地 冰川 雪原 北极 南极 冰原 설원 눈밭 빙하',
  city: 'city street town downtown skyline skyscraper alley road highway urban traffic tokyo shanghai 城市 街道 街 都市 马路 公路 街头 小巷 高楼 上海 东京 街角 通り 도시 거리 도로',
  meadow:
    'meadow field grass grassland countryside farm garden park prairie hill lawn 草地 草原 田野 乡村 花园 公园 农场 草坪 田园 野原 公園 庭 초원 들판 공원 정원',
  underwater: 'underwater undersea coral reef seabed deep_sea 水下 海底 深海 珊瑚 水中 海中 바닷속 수중',
  space:
    'space galaxy cosmos nebula planet orbit universe spaceship moon_surface mars 太空 宇宙 银河 星系 星球 星云 火星 우주 은하',
  sky: 'sky clouds above_the_clouds aerial 天空 云端 云海 空中 雲海 空 하늘 구름',
  room: 'room kitchen cafe café bedroom indoor indoors studio table desk office living_room window restaurant sofa couch bed library classroom home_office coffee_shop bar stage theatre theater concert spotlight 房间 厨房 咖啡馆 咖啡厅 卧室 室内 桌子 桌上 客厅 沙发 办公室 书房 教室 餐厅 舞台 剧院 音乐会 窗 部屋 居間 リビング 台所 キッチン カフェ 寝室 オフィス 室内 舞台 ステージ 방 거실 침실 부엌 주방 카페 사무실 책상 무대',
}

export const ROOMS: Lexicon<Room> = {
  living: 'living_room lounge sofa couch 客厅 沙发 居間 リビング 거실 소파',
  bedroom: 'bedroom bed 卧室 床 寝室 침실 침대',
  kitchen: 'kitchen cooking 厨房 台所 キッチン 부엌 주방',
  cafe: 'cafe café coffee_shop restaurant bar bistro 咖啡馆 咖啡厅 餐厅 酒吧 カフェ 喫茶店 レストラン 카페 식당',
  office: 'office home_office desk classroom library 办公室 书房 教室 图书馆 オフィス 書斎 教室 사무실 책상 교실',
  stage: 'stage theatre theater concert spotlight 舞台 剧院 剧场 音乐会 ステージ 劇場 무대 극장 콘서트',
}

export const DAY_TIMES: Lexicon<DayTime> = {
  sunset:
    'sunset golden_hour dusk evening twilight 日落 黄昏 夕阳 傍晚 晚霞 落日 夕日 夕焼け 夕暮れ 노을 일몰 석양 저녁',
  dawn: 'dawn sunrise daybreak morning 日出 黎明 清晨 早晨 晨曦 朝日 夜明け 朝焼け 朝の 새벽 일출 아침',
  night:
    'night midnight nighttime moonlight moonlit starry aurora fireworks 夜晚 晚上 夜 深夜 月光 星空 午夜 极光 夜景 밤 야경 달빛',
  day: 'day daytime noon sunny midday daylight afternoon 白天 中午 晴天 阳光 下午 正午 昼 晴れ 낮 맑은',
}

export const WEATHERS: Lexicon<Weather> = {
  rain: 'rain rainy raining rainstorm storm thunderstorm drizzle 下雨 雨 暴雨 雨天 雷雨 비 빗속',
  snow: 'snow snowy snowing snowfall blizzard snowflake winter 下雪 雪 冬天 雪花 暴风雪 눈_내리는 눈 겨울',
  fog: 'fog foggy mist misty haze hazy 雾 迷雾 薄雾 霧 안개',
}

export const ACTIONS: Lexicon<Action> = {
  run: 'run running runs gallop galloping sprint sprinting chase chasing jogging race racing 奔跑 跑 跑步 飞奔 追逐 走る 走って 駆ける 달리는 달리기 뛰는',
  walk: 'walk walking walks stroll strolling hike hiking wandering step 走 散步 行走 漫步 歩く 歩いて 散歩 걷는 산책',
  fly: 'fly flying flies soar soaring float floating hover hovering drift glide gliding 飞 飞翔 飞行 漂浮 盘旋 飛ぶ 飛んで 나는 날아',
  swim: 'swim swimming swims dive diving surf surfing sail sailing 游泳 游动 在游 游着 潜水 冲浪 泳ぐ 泳いで 헤엄 수영',
  drive: 'drive driving drives ride riding cruise speeding 驾驶 行驶 开车 骑 飞驰 運転 走行 운전 주행',
  dance: 'dance dancing dances jump jumping bounce play playing 跳舞 舞蹈 跳 玩 踊る 踊って 춤추는 춤',
  sit: 'sit sitting sits rest resting sleep sleeping stand standing lying 坐 睡 休息 站 趴 躺 座る 座って 寝る 앉아 자는 서있는',
}

export const CAMERA_MOVES: Lexicon<CameraMove> = {
  'pan-left': 'pan_left pans_left panning_left camera_left 左移 向左 左に 왼쪽으로',
  'pan-right': 'pan_right pans_right panning_right pan panning tracking 右移 向右 平移 右に 오른쪽으로',
  'tilt-up': 'tilt_up tilts_up crane_up pedestal_up 上移 上摇 向上',
  'tilt-down': 'tilt_down tilts_down crane_down 下移 下摇 向下',
  'zoom-in': 'zoom zoom_in zooms_in push_in dolly_in close_up closeup 推近 推进 放大 特写 拉近 ズームイン 줌인',
  'zoom-out': 'zoom_out zooms_out pull_back dolly_out pull_out 拉远 拉开 缩小 ズームアウト 줌아웃',
  aerial: 'aerial drone drone_shot drone_view bird_s_eye flyover 航拍 鸟瞰 俯瞰 无人机 空撮 ドローン 드론 항공',
  orbit: 'orbit orbiting rotate rotating 环绕 旋转',
  static: 'static still_camera fixed_camera locked_off tripod 固定镜头 静止 固定',
}

export const NEON = {
  neon: 'neon cyberpunk nightclub synthwave 霓虹 赛博朋克 ネオン サイバーパンク 네온 사이버펑크',
} as const

export const SEASONS: Lexicon<Season> = {
  spring: 'spring springtime 春 春天 春季 春日 봄 봄날',
  summer: 'summer summertime 夏 夏天 夏季 夏日 여름',
  autumn:
    'autumn autumnal fall_foliage fall_colors fall_colours fall_leaves 秋 秋天 秋季 秋日 红叶 紅葉 枫叶 落叶 가을 단풍',
  winter: 'winter wintry wintertime christmas 冬 冬天 冬季 冬日 겨울 크리스마스',
}

export const STYLES: Lexicon<Style> = {
  watercolour:
    'watercolour watercolor aquarelle gouache painterly ink_wash 水彩 水彩画 水墨 水墨画 国画 水彩風 수채화 수묵화',
  noir: 'noir film_noir black_and_white monochrome black-and-white 黑白 黑白电影 黑白片 单色 白黒 モノクロ 흑백 누아르',
  pixel: 'pixel pixel_art 8_bit 16_bit pixelated retro_game 像素 像素风 像素画 ドット絵 ピクセル 픽셀 도트',
  anime:
    'anime manga ghibli cel_shaded cartoon 动漫 动画风 日漫 宫崎骏 吉卜力 漫画 二次元 アニメ ジブリ 애니메이션 애니 만화',
  sketch:
    'sketch pencil charcoal line_drawing hand_drawn pencil_drawing 素描 铅笔画 手绘 速写 线稿 スケッチ 鉛筆画 스케치 연필화',
  vintage:
    'vintage retro old_film super_8 8mm 16mm 1920s 1930s 1950s 1960s 1970s sepia vhs 复古 老电影 怀旧 胶片 レトロ 昭和 빈티지 레트로',
  claymation: 'claymation clay stop_motion plasticine 黏土 粘土 定格动画 クレイアニメ 粘土アニメ 클레이 점토',
  neon: 'neon cyberpunk synthwave vaporwave 霓虹 赛博朋克 ネオン サイバーパンク 네온 사이버펑크',
  cinematic: 'cinematic movie film filmic blockbuster 电影感 电影 电影级 大片 映画 映画風 シネマ 영화 시네마틱',
}

export const MOODS: Lexicon<Mood> = {
  tense:
    'tense scary spooky eerie ominous creepy horror haunted mysterious dark suspense 恐怖 诡异 阴森 紧张 神秘 可怕 不気味 怖い 무서운 으스스한',
  sad: 'sad lonely melancholy melancholic gloomy sorrow nostalgic lonesome 悲伤 孤独 忧郁 寂寞 伤感 悲しい 寂しい 슬픈 외로운 쓸쓸한',
  joyful:
    'joyful happy cheerful playful fun funny cute festive lively excited party 欢乐 快乐 开心 可爱 欢快 热闹 活泼 楽しい 可愛い かわいい 즐거운 행복한 귀여운',
  epic: 'epic dramatic majestic grand heroic breathtaking powerful spectacular 史诗 壮观 宏伟 震撼 壮丽 壮大 迫力 웅장한 장엄한',
  dreamy:
    'dreamy dreamlike magical ethereal surreal fantasy enchanted fairytale whimsical 梦幻 魔幻 奇幻 唯美 童话 梦境 幻想 夢のような 幻想的 몽환적인 환상적인',
  calm: 'calm peaceful serene tranquil quiet cosy cozy gentle relaxing soft 宁静 平静 安静 温馨 静谧 治愈 悠闲 静か 穏やか 평화로운 고요한 잔잔한',
}

export const DETAILS: Lexicon<Detail> = {
  birds: 'birds_in_the_sky distant_birds seagulls_circling 飞鸟 群鸟 海鸥盘旋',
  petals: 'petals falling_blossoms cherry_blossoms_falling 花瓣 落樱 落英 花びら 桜吹雪 꽃잎',
  leaves: 'falling_leaves fallen_leaves leaves_fall autumn_leaves 落叶 枫叶 飘落的叶子 落ち葉 낙엽',
  fireflies: 'firefly fireflies 萤火虫 流萤 蛍 반딧불이 반딧불',
  rays: 'god_rays sunbeam sunbeams light_rays sun_rays shafts_of_light volumetric 光束 光柱 丁达尔 光芒 木漏れ日 햇살 빛줄기',
  rainbow: 'rainbow 彩虹 虹 무지개',
  aurora: 'aurora northern_lights aurora_borealis 极光 オーロラ 오로라',
  fireworks: 'firework fireworks 烟花 焰火 烟火 花火 불꽃놀이 불꽃',
  'shooting-star': 'shooting_star meteor meteor_shower falling_star 流星 流星雨 流れ星 별똥별 유성',
  confetti: 'confetti streamers 彩带 彩纸 五彩纸屑 紙吹雪 색종이',
}
