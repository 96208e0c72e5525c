import type { Carriage } from './scene-brief.ts'

/** One kind of subject: how long or high it is (metres), and the words for it as in a `Lexicon`. */
export type SubjectEntry = readonly [metres: number, words: string]

/**
 * The subjects that prompts ask for most, by how they carry themselves; each named after its icon. For all other icons
 * the words are in `icon-words.tsv`. A word that stands here means what is said here.
 */
export const SUBJECTS: Readonly<Record<Carriage, Readonly<Record<string, SubjectEntry>>>> = {
  legs: {
    dog: [
      1,
      'dog doggy puppy pup retriever golden_retriever labrador corgi husky shepherd german_shepherd hound beagle dachshund terrier pug shiba_inu 狗 小狗 狗狗 金毛 柯基 金毛犬 金毛寻回犬 哈士奇 柴犬 犬 子犬 小型犬 강아지 개 멍멍이 시바견',
    ],
    cat: [0.6, 'cat kitten kitty tabby ginger_cat siamese 猫 小猫 猫咪 子猫 ネコ 고양이 새끼_고양이 야옹이'],
    horse: [2.4, 'horse pony stallion mare foal mustang 马 骏马 小马 马匹 奔马 ウマ 말 조랑말'],
    cow: [2.4, 'cow cattle bull ox calf 牛 奶牛 黄牛 소 젖소'],
    pig: [1.4, 'pig piglet 猪 小猪 豚 돼지'],
    boar: [1.4, 'boar wild_boar 野猪'],
    rabbit: [0.45, 'rabbit bunny hare 兔子 兔 小兔 白兔 うさぎ ウサギ 토끼'],
    fox: [0.9, 'fox red_fox 狐狸 小狐狸 狐 キツネ 여우'],
    wolf: [1.3, 'wolf wolves 狼 オオカミ 늑대'],
    lion: [2, 'lion lioness 狮子 雄狮 狮 ライオン 사자'],
    tiger: [2, 'tiger 老虎 虎 トラ 호랑이'],
    bear: [1.9, 'bear grizzly brown_bear 熊 棕熊 小熊 クマ 곰'],
    'polar-bear': [2.2, 'polar_bear 北极熊 シロクマ ホッキョクグマ 북극곰'],
    koala: [0.7, 'koala 考拉 树袋熊 コアラ 코알라'],
    raccoon: [0.7, 'raccoon racoon 浣熊 アライグマ 너구리'],
    leopard: [1.5, 'leopard cheetah jaguar panther snow_leopard 豹 豹子 猎豹 雪豹 ヒョウ チーター 표범 치타'],
    gorilla: [1.7, 'gorilla 大猩猩 ゴリラ 고릴라'],
    panda: [1.5, 'panda red_panda 熊猫 小熊猫 大熊猫 パンダ 판다'],
    elephant: [3.4, 'elephant 大象 小象 ゾウ 코끼리'],
    mammoth: [3.6, 'mammoth 猛犸 マンモス 매머드'],
    giraffe: [5, 'giraffe 长颈鹿 キリン 기린'],
    zebra: [2.2, 'zebra 斑马 シマウマ 얼룩말'],
    hippopotamus: [3, 'hippo hippopotamus 河马 カバ 하마'],
    rhinoceros: [3.2, 'rhino rhinoceros 犀牛 サイ 코뿔소'],
    deer: [1.8, 'deer stag fawn doe reindeer 鹿 小鹿 梅花鹿 驯鹿 シカ 사슴'],
    moose: [2.6, 'moose elk 驼鹿 ヘラジカ 무스'],
    bison: [2.8, 'bison buffalo 野牛 バイソン 들소'],
    donkey: [1.8, 'donkey mule 驴 毛驴 ロバ 당나귀'],
    llama: [1.7, 'llama alpaca 羊驼 アルパカ 알파카'],
    kangaroo: [1.6, 'kangaroo wallaby 袋鼠 カンガルー 캥거루'],
    monkey: [0.9, 'monkey ape chimpanzee 猴子 猴 小猴子 猿 サル 원숭이'],
    ewe: [1.2, 'sheep lamb ewe 羊 绵羊 小羊 羊群 ヒツジ 양'],
    goat: [1.2, 'goat ibex 山羊 ヤギ 염소'],
    camel: [2.8, 'camel 骆驼 ラクダ 낙타'],
    mouse: [0.12, 'mouse mice 老鼠 小老鼠 ネズミ 쥐 생쥐'],
    rat: [0.2, 'rat 耗子'],
    hamster: [0.13, 'hamster guinea_pig 仓鼠 ハムスター 햄스터'],
    hedgehog: [0.25, 'hedgehog porcupine 刺猬 ハリネズミ 고슴도치'],
    chipmunk: [0.25, 'squirrel chipmunk 松鼠 リス 다람쥐'],
    otter: [0.9, 'otter 水獭 カワウソ 수달'],
    beaver: [0.9, 'beaver 河狸 ビーバー 비버'],
    badger: [0.8, 'badger 獾 アナグマ 오소리'],
    skunk: [0.5, 'skunk 臭鼬 スカンク 스컹크'],
    sloth: [0.6, 'sloth 树懒 ナマケモノ 나무늘보'],
    frog: [0.12, 'frog toad 青蛙 カエル 개구리'],
    lizard: [0.4, 'lizard gecko chameleon iguana 蜥蜴 トカゲ 도마뱀'],
    crocodile: [3.5, 'crocodile alligator 鳄鱼 ワニ 악어'],
    snail: [0.08, 'snail 蜗牛 カタツムリ 달팽이'],
    unicorn: [2.4, 'unicorn 独角兽 ユニコーン 유니콘'],
    't-rex': [9, 'dinosaur t-rex t_rex tyrannosaurus 恐龙 霸王龙 恐竜 ティラノサウルス 공룡'],
    sauropod: [16, 'brontosaurus brachiosaurus sauropod 腕龙'],
    penguin: [0.8, 'penguin 企鹅 ペンギン 펭귄'],
    rooster: [0.5, 'rooster chicken hen 公鸡 鸡 母鸡 鶏 닭 수탉'],
    'baby-chick': [0.12, 'chick baby_chick 小鸡 ひよこ 병아리'],
    turkey: [0.9, 'turkey 火鸡 칠면조'],
    robot: [1.7, 'robot android mech 机器人 机械人 机甲 ロボット 로봇'],
    turtle: [0.7, 'turtle tortoise 乌龟 海龟 龟 カメ 거북이'],
    crab: [0.2, 'crab 螃蟹 蟹 カニ 게'],
    'man-mage': [1.8, 'wizard sorcerer mage 巫师 魔法师 法师 魔法使い 마법사'],
    'woman-mage': [1.7, 'witch 女巫 魔女 마녀'],
    cook: [1.75, 'chef cook 厨师 シェフ 料理人 요리사'],
    'person-merpeople': [1.8, 'mermaid 美人鱼 人魚 인어'],
    'person-running': [1.75, 'runner jogger athlete sprinter 跑者 运动员 ランナー 선수 달리는_사람'],
    'woman-walking': [
      1.68,
      'woman women girl lady she female mother grandmother bride princess queen geisha schoolgirl 女孩 女人 女子 女性 女士 女生 少女 小女孩 姑娘 美女 妈妈 奶奶 新娘 公主 女王 女の子 女の人 母 여자 여자아이 소녀 여성 엄마 아가씨 할머니 공주',
    ],
    'man-walking': [
      1.78,
      'man men boy guy he male father grandfather businessman gentleman king prince cowboy knight monk 男孩 男人 男子 男性 男生 少年 小男孩 爸爸 爷爷 国王 王子 牛仔 骑士 和尚 男の子 男の人 父 남자 남자아이 소년 남성 아빠 할아버지 왕',
    ],
    'person-walking': [
      1.72,
      'person people human traveler traveller tourist hiker wanderer crowd couple family student worker farmer friend 人 人们 人群 个人 孩子 小孩 儿童 行人 旅行者 旅人 老人 情侣 一家人 学生 农民 徒步者 大人 人々 子供 子ども 老夫婦 恋人 사람 사람들 아이 아이들 아기 노인 연인 가족 여행자 학생',
    ],
    child: [1.1, 'child children kid toddler baby infant 婴儿 宝宝 幼童 赤ちゃん'],
    'woman-dancing': [
      1.68,
      'dancer ballerina ballet_dancer 舞者 舞女 芭蕾 芭蕾舞者 ダンサー バレリーナ 무용수 댄서 발레리나',
    ],
    astronaut: [1.9, 'astronaut cosmonaut spaceman 宇航员 太空人 航天员 宇宙飞行士 우주비행사 우주인'],
    ninja: [1.72, 'ninja samurai warrior swordsman 忍者 武士 侍 侠客 剑客 닌자 사무라이 무사'],
    skier: [1.8, 'skier 滑雪者 スキーヤー'],
    snowboarder: [1.8, 'snowboarder 单板滑雪者 スノーボーダー'],
    'santa-claus': [1.75, 'santa santa_claus father_christmas 圣诞老人 サンタ サンタクロース 산타'],
  },
  wheels: {
    automobile: [
      4.2,
      'car automobile sedan vehicle coupe convertible vintage_car classic_car suv 汽车 轿车 小汽车 老爷车 越野车 车 自动车 자동차 차 승용차',
    ],
    'racing-car': [
      4.6,
      'racing_car race_car formula formula_one sports_car sportscar supercar ferrari lamborghini 跑车 赛车 超跑 スポーツカー レーシングカー 스포츠카 경주용차',
    ],
    taxi: [4.4, 'taxi cab yellow_cab 出租车 的士 タクシー 택시'],
    'police-car': [4.4, 'police_car patrol_car 警车 パトカー 경찰차'],
    bus: [10, 'bus school_bus double_decker 公交车 巴士 公共汽车 大巴 バス 버스'],
    'delivery-truck': [7, 'truck lorry van 卡车 货车 トラック 트럭'],
    'pickup-truck': [5.2, 'pickup pickup_truck 皮卡'],
    ambulance: [5.6, 'ambulance 救护车 救急车 구급차'],
    'fire-engine': [8, 'fire_truck fire_engine 消防车 소방차'],
    tractor: [4, 'tractor 拖拉机 トラクター 트랙터'],
    motorcycle: [2.2, 'motorcycle motorbike harley 摩托车 摩托 机车 バイク 오토바이'],
    'motor-scooter': [1.9, 'scooter vespa moped 电动车 小绵羊 スクーター 스쿠터'],
    'person-biking': [1.9, 'bicycle bike cyclist cycling biker 自行车 单车 脚踏车 自転车 자전거'],
    locomotive: [9, 'train locomotive steam_train railway 火车 列车 蒸汽火车 电车 기차 열차 전철'],
    'bullet-train': [9, 'bullet_train high_speed_train shinkansen 高铁 动车 新干线 고속열차'],
    bicycle: [1.8, 'riderless_bicycle'],
    rover: [
      3,
      'rover mars_rover moon_rover lunar_rover moon_buggy 月球车 火星车 探测车 月球探测器 火星探测器 ローバー 探査車 探査機 로버 탐사차 탐사_로버',
    ],
    'shopping-cart': [1, 'shopping_cart 购物车'],
    skateboard: [0.9, 'skateboard 滑板 スケートボード スケボー 스케이트보드'],
  },
  wings: {
    bird: [
      0.28,
      'bird sparrow robin songbird finch bluebird hummingbird 鸟 小鸟 鸟儿 麻雀 蜂鸟 小鳥 ハチドリ 새 참새 벌새',
    ],
    eagle: [2, 'eagle hawk falcon vulture condor 鹰 老鹰 雄鹰 猎鹰 鹫 ワシ タカ 독수리 매'],
    owl: [0.6, 'owl 猫头鹰 フクロウ 올빼미 부엉이'],
    parrot: [0.5, 'parrot macaw cockatoo 鹦鹉 オウム 앵무새'],
    blackbird: [0.4, 'blackbird crow raven magpie swallow 乌鸦 喜鹊 燕子 カラス ツバメ 까마귀 제비'],
    dove: [0.5, 'dove pigeon seagull gull 鸽子 白鸽 海鸥 ハト カモメ 비둘기 갈매기'],
    flamingo: [1.4, 'flamingo crane heron stork 火烈鸟 仙鹤 鹤 白鹭 フラミンゴ ツル 플라밍고 학 두루미'],
    peacock: [1.6, 'peacock 孔雀 クジャク 공작'],
    bat: [0.4, 'bat 蝙蝠 コウモリ 박쥐'],
    butterfly: [0.12, 'butterfly butterflies moth 蝴蝶 チョウ 蝶 蝶々 나비'],
    honeybee: [0.06, 'bee honeybee bumblebee wasp 蜜蜂 ミツバチ ハチ 벌 꿀벌'],
    'lady-beetle': [0.05, 'ladybug ladybird 瓢虫 テントウムシ 무당벌레'],
    dragon: [12, 'dragon 龙 巨龙 飞龙 竜 ドラゴン 용 드래곤'],
    airplane: [30, 'airplane plane aeroplane jet aircraft airliner fighter_jet biplane 飞机 客机 战斗机 飞行机 비행기'],
    helicopter: [11, 'helicopter chopper 直升机 ヘリコプター 헬리콥터'],
    rocket: [
      20,
      'rocket spaceship spacecraft starship space_shuttle 火箭 飞船 宇宙飞船 宇宙船 航天飞机 ロケット 로켓 우주선',
    ],
    'flying-saucer': [9, 'ufo flying_saucer 飞碟 不明飞行物 유에프오 비행접시'],
    'hot-air-balloon': [18, 'hot_air_balloon 热气球 気球 熱気球 열기구'],
    balloon: [0.5, 'balloon 气球 风船 풍선'],
    kite: [1.2, 'kite 风筝 凧 연'],
    parachute: [5, 'parachute paraglider skydiver 降落伞 滑翔伞 跳伞者 パラシュート 낙하산'],
  },
  water: {
    fish: [0.4, 'fish koi goldfish carp salmon 鱼 金鱼 锦鲤 鲤鱼 小鱼 물고기 금붕어'],
    'tropical-fish': [0.2, 'tropical_fish clownfish 热带鱼 小丑鱼 热帯鱼 열대어'],
    blowfish: [0.3, 'pufferfish blowfish 河豚 フグ 복어'],
    shark: [4, 'shark 鲨鱼 大白鲨 サメ 상어'],
    dolphin: [2.4, 'dolphin 海豚 イルカ 돌고래'],
    whale: [14, 'whale humpback orca blue_whale 鲸鱼 蓝鲸 座头鲸 鲸 虎鲸 クジラ シャチ 고래'],
    octopus: [1.2, 'octopus 章鱼 タコ 문어'],
    squid: [1.4, 'squid 鱿鱼 乌贼 イカ 오징어'],
    jellyfish: [0.6, 'jellyfish 水母 クラゲ 해파리'],
    lobster: [0.5, 'lobster 龙虾 ロブスター 바닷가재'],
    seal: [1.6, 'seal sea_lion walrus 海豹 海狮 海象 アザラシ アシカ 물개 바다표범'],
    swan: [1.3, 'swan 天鹅 白天鹅 白鸟 ハクチョウ 백조'],
    duck: [0.5, 'duck duckling mallard 鸭子 小鸭子 鸭 鸳鸯 アヒル カモ 오리'],
    goose: [0.8, 'goose geese 鹅 大雁 ガチョウ 거위'],
    sailboat: [8, 'sailboat boat yacht sailing_boat sailing_ship 帆船 小船 渔船 船 舟 ヨット 小舟 돛단배 배 요트'],
    'passenger-ship': [60, 'ship cruise_ship ferry ocean_liner 轮船 邮轮 游轮 客船 渡轮 フェリー 여객선 유람선 크루즈'],
    speedboat: [6, 'speedboat motorboat 快艇 摩托艇 モーターボート 보트'],
    canoe: [4.5, 'canoe kayak rowboat rowing_boat gondola raft 独木舟 皮划艇 竹筏 乌篷船 カヌー カヤック 카누 카약'],
    'person-surfing': [1.8, 'surfer surfing 冲浪者 サーファー 서퍼'],
    'person-swimming': [1.7, 'swimmer 游泳者 泳者 スイマー'],
  },
  still: {
    'hot-beverage': [
      0.12,
      'coffee tea cup mug latte espresso cappuccino cup_of_coffee cup_of_tea 咖啡 热咖啡 茶 热茶 杯子 コーヒー お茶 紅茶 커피 커피잔 차_한잔',
    ],
    'teacup-without-handle': [0.1, 'green_tea matcha 绿茶 抹茶 녹차'],
    'steaming-bowl': [0.22, 'ramen noodles noodle bowl soup pho 拉面 面条 汤面 牛肉面 ラーメン うどん 라면 국수'],
    'cherry-tree': [
      6,
      'cherry_blossom cherry_tree cherry_blossom_tree sakura_tree sakura blossoming_tree 樱花 樱花树 桃花 桃花树 梅花 桜 桜の木 벚꽃 벚나무',
    ],
    sunflower: [1.6, 'sunflower 向日葵 葵花 ひまわり 해바라기'],
    rose: [0.6, 'rose 玫瑰 月季 バラ 장미'],
    tulip: [0.4, 'flower tulip wildflower daisy 花 鲜花 郁金香 花朵 小花 野花 꽃 튤립 들꽃'],
    lotus: [0.5, 'lotus water_lily 莲花 荷花 睡莲 蓮 연꽃'],
    mushroom: [0.12, 'mushroom toadstool 蘑菇 キノコ 버섯'],
    'deciduous-tree': [8, 'tree oak maple_tree willow 树 大树 老树 橡树 柳树 枫树 树木 樹 나무 큰_나무'],
    'evergreen-tree': [10, 'pine_tree fir spruce 松树 杉树 소나무'],
    'christmas-tree': [4, 'christmas_tree 圣诞树 크리스마스트리 크리스마스_트리'],
    'palm-tree': [9, 'palm_tree palm coconut_tree 棕榈树 椰子树 椰树 椰子の木 ヤシの木 야자수'],
    cactus: [2.4, 'cactus cacti 仙人掌 サボテン 선인장'],
    'potted-plant': [0.5, 'potted_plant houseplant bonsai 盆栽 绿植 화분'],
    castle: [40, 'castle palace fortress chateau 城堡 宫殿 古堡 城 성 궁전 궁'],
    house: [9, 'house cottage cabin hut farmhouse barn 房子 小屋 木屋 房屋 家 집 오두막'],
    lighthouse: [24, 'lighthouse 灯塔 灯台 등대'],
    windmill: [14, 'windmill wind_turbine 风车 風車 풍차'],
    pagoda: [18, 'pagoda temple 塔 宝塔 寺庙 寺院 古寺 五重塔 お寺 절 탑'],
    'shinto-shrine': [7, 'torii torii_gate shrine 鸟居 神社 신사'],
    church: [16, 'church chapel cathedral 教堂 大教堂 教会 교회 성당'],
    tent: [2.4, 'tent 帐篷 テント 텐트'],
    fire: [0.9, 'campfire bonfire flame fire 篝火 火堆 营火 火焰 焚き火 たき火 모닥불 불꽃'],
    candle: [0.2, 'candle 蜡烛 ろうそく キャンドル 촛불 양초'],
    'red-paper-lantern': [
      0.5,
      'lantern paper_lantern sky_lantern 灯笼 红灯笼 孔明灯 提灯 ちょうちん ランタン 등불 등롱',
    ],
    bench: [1.6, 'bench park_bench 长椅 长凳 ベンチ 벤치'],
    'street-lamp': [4, 'street_lamp lamppost streetlight street_light lamp_post 路灯 街灯 가로등'],
    bridge: [14, 'bridge footbridge stone_bridge 桥 石桥 小桥 木桥 拱桥 橋 다리'],
    'ferris-wheel': [40, 'ferris_wheel 摩天轮 観覧車 대관람차 관람차'],
    fountain: [3, 'fountain 喷泉 噴水 분수'],
    snowman: [1.6, 'snowman 雪人 雪だるま 눈사람'],
    'jack-o-lantern': [0.35, 'pumpkin jack_o_lantern 南瓜 南瓜灯 カボチャ 호박'],
    'teddy-bear': [
      0.4,
      'teddy teddy_bear toy plush_toy 玩具熊 泰迪熊 毛绒玩具 ぬいぐるみ テディベア 곰인형 곰_인형 인형',
    ],
    ghost: [1.6, 'ghost spirit 幽灵 鬼魂 幽霊 유령'],
    alien: [1.4, 'alien extraterrestrial 外星人 宇宙人 외계인'],
    pizza: [0.3, 'pizza 披萨 比萨 ピザ 피자'],
    'red-apple': [0.08, 'apple 苹果 リンゴ りんご 사과'],
    'birthday-cake': [0.3, 'cake birthday_cake 蛋糕 生日蛋糕 ケーキ 케이크 생일케이크'],
    guitar: [1, 'guitar 吉他 ギター 기타 통기타'],
    piano: [1.5, 'piano grand_piano 钢琴 ピアノ 피아노'],
    umbrella: [1, 'umbrella parasol 伞 雨伞 阳伞 傘 우산 양산'],
    'soccer-ball': [0.22, 'ball soccer_ball football 球 足球 皮球 ボール サッカーボール 공 축구공'],
    basketball: [0.24, 'basketball 篮球 バスケットボール 농구공'],
    'open-book': [0.3, 'book 书 书本 本 책'],
    laptop: [0.36, 'laptop computer 电脑 笔记本电脑 パソコン 노트북 컴퓨터'],
    'wrapped-gift': [0.3, 'gift gift_box present 礼物 礼盒 プレゼント 선물'],
    'crystal-ball': [0.2, 'crystal_ball 水晶球 水晶玉'],
    'ringed-planet': [60, 'saturn 土星 토성'],
  },
}

/**
 * Words that would be found as icons but mean no thing in most prompts, and characters that begin with the word of
 * another thing: they are read as nothing.
 */
export const NOT_SUBJECTS: ReadonlySet<string> = new Set(
  (
    'camera movie_camera video_camera film film_projector film_frames fly pick wood window snowflake fog foggy sunset ' +
    'sunrise desert mountain cityscape stadium cinema hole dizzy plus minus multiply divide om key eye ear nose mouth leg foot hook ' +
    'link label wireless construction information registered prohibited knot cloud sun star rainbow sparkles sparkle wheel ' +
    'comet wing volcano beach road motorway eyes brick building play national_park calendar pen back on watch ring gear ' +
    'scroll shower seat station wedding camping cooking record clamp fire_extinguisher high_voltage rock package dress coat scarf kimono ' +
    'shorts jeans map droplet bubbles feather door selfie bank school factory hotel hospital sled skis tornado cyclone ' +
    '古风 国风 风格 风景 风光 风味 风情 書かれ 書いて 書く 書いた 马上 马路 马达 海报 走廊 花费 花园 花瓣 花田 花海 花丛 牛奶 牛油 鱼眼 鱼缸 鸟瞰 龙卷风 车站 车流 车厢 火车站 船长 书房 书店 人工 人造 人生 人间 人气 ' +
    '人行道 人民 人工智能 拟人 虎牙 茶几 茶园 茶馆 茶室 球场 家具 家庭 城市 城镇 桥段 塔尖 树林 树叶 树荫 树枝 树影 日本 本来 本身 基本 ' +
    '红树林 树丛 飞行 翱翔 旅行 跳舞 游泳 跑步 睡觉 冲浪 散步 滑雪 雪景 爆炸 施工 开车 骑车 山水 父亲节 人参 画面 成人 个性 动人 迷人 惊人 感人 ' +
    '大家 国家 专家 作家 大厦 高楼 城墙 水花 浪花 雪花 火花 烟花 花火 光芒 老家 画家'
  )
    .split(' ')
    .map((word) => word.replaceAll('_', ' ')),
)

/** Icons that look to the right; all others that look anywhere look to the left. */
export const LOOKS_RIGHT = new Set(['airplane', 'rocket', 'speedboat', 'motor-boat', 'kite'])
