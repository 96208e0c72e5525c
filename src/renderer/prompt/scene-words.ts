import type { Lexicon } from './lexicon.ts'
import type {
  Action,
  CameraMove,
  DayTime,
  Detail,
  Mood,
  Piece,
  Place,
  Ride,
  Room,
  Season,
  Style,
  Weather,
} from './scene-brief.ts'

export const PLACES: Lexicon<Place> = {
  beach:
    'beach seaside shore shoreline coast coastline seashore tropical_island island 海滩 沙滩 海边 海岸 海岛 岸边 ビーチ 砂浜 浜辺 海辺 海岸 해변 바닷가 해안',
  sea: 'sea ocean open_sea high_seas wave harbor harbour bay pier 大海 海洋 海上 海面 海浪 波浪 海 港口 港湾 海中央 바다 파도',
  lake: 'lake lakeside lakeshore river riverside riverbank pond puddle lagoon stream creek fjord canal waterfall reflecting_pool 湖 湖泊 湖面 湖畔 湖边 河 河流 河边 河面 江面 江上 江南 水乡 池塘 荷塘 小溪 溪流 水塘 瀑布 西湖 川の 川に 川で 川を 川沿い 川辺 池の 湖の 池 運河 호수 한강 강 강가 연못 개울 시냇물 폭포',
  mountain:
    'mountain snow_capped_mountain mountain_range peak summit alps alpine cliff hiking canyon valley volcano himalayas mount_fuji 山 山脉 高山 群山 山顶 山峰 峡谷 雪山 山谷 悬崖 火山 富士山 黄山 丘陵 山頂 崖 산 계곡 산꼭대기 절벽',
  forest:
    'forest woods woodland jungle rainforest grove bamboo bamboo_forest bamboo_grove redwoods 森林 树林 丛林 竹林 竹海 竹子 密林 雨林 林间 林中 红杉林 森 林 竹やぶ 竹林 숲 숲속 정글 대나무숲 대나무_숲 대나무',
  desert: 'desert dune sahara gobi outback wasteland 沙漠 戈壁 沙丘 大漠 荒漠 荒原 砂漠 사막 모래언덕',
  snow: 'snowfield glacier arctic antarctica antarctic tundra iceberg ice frozen_lake ski skiing ski_slope north_pole 雪地 雪地里 冰川 雪原 北极 南极 冰原 滑雪场 冰面 雪原 雪道 氷河 雪野 설원 눈밭 빙하 남극 북극',
  city: 'city street town downtown skyline skyscraper alley alleyway road highway urban traffic market crossroads rooftop shop store storefront bookstore tokyo shanghai new_york paris london times_square seoul hong_kong chinatown subway 城市 街道 街 都市 都会 马路 公路 街头 小巷 巷子 胡同 高楼 高楼大厦 大街 十字路口 闹市 老街 古镇 小镇 夜市 屋顶 上海 北京 东京 香港 重庆 纽约 店 店铺 商店 店门口 门口 店先 가게 상점 街角 通り 路地 町 渋谷 横断歩道 도시 거리 도로 골목 시내 서울 옥상',
  meadow:
    'meadow field grass grassland countryside farm garden park prairie savanna savannah hill hillside lawn pasture vineyard orchard backyard village rice_paddy rice_terrace 草地 草原 草坪 田野 原野 乡村 乡间 村庄 花园 花田 花海 花丛 公园 农场 麦田 稻田 梯田 果园 茶园 院子 山坡 田园 郊外 野原 公園 庭 庭園 草むら 田んぼ 丘 花畑 초원 들판 들 공원 정원 마당 시골 언덕 꽃밭 농장',
  underwater:
    'underwater undersea coral reef coral_reef seabed deep_sea ocean_floor beneath_the_waves aquarium 水下 海底 深海 珊瑚 珊瑚礁 水中 海中 水族馆 海の中 海の底 바닷속 바다속 수중 심해 산호초',
  space:
    'space outer_space galaxy cosmos nebula planet in_orbit universe milky_way black_hole asteroid space_station 太空 宇宙 银河 星系 星球 星云 黑洞 星际 行星 空间站 银河系 宇宙空間 우주 은하 행성',
  moon: 'moon_surface lunar_surface surface_of_the_moon on_the_moon to_the_moon lunar_landscape lunar_landing moon_landing moonwalk moon_base moon_rover lunar_rover 月球 月球上 月球表面 登月 月面 月の上 月面着陸 달표면 달_표면 달에서 달_위 달_착륙',
  mars: 'mars on_mars surface_of_mars martian martian_surface red_planet mars_rover 火星 火星上 火星表面 火星の表面 화성 화성에서 화성_표면',
  sky: 'sky clouds above_the_clouds sea_of_clouds stratosphere 天空 云端 云海 云层 空中 蓝天 白云 高空 雲海 空 大空 青空 하늘 구름 구름_위',
  room: 'room kitchen cafe café bedroom indoor indoors studio cooking table desk office living_room window_sill countertop kitchen_counter restaurant sofa couch bed library classroom home_office coffee_shop bakery bar stage theatre theater concert spotlight windowsill fireplace kotatsu 房间 做饭 炒菜 厨房 咖啡馆 咖啡厅 咖啡店 卧室 室内 屋里 屋内 家里 桌子 桌上 桌面 客厅 沙发 沙发上 床上 窗台上 办公室 办公桌 书房 教室 图书馆 餐厅 茶馆 酒吧 舞台 剧院 音乐会 窗台 窗边 窗前 壁炉 部屋 居間 リビング 台所 キッチン カフェ 喫茶店 寝室 オフィス 教室 テーブル 机 ソファ ソファー ベッド 舞台 ステージ 窓辺 방 방안 거실 침실 부엌 주방 카페 사무실 책상 탁자 소파 침대 교실 무대 창가 창턱 photo_studio studio_lighting studio_light product_shot product_photography product_video pedestal podium plinth turntable white_background seamless_background 摄影棚 影棚 棚拍 产品图 产品展示 产品广告 展示台 白色背景 纯色背景 スタジオ 商品撮影 白背景 스튜디오 제품_사진 제품_광고 흰_배경',
  abstract:
    'abstract abstraction geometric geometric_shapes shapes fractal kaleidoscope gradient liquid_metal swirls mandala generative_art color_field colour_field ink_in_water 抽象 几何 几何图形 几何形状 分形 万花筒 渐变 流动的色彩 液态金属 粒子流 抽象的な 幾何学 抽象 추상 추상적인 기하학',
}

/** Words that name a place only where nothing else does: they are often a part of another one. */
export const WEAK_PLACES: ReadonlySet<string> = new Set(
  '竹子 대나무 bamboo cooking 做饭 炒菜 shop store 店 门口 table desk clouds traffic wave bed 桌子 桌上 白云 蓝天 云层 窗边 窗前 窗台 街 家里 テーブル 机 구름 파도'.split(
    ' ',
  ),
)

/** Woods of bamboo: words for places, too. */
export const BAMBOO = 'bamboo bamboo_forest bamboo_grove 竹林 竹海 竹子 竹やぶ 대나무숲 대나무_숲 대나무'

export const ROOMS: Lexicon<Room> = {
  living:
    'living_room lounge sofa couch fireplace windowsill window_sill kotatsu 客厅 沙发 沙发上 壁炉 窗台 窗台上 居間 リビング ソファ ソファー 거실 소파',
  bedroom: 'bedroom bed 卧室 床 床上 寝室 ベッド 침실 침대',
  kitchen: 'kitchen cooking 厨房 做饭 炒菜 台所 キッチン 부엌 주방',
  cafe: 'cafe café coffee_shop restaurant bakery bar bistro 咖啡馆 咖啡厅 咖啡店 餐厅 茶馆 酒吧 カフェ 喫茶店 レストラン 카페 식당',
  office:
    'office home_office desk classroom library study 办公室 办公桌 书房 教室 图书馆 オフィス 書斎 教室 机 사무실 책상 교실',
  studio:
    'studio photo_studio studio_lighting studio_light product_shot product_photography product_video pedestal podium plinth turntable white_background seamless_background 摄影棚 影棚 棚拍 产品图 产品展示 产品广告 展示台 白色背景 纯色背景 スタジオ 商品撮影 白背景 스튜디오 제품_사진 제품_광고 흰_배경',
  stage: 'stage theatre theater concert spotlight 舞台 剧院 剧场 音乐会 聚光灯 ステージ 劇場 무대 극장 콘서트',
}

/** What of a room somebody can be on. */
export const PIECES: Lexicon<Piece> = {
  sofa: 'sofa couch 沙发 沙发上 ソファ ソファー 소파',
  bed: 'bed 床 床上 ベッド 침대',
  table: 'table desk countertop kitchen_counter 桌子 桌上 桌面 餐桌 书桌 办公桌 テーブル 机 탁자 책상 식탁',
  sill: 'windowsill window_sill 窗台 窗台上 窓辺 창가 창턱',
}

export const DAY_TIMES: Lexicon<DayTime> = {
  sunset:
    'sunset golden_hour dusk evening twilight late_afternoon setting_sun blue_hour at_sundown sundown 日落 日落时分 黄昏 夕阳 夕阳下 傍晚 晚霞 落日 黄金时刻 暮色 夕日 夕焼け 夕暮れ 夕方 노을 일몰 석양 저녁 해질녘 황혼',
  dawn: 'dawn sunrise daybreak morning early_morning morning_light first_light rising_sun 日出 黎明 清晨 早晨 早上 晨曦 晨光 朝阳 拂晓 朝日 夜明け 朝焼け 朝の 早朝 朝 새벽 일출 아침 해돋이',
  night:
    'night midnight nighttime moonlight moonlit moon full_moon starry night_sky starry_sky starry_night stars aurora fireworks northern_lights after_dark late_at_night 夜晚 晚上 夜 夜里 夜色 夜空 夜市 深夜 月光 月光下 月亮 明月 满月 星空 星空下 繁星 星星 午夜 极光 夜景 月夜 真夜中 밤 밤하늘 야경 달빛 별빛 한밤중 보름달',
  day: 'day daytime noon sunny midday daylight afternoon sunlight sunshine sunlit bright_sun blue_sky in_the_sun 白天 中午 晴天 晴朗 阳光 阳光下 阳光明媚 下午 午后 正午 蓝天 昼 昼間 晴れ 晴れた 午後 青空 낮 한낮 맑은 오후 햇빛 화창한',
}

export const WEATHERS: Lexicon<Weather> = {
  storm:
    'storm stormy thunderstorm rainstorm lightning thunder tempest hurricane typhoon sandstorm blizzard snowstorm 暴风雨 暴雨 雷雨 雷电 闪电 台风 风暴 沙尘暴 暴风雪 嵐 台風 稲妻 雷 폭풍 폭풍우 번개 태풍 눈보라',
  rain: 'rain rainy raining rainfall drizzle downpour raindrops wet_street 下雨 雨 雨中 雨天 细雨 小雨 大雨 雨水 雨夜 烟雨 雨滴 雨の 비 빗속 비오는 이슬비',
  snow: 'snow snowy snowing snowfall snowflake falling_snow snow_falling 下雪 雪 雪中 雪天 大雪 飘雪 雪花 初雪 雪の 눈_내리는 눈오는 눈 눈송이 함박눈',
  fog: 'fog foggy mist misty 雾 迷雾 薄雾 晨雾 大雾 雾气 云雾 霧 もや 안개',
  haze: 'haze hazy dusty dust smoke smoky heat_haze smog 尘土 烟雾 雾霾 扬尘 霞 かすみ 먼지 연기 아지랑이',
  wind: 'wind windy breeze breezy gust gusty windswept blowing_in_the_wind 风 微风 大风 风中 狂风 海风 起风 風 そよ風 바람 산들바람',
  cloudy: 'cloudy overcast grey_sky gray_sky dull_sky 阴天 多云 乌云 阴沉 曇り 曇り空 흐린 먹구름',
  clear: 'clear_sky clear_skies cloudless sunny 晴天 晴朗 晴空 万里无云 快晴 晴れ 맑은_하늘 맑은',
}

export const ACTIONS: Lexicon<Action> = {
  run: 'run gallop sprint chase jog race charge dash rush 奔跑 跑 跑步 飞奔 追逐 狂奔 追赶 奔驰 奔腾 追着 走る 走って 走り 駆ける 駆け 달리다 달리는 달리고 달린다 달려 달리기 뛰는 뛰고 뛰어다니는 뛰노는',
  walk: 'walk stroll hike wander step march trot roam pace crawl crossing crosses explore 走 散步 行走 漫步 走路 走过 走在 走向 徒步 爬 漫游 穿过 歩く 歩いて 歩き 散歩 걷는 걷고 걸어가는 걸어 걷다 산책하는 산책',
  jump: 'jump leap hop bounce skip 跳 跳跃 蹦 蹦跳 跃起 跃出 跃过 ジャンプ 跳ねる 飛び跳ねる 점프 점프하는 뛰어오르는',
  dance:
    'dance waltz twirl spin play perform juggle 跳舞 舞蹈 起舞 玩 玩耍 嬉戏 表演 演奏 弹奏 翩翩起舞 嬉闹 踊る 踊って 遊ぶ 遊んで 弾く 弾いて 춤추는 춤추고 춤을_추는 춤 노는 놀고 연주하는',
  stand:
    'stand wait pose towering parked park_by cook paint draw write hug kiss embrace 拥抱 亲吻 接吻 相拥 做饭 炒菜 画画 作画 停 停在 停着 站 站立 站在 矗立 屹立 伫立 立つ 立って 佇む 抱き合う 抱き合って キス 서있는 서_있는 서서 서_있다 포옹하는 껴안은',
  look: 'look watch stare gaze glance observe peer 看 看着 望 望着 凝视 眺望 仰望 注视 遥望 見る 見て 見つめる 眺める 바라보는 바라보고 보는 쳐다보는',
  sit: 'sit rest perch read eat drink meditate fish_from relax lean 坐 坐着 坐在 休息 趴 看书 看报 看报纸 读书 吃 喝 蹲 冥想 钓鱼 喝茶 喝咖啡 座る 座って 読む 読んで 食べる 食べて 飲む 飲んで 釣り 앉아 앉은 앉아있는 읽는 먹는 마시는 쉬는',
  sleep:
    'sleep nap doze lie snooze curl_up 睡 睡觉 睡着 熟睡 打盹 躺 躺着 躺在 趴着 蜷缩 寝る 寝て 眠る 眠って 昼寝 자는 자고 잠자는 잠든 누워 누워있는 낮잠',
  fly: 'fly soar glide hover swoop circling circles flap 飞 飞翔 飞行 飞过 翱翔 盘旋 飞舞 展翅 腾飞 飞向 飞越 飛ぶ 飛んで 飛び 舞う 舞って 날다 나는 날아 날아가는 날고 날아다니는 비행하는',
  float:
    'float drift levitate rise bob 漂浮 漂 飘 飘浮 悬浮 升起 浮 飘荡 漂流 冉冉升起 浮かぶ 浮かんで 漂う 漂って 떠다니는 떠있는 떠_있는 떠오르는 둥둥',
  swim: 'swim dive surf sail paddle rowing snorkel splash 游泳 游动 在游 游着 游来游去 游过 游弋 潜水 冲浪 航行 划船 划过 游 泳ぐ 泳いで 泳ぎ 헤엄치는 헤엄 수영하는 수영 항해하는 서핑하는',
  drive:
    'drive cruise speed roll ride cycle pedal skate accelerate 驾驶 行驶 开车 骑 骑着 骑车 骑行 飞驰 疾驰 驶过 开过 穿行 滑行 運転 走行 ドライブ 운전하는 운전 주행하는 타는 타고 질주하는',
  launch:
    'launch take_off taking_off takeoff lift_off liftoff blast_off 发射 升空 起飞 点火升空 発射 打ち上げ 打ち上げられる 打ち上がる 離陸 離陸する 발사 발사되는 발사하는 이륙 이륙하는',
  land: 'landing lands touch_down 着陆 降落 登陆 登月 着陸 着陸する 착륙 착륙하는 착륙한다',
}

/** Verbs that say what somebody rides: the noun alone ("a bike") is a thing. */
export const RIDES: Lexicon<Ride> = {
  'person-biking':
    'cycle pedal biking bicycling go_cycling bike_ride 骑自行车 骑着自行车 骑单车 骑着单车 骑脚踏车 骑车 骑行 自転車に乗る 自転車に乗って 自転車に乗った 自転車をこぐ 自転車をこいで サイクリング 자전거_타는 자전거_타고 자전거를_타는 자전거를_타고 자전거를_탄 사이클링',
  skier:
    'ski downhill_ski cross_country_ski 滑雪 滑着雪 スキー スキーをする スキーをして スキーで滑る 스키 스키_타는 스키_타고 스키를_타는 스키를_타고',
  snowboarder:
    'snowboard snowboarding 单板滑雪 玩单板 スノーボード スノーボードで滑る スノボ 스노보드 스노보드_타는 스노보드를_타는 스노보드를_타고',
  'person-surfing':
    'surf surfing ride_a_wave ride_the_wave riding_a_wave riding_the_wave 冲浪 冲着浪 サーフィン サーフィンをする サーフィンして 波に乗る 서핑 서핑하는 서핑하고 파도를_타는',
  skateboard:
    'skateboarding longboarding 滑滑板 玩滑板 踩着滑板 踩滑板 スケボーに乗る スケボーに乗って スケートボードに乗る スケートボードに乗って 스케이트보드_타는 스케이트보드를_타는 스케이트보드를_타고',
}

/** Forms of English verbs that are not made by their endings. */
export const IRREGULAR: Readonly<Record<string, string>> = {
  run: 'ran',
  fly: 'flew flown',
  swim: 'swam swum',
  drive: 'drove driven',
  ride: 'rode ridden',
  sit: 'sat seated',
  stand: 'stood',
  sleep: 'slept asleep',
  lie: 'lying lay lain laying',
  rise: 'rose_up risen',
  eat: 'ate eaten',
  drink: 'drank',
  leap: 'leapt',
  spin: 'spun',
  sail: 'sailing',
  write: 'wrote written',
  take: 'took taken',
  speed: 'sped',
}

export const CAMERA_MOVES: Lexicon<CameraMove> = {
  'pan-left':
    'pan_left pans_left panning_left camera_left pan_to_the_left pans_to_the_left left_pan 左移 向左 左摇 镜头左移 左に 左へ 左パン 왼쪽으로',
  'pan-right':
    'pan_right pans_right panning_right pan pans panning panning_shot pan_to_the_right pans_to_the_right slow_pan 右移 向右 平移 右摇 横移 摇镜头 右に 右へ パン 오른쪽으로 패닝',
  'tilt-up':
    'tilt_up tilts_up tilting_up crane_up crane_shot pedestal_up camera_rises low_angle_tilt 上移 上摇 向上 仰拍 升镜头 升降镜头 ティルトアップ 틸트업',
  'tilt-down':
    'tilt_down tilts_down tilting_down crane_down pedestal_down camera_lowers 下移 下摇 向下 ティルトダウン 틸트다운',
  'zoom-in': 'zoom zooms zooming zoom_in zooms_in zooming_in slow_zoom 放大 变焦 ズームイン ズーム 줌인',
  'close-up':
    'close_up closeup close_ups extreme_close_up close_shot macro macro_shot portrait_shot 特写 特写镜头 大特写 近景 微距 クローズアップ アップ マクロ 클로즈업 접사',
  'zoom-out': 'zoom_out zooms_out zooming_out wide_shot extreme_wide_shot 缩小 远景 全景 ズームアウト 줌아웃',
  'dolly-in':
    'dolly_in dollies_in dolly_forward push_in pushes_in pushing_in dolly dolly_shot dolly_zoom moves_closer camera_moves_forward 推近 推进 拉近 推镜头 镜头推进 缓缓推进 前进镜头 ドリーイン カメラが近づく 달리인 다가가는_카메라',
  'dolly-out':
    'pull_back pulls_back pulling_back dolly_out dollies_out pull_out pulls_out dolly_back camera_moves_back 拉远 拉开 拉镜头 镜头拉远 后退镜头 ドリーアウト 달리아웃',
  aerial:
    'aerial aerial_shot aerial_view drone drone_shot drone_view drone_footage bird_s_eye bird_s_eye_view birds_eye_view flyover fly_over_shot top_down top_down_view overhead_shot fpv 航拍 鸟瞰 俯瞰 俯拍 无人机 无人机航拍 上帝视角 空撮 俯瞰 ドローン 드론 드론샷 항공 항공촬영',
  orbit:
    'orbit orbits orbiting orbit_shot arc_shot rotating_camera camera_rotates camera_circles 360_degree 环绕 旋转镜头 环绕镜头 环绕拍摄 周回 回り込み 회전하는_카메라 오빗',
  tracking:
    'tracking tracking_shot tracks follow_shot following_shot camera_follows follow_cam steadicam side_tracking 跟拍 跟随 跟踪镜头 镜头跟随 跟镜头 追跡ショット トラッキング 追いかけるカメラ 트래킹 따라가는_카메라',
  handheld:
    'handheld hand_held handheld_camera shaky_cam shaky_camera documentary_style found_footage vlog pov first_person 手持 手持镜头 手持摄影 晃动 第一视角 纪录片风格 手持ち 手ブレ 핸드헬드 1인칭',
  static:
    'static static_shot still_camera fixed_camera fixed_shot locked_off locked_camera static_camera tripod 固定镜头 静止镜头 固定机位 定镜 静止 固定 固定カメラ 定点 고정_카메라 고정샷',
}

export const NEON = {
  neon: 'neon neon_sign neon_light cyberpunk nightclub synthwave 霓虹 霓虹灯 霓虹灯牌 赛博朋克 ネオン ネオンサイン サイバーパンク 네온 네온사인 사이버펑크',
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
    'watercolour watercolor watercolor_painting watercolour_painting oil_painting impressionist aquarelle gouache painterly 水彩 水彩画 水彩風 수채화',
  ink: 'ink_wash ink_painting ink_wash_painting chinese_painting sumi_e sumie shan_shui 水墨 水墨画 水墨风 国画 中国画 山水画 水墨山水 墨絵 水墨画風 수묵화 수묵',
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
  cinematic:
    'cinematic cinematic_lighting movie film filmic cinema_quality blockbuster 电影感 电影 电影级 大片 映画 映画風 シネマ 영화 시네마틱',
}

export const MOODS: Lexicon<Mood> = {
  tense:
    'tense chaos fear danger nightmare apocalypse scary spooky eerie ominous creepy horror haunted mysterious dark suspense 恐怖 诡异 阴森 紧张 恐惧 混乱 危险 噩梦 神秘 可怕 不気味 怖い 무서운 으스스한',
  sad: 'sad sadness loneliness grief loss goodbye lonely melancholy melancholic gloomy sorrow nostalgic lonesome 悲伤 离别 失去 思念 孤独 忧郁 寂寞 伤感 悲しい 寂しい 슬픈 외로운 쓸쓸한',
  joyful:
    'joyful joy happiness love celebration celebrate freedom success hope energy energetic happy cheerful playful fun funny cute festive lively excited party 欢乐 快乐 幸福 爱 希望 自由 庆祝 成功 活力 开心 可爱 欢快 热闹 活泼 楽しい 希望 愛 自由 可愛い かわいい 즐거운 행복한 행복 사랑 희망 자유 귀여운',
  epic: 'epic power glory victory eternity infinite dramatic majestic grand heroic breathtaking powerful spectacular 史诗 力量 永恒 胜利 壮观 宏伟 震撼 壮丽 壮大 迫力 웅장한 장엄한',
  dreamy:
    'dreamy dream dreams imagination memory memories time wonder dreamlike magical ethereal surreal fantasy enchanted fairytale whimsical 梦幻 梦 梦想 回忆 记忆 时间 想象 魔幻 奇幻 唯美 童话 梦境 幻想 夢のような 幻想的 몽환적인 환상적인',
  calm: 'calm peace peaceful silence stillness meditation serenity serene tranquil quiet cosy cozy gentle relaxing soft 宁静 平静 安静 静静 和平 冥想 温馨 温暖 静谧 治愈 悠闲 静か 穏やか 평화로운 고요한 잔잔한',
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
