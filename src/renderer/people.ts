import { normalise } from './prompt/lexicon.ts'

// Whole words (English), with the plurals that are not made by an s.
const LATIN = new Set(
  (
    'person persons people human humans humanity man men woman women boy boys girl girls child children kid kids baby ' +
    'babies infant infants toddler toddlers teenager teenagers teen teens adult adults lady ladies gentleman gentlemen ' +
    'guy guys dude dudes gal gals male males female females mother mothers mom mum father fathers dad parent parents ' +
    'grandma grandmother grandpa grandfather granny son daughter brother sister brothers sisters husband wife bride ' +
    'brides groom couple couples family families crowd crowds audience pedestrian pedestrians passerby passersby ' +
    'dancer dancers ballerina singer singers musician musicians actor actors actress actresses athlete athletes runner ' +
    'runners jogger joggers cyclist cyclists swimmer swimmers surfer surfers skier skiers snowboarder snowboarders ' +
    'skateboarder skateboarders boxer boxers player players soldier soldiers warrior warriors knight knights samurai ' +
    'ninja king queen prince princess astronaut astronauts cosmonaut cosmonauts doctor doctors nurse nurses teacher ' +
    'teachers student students farmer farmers fisherman fishermen businessman businesswoman businessmen businesswomen ' +
    'policeman policewoman policemen firefighter firefighters chef chefs barista baristas waiter waitress worker ' +
    'workers scientist scientists artist artists painter painters photographer photographers tourist tourists ' +
    'traveler travelers traveller travellers hiker hikers monk monks nun nuns priest geisha cowboy cowboys cowgirl ' +
    'pirate pirates witch wizard president celebrity celebrities influencer selfie hipster elder elders elderly ' +
    'villager villagers shopper shoppers commuter commuters fan fans spectator spectators mermaid everyone someone ' +
    'somebody he she him his her hers himself herself'
  ).split(' '),
)

// Words that also mean other things, and the word beside which they do.
const NOT_PEOPLE_AFTER: Readonly<Record<string, readonly string[]>> = {
  fan: ['ceiling', 'electric', 'cooling', 'table', 'desk', 'paper', 'folding'],
  fans: ['ceiling', 'electric', 'cooling', 'computer'],
  king: [],
  player: ['record', 'dvd', 'cd', 'mp3', 'music', 'media', 'video', 'cassette', 'vinyl'],
  players: ['record', 'dvd', 'cd', 'mp3', 'media'],
}
const NOT_PEOPLE_BEFORE: Readonly<Record<string, readonly string[]>> = {
  king: ['penguin', 'penguins', 'cobra', 'crab', 'tide'],
  queen: ['bee', 'bees', 'ant'],
  baby: [
    'elephant',
    'bird',
    'birds',
    'bear',
    'panda',
    'fox',
    'turtle',
    'turtles',
    'animals',
    'seal',
    'goat',
    'dragon',
    'penguin',
    'deer',
    'duck',
    'blue',
  ],
  man: ['made'],
  human: ['made'],
  family: ['of'],
  monk: ['seal', 'seals', 'fish'],
  nurse: ['shark', 'sharks'],
  painter: [],
  couple: ['of'],
  witch: ['hazel'],
  boxer: ['dog', 'puppy'],
  pirate: ['ship', 'ships', 'flag'],
  soldier: ['ant', 'ants'],
  worker: ['bee', 'bees', 'ant', 'ants'],
  fisherman: ['s'],
}
const ANIMAL =
  /^(?:dogs?|cats?|bears?|lions?|tigers?|wolves|wolf|foxes|fox|horses?|pandas?|birds?|elephants?|penguins?|ducks?)$/

// Chinese and Japanese, matched anywhere; longer words of the second list around them are taken out first.
const HAN =
  '女孩 男孩 女人 男人 女性 男性 女生 男生 女子 男子 女士 先生 少女 少年 小孩 孩子 儿童 兒童 婴儿 嬰兒 宝宝 老人 老奶奶 老爷爷 ' +
  '奶奶 爷爷 妈妈 爸爸 母亲 父亲 母親 父親 姑娘 小伙 青年 年轻人 人们 人們 人群 人类 人類 行人 路人 众人 情侣 夫妻 家人 一家人 ' +
  '舞者 舞蹈演员 演员 歌手 运动员 跑者 宇航员 太空人 航天员 医生 护士 老师 学生 工人 农民 渔民 军人 士兵 警察 厨师 武士 忍者 侠客 ' +
  '国王 皇帝 公主 王子 新娘 新郎 模特 主播 游客 旅行者 旅人 冲浪者 骑手 消防员 飞行员 画家 艺术家 科学家 诗人 商人 牧羊人 主人公 ' +
  '人物 真人 的人 有人 群人 名人 古人 大人 女王 男 女 女の子 男の子 子供 子ども 人間 人々 女優 俳優 歌手 老婆 看護師 医者 ' +
  '先生 生徒 選手 赤ちゃん 若者 大勢 家族 観客 ダンサー ランナー サーファー 観光客 おじいさん おばあさん お母さん お父さん 彼女 彼'
const HAN_WORDS = [...new Set(HAN.split(' '))].sort((a, b) => b.length - a.length)
const HAN_NOT_PEOPLE =
  /机器人|機器人|人工|人参|人參|雪人|稻草人|机械人|無人|无人|人造|人民币|人行道|人字拖|仙人掌|狼人|人形|外星人|没有人|沒有人|空无一人|彼岸|女贞|彼此|人气|人気|人生|人民|織女星|织女星/g

const KOREAN =
  '사람|사람들|여자|남자|소녀|소년|여성|남성|아이|아이들|어린이|아기|노인|할머니|할아버지|엄마|아빠|어머니|아버지|청년|군중|인간|' +
  '인물|댄서|무용수|가수|배우|선수|학생|선생님|의사|간호사|군인|경찰|요리사|우주비행사|서퍼|관광객|커플|가족|신부|신랑|공주|왕자|아가씨|아줌마|아저씨'
const KOREAN_WORD = new RegExp(`(?:^| )((?:${KOREAN}))(?:들)?(?:이|가|은|는|을|를|와|과|의|에게|도|이랑|랑)?(?= )`)

/**
 * The word of a prompt that asks for people to be shown, as written in lower case; undefined when there is none.
 * English, Chinese, Japanese, Korean. Made for refusing: a word that mostly means something else is not in it.
 */
export function mentionsPeople(prompt: string): string | undefined {
  const plain = normalise(prompt)
  return latinWord(plain) ?? hanWord(plain) ?? KOREAN_WORD.exec(plain)?.[1]
}

function latinWord(plain: string): string | undefined {
  const words = plain.split(/[^\p{L}\p{M}]+/u).filter(Boolean)
  return words.find((word, i) => {
    if (!LATIN.has(word)) return false
    const before = words[i - 1] ?? ''
    const after = words[i + 1] ?? ''
    if (NOT_PEOPLE_AFTER[word]?.includes(before)) return false
    if (NOT_PEOPLE_BEFORE[word]?.includes(after)) return false
    // "No people", "without people".
    if (before === 'no' || before === 'without') return false
    return !(/^(?:baby|male|female|adult|his|her)$/.test(word) && ANIMAL.test(after))
  })
}

// "Three persons", "several persons": a numeral makes the otherwise ambiguous word for person one.
const HAN_COUNTED = /[一二两兩三四五六七八九十百几幾多\d]\s*(?:个|個|位|名|群)?人/

function hanWord(plain: string): string | undefined {
  const rest = plain.replaceAll(HAN_NOT_PEOPLE, ' ')
  return HAN_WORDS.find((word) => rest.includes(word)) ?? HAN_COUNTED.exec(rest)?.[0]
}
