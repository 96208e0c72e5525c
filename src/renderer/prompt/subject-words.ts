import type { Lexicon } from './lexicon.ts'
import type { Carriage } from './scene-brief.ts'

/** Icons by how they carry themselves, with the words for each. */
export const SUBJECTS: Readonly<Record<Carriage, Lexicon<string>>> = {
  legs: {
    dog: 'dog puppy retriever golden_retriever labrador corgi husky poodle shepherd hound 狗 小狗 金毛 柯基 金毛犬 犬 子犬 강아지 개',
    cat: 'cat kitten kitty tabby 猫 小猫 貓 猫咪 子猫 ネコ 고양이',
    horse: 'horse pony stallion mare 骏马 白马 黑马 小马 匹马 奔马 馬 ウマ 말',
    cow: 'cow cattle bull ox 牛 奶牛 소',
    pig: 'pig piglet boar 猪 小猪 豚 돼지',
    rabbit: 'rabbit bunny hare 兔子 兔 小兔 うさぎ ウサギ 토끼',
    fox: 'fox 狐狸 狐 キツネ 여우',
    wolf: 'wolf wolves 狼 オオカミ 늑대',
    lion: 'lion 狮子 獅子 ライオン 사자',
    tiger: 'tiger 老虎 虎 トラ 호랑이',
    bear: 'bear grizzly 熊 クマ 곰',
    panda: 'panda 熊猫 大熊猫 パンダ 판다',
    elephant: 'elephant 大象 小象 ゾウ 코끼리',
    giraffe: 'giraffe 长颈鹿 キリン 기린',
    zebra: 'zebra 斑马 シマウマ 얼룩말',
    deer: 'deer stag fawn moose elk 鹿 小鹿 シカ 사슴',
    kangaroo: 'kangaroo 袋鼠 カンガルー 캥거루',
    monkey: 'monkey ape chimpanzee 猴子 猴 猿 サル 원숭이',
    ewe: 'sheep lamb ewe 羊 绵羊 小羊 ヒツジ 양',
    goat: 'goat 山羊 ヤギ 염소',
    camel: 'camel 骆驼 ラクダ 낙타',
    mouse: 'mouse mice rat 老鼠 ネズミ 쥐',
    hedgehog: 'hedgehog 刺猬 ハリネズミ 고슴도치',
    chipmunk: 'squirrel chipmunk 松鼠 リス 다람쥐',
    unicorn: 'unicorn 独角兽 ユニコーン 유니콘',
    't-rex': 'dinosaur t-rex tyrannosaurus 恐龙 恐竜 공룡',
    penguin: 'penguin 企鹅 ペンギン 펭귄',
    rooster: 'rooster chicken hen 公鸡 鸡 鶏 닭',
    robot: 'robot android mech 机器人 ロボット 로봇',
    turtle: 'turtle tortoise 乌龟 龟 カメ 거북이',
    'person-running': 'runner jogger athlete 跑者 运动员 ランナー 달리는_사람',
    'woman-walking': 'woman girl lady she female mother 女孩 女人 女性 女士 少女 姑娘 妈妈 女の子 여자 소녀 여성',
    'man-walking': 'man boy guy he male father businessman 男孩 男人 男性 男子 少年 爸爸 男の子 남자 소년 남성',
    'person-walking':
      'person people human child kid traveler tourist hiker crowd 人们 人群 个人 的人 孩子 小孩 行人 旅行者 老人 子供 사람 아이',
    'woman-dancing': 'dancer ballerina 舞者 芭蕾 ダンサー 무용수 댄서',
    astronaut: 'astronaut cosmonaut spaceman 宇航员 太空人 宇宙飛行士 우주비행사',
    ninja: 'ninja samurai 忍者 武士 侍 닌자',
  },
  wheels: {
    automobile: 'car automobile sedan vehicle 汽车 轿车 小汽车 车 車 自動車 자동차 차',
    'racing-car': 'racing_car race_car formula sports_car sportscar 跑车 赛车 スポーツカー 스포츠카',
    taxi: 'taxi cab 出租车 タクシー 택시',
    bus: 'bus 公交车 巴士 バス 버스',
    'delivery-truck': 'truck lorry van 卡车 货车 トラック 트럭',
    'fire-engine': 'fire_truck fire_engine 消防车 消防車 소방차',
    tractor: 'tractor 拖拉机 トラクター 트랙터',
    motorcycle: 'motorcycle motorbike scooter 摩托车 摩托 バイク 오토바이',
    'person-biking': 'bicycle bike cyclist cycling 自行车 单车 自転車 자전거',
    locomotive: 'train locomotive railway 火车 列车 高铁 電車 汽車 기차',
  },
  wings: {
    bird: 'bird sparrow robin songbird 鸟 小鸟 鳥 새',
    eagle: 'eagle hawk falcon 鹰 老鹰 鷹 독수리',
    owl: 'owl 猫头鹰 フクロウ 올빼미',
    parrot: 'parrot 鹦鹉 オウム 앵무새',
    dove: 'dove pigeon seagull gull 鸽子 海鸥 ハト 비둘기 갈매기',
    flamingo: 'flamingo 火烈鸟 フラミンゴ 플라밍고',
    bat: 'bat 蝙蝠 コウモリ 박쥐',
    butterfly: 'butterfly butterflies moth 蝴蝶 チョウ 蝶 나비',
    honeybee: 'bee honeybee 蜜蜂 ハチ 벌',
    dragon: 'dragon 龙 龍 竜 ドラゴン 용',
    airplane: 'airplane plane aeroplane jet aircraft 飞机 飛行機 비행기',
    helicopter: 'helicopter 直升机 ヘリコプター 헬리콥터',
    rocket: 'rocket spaceship spacecraft starship 火箭 飞船 宇宙船 ロケット 로켓 우주선',
    'flying-saucer': 'ufo flying_saucer 飞碟 유에프오',
    balloon: 'balloon 气球 热气球 風船 気球 풍선',
    kite: 'kite 风筝 凧 연',
    parachute: 'parachute paraglider skydiver 降落伞 パラシュート 낙하산',
  },
  water: {
    fish: 'fish koi goldfish 鱼 金鱼 锦鲤 魚 물고기',
    'tropical-fish': 'tropical_fish clownfish 热带鱼 熱帯魚 열대어',
    shark: 'shark 鲨鱼 サメ 상어',
    dolphin: 'dolphin 海豚 イルカ 돌고래',
    whale: 'whale orca 鲸鱼 鲸 クジラ 고래',
    octopus: 'octopus 章鱼 タコ 문어',
    jellyfish: 'jellyfish 水母 クラゲ 해파리',
    seal: 'seal sea_lion 海豹 アザラシ 물개',
    swan: 'swan 天鹅 白鳥 백조',
    duck: 'duck duckling 鸭子 鸭 アヒル 오리',
    sailboat: 'sailboat boat yacht 帆船 小船 船 ヨット 돛단배 배 요트',
    'passenger-ship': 'ship cruise_ship ferry 轮船 邮轮 客船 여객선',
    canoe: 'canoe kayak rowboat 独木舟 皮划艇 カヌー 카누',
    'person-surfing': 'surfer surfing surfboard 冲浪者 サーファー 서퍼',
  },
  still: {
    'hot-beverage': 'coffee tea cup mug latte espresso 咖啡 茶 杯子 コーヒー お茶 커피 차_한잔',
    'cherry-blossom': 'cherry_blossom sakura 樱花 桜 벚꽃',
    sunflower: 'sunflower 向日葵 ひまわり 해바라기',
    rose: 'rose 玫瑰 薔薇 バラ 장미',
    tulip: 'flower tulip 鲜花 郁金香 花朵 꽃 튤립',
    mushroom: 'mushroom 蘑菇 キノコ 버섯',
    castle: 'castle palace 城堡 宫殿 성',
    house: 'house cottage cabin hut home 房子 小屋 집 오두막',
    snowman: 'snowman 雪人 雪だるま 눈사람',
    'teddy-bear': 'teddy teddy_bear toy 玩具熊 泰迪熊 ぬいぐるみ 곰인형',
    ghost: 'ghost 幽灵 鬼魂 幽霊 유령',
    alien: 'alien extraterrestrial 外星人 宇宙人 외계인',
    pizza: 'pizza 披萨 ピザ 피자',
    'red-apple': 'apple 苹果 リンゴ 사과',
    guitar: 'guitar 吉他 ギター 기타',
  },
}

/** Nouns of the icon set that are not subjects of a scene, or not nouns in most prompts. */
export const NOT_SUBJECTS = new Set(
  (
    'camera movie camera video camera film projector fly pick wood window snowflake fog foggy sunset sunrise desert ' +
    'mountain cityscape stadium cinema hole dizzy plus minus multiply divide om key eye ear nose mouth leg foot hook ' +
    'link label wireless construction information registered prohibited knot cloud sun star rainbow sparkles sparkle ' +
    'comet fire wing volcano beach road motorway bridge eyes brick building play national park calendar pen back on'
  ).split(' '),
)

/** Icons that look to the right; all others that look anywhere look to the left. */
export const LOOKS_RIGHT = new Set(['airplane', 'rocket', 'speedboat', 'motor-boat', 'kite'])
