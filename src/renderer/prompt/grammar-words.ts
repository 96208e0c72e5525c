import type { Lexicon } from './lexicon.ts'
import type { Headwear, Relation } from './scene-brief.ts'

/**
 * Words that stand before what they relate to (English), in their longest form first where one is part of another.
 * `none` cuts a phrase off without saying where something is.
 */
export const PREPOSITIONS: Lexicon<Relation | 'none'> = {
  on: 'on onto upon on_top_of atop astride riding ride rides riding_on driving',
  in: 'in inside into within in_the_middle_of',
  held: 'holding holds carrying carries hold carry waving playing_the playing_a flying_a',
  under: 'under underneath beneath below',
  above: 'above over hovering_over',
  beside:
    'beside next_to near by close_to alongside beside_a with together_with along_with accompanied_by around against to_the_left_of to_the_right_of and_her and_his and_its and_their',
  behind: 'behind chasing chases following follows running_after in_the_background_of',
  before: 'in_front_of before facing watching looking_at',
  through: 'through across past between among amid out_of down up along',
  none: 'at from to toward towards of for as during while where which that who whose when like in_the_style_of style under_a_sky at_the_edge_of',
}

/** Words after what they relate to (Chinese, Japanese, Korean). */
export const POSTPOSITIONS: Lexicon<Relation> = {
  on: '上 上面 之上 顶上 の上 の上に の上で に乗って に乗った に乗る 에_탄 를_탄 을_탄 위에 위의 위에서 위',
  in: '里 里面 里的 中 之中 内 の中 の中に の中で 안에 안의 안에서 속에 속의 속',
  under: '下 下面 之下 底下 树下 の下 の下に の下で 아래 아래에 아래의 밑에',
  above: '上空 上方 の上空 の上を 위로 상공',
  beside:
    '旁 旁边 边上 边 身边 附近 一旁 のそば のそばに のそばで の隣 の隣に の隣で の横 の横に の横で のとなり 옆에 옆의 옆에서 옆 곁에',
  behind: '后 后面 背后 身后 の後ろ の後ろに のうしろ 뒤에 뒤의 뒤에서 뒤',
  before: '前 前面 面前 の前 の前に の前で 앞에 앞의 앞에서 앞',
}

/** Chinese verbs between two nouns that say how the first stands to the second. */
export const LINKING_VERBS: Lexicon<Relation> = {
  on: '骑着 骑 骑在 坐着 踩着 乘着 乘坐 开着 驾驶着 탄 타고 타는',
  held: '拿着 抱着 捧着 举着 撑着 打着 提着 握着 牵着 叼着 弹着 吹着 撑 举 放 放着 を持って を持った を差した をさした を差す をさす をさして を抱いた を弾く を持つ を抱いて を抱く を差して を弾いて 든 들고 쥔 쓴 쓰고',
  behind: '追着 追逐 追赶 跟着 跟随着',
  before: '看着 望着 面对 凝视着',
  beside: '带着 陪着 和 与 跟',
}

/** What joins two nouns into one group. */
export const AND = new Set('and & plus 和 与 跟 及 以及 还有 、 と や 그리고 와 과 하고 랑'.split(' '))

/** Words that begin an English noun phrase. */
export const ARTICLES = new Set('a an the this that his her its their my our your some every each another'.split(' '))

/** English words that end a noun phrase to their left. */
export const BREAKERS = new Set(
  'is are was were be being has have had do does did can will there it they he she who which while as so but or not then'.split(
    ' ',
  ),
)

/** What is worn on a head is seen there, and is no subject. */
export const HEADWEAR: Lexicon<Headwear> = {
  chef: 'chef_hat chefs_hat chef_s_hat toque 厨师帽 コック帽 シェフの帽子 요리사_모자 셰프_모자',
  crown: 'wearing_a_crown with_a_crown 戴着王冠 戴着皇冠 戴王冠 王冠をかぶった 왕관을_쓴',
  straw: 'hat straw_hat cowboy_hat sun_hat fedora 帽子 草帽 牛仔帽 麦わら帽子 모자 밀짚모자',
  pointed:
    'wizard_hat witch_hat party_hat santa_hat christmas_hat 巫师帽 生日帽 圣诞帽 三角帽子 サンタ帽 고깔모자 산타_모자',
  cap: 'cap baseball_cap beanie 棒球帽 鸭舌帽 キャップ 야구_모자',
  top: 'top_hat bowler_hat 礼帽 高帽 シルクハット 중절모',
  sunglasses: 'sunglasses shades goggles 墨镜 太阳镜 サングラス 선글라스',
}

/** Clothes give the person who wears them their colour and are no subjects. */
export const CLOTHES: Lexicon<'clothes'> = {
  clothes:
    'dress coat shirt jacket hoodie sweater suit skirt scarf robe kimono hanfu qipao cheongsam gown raincoat cloak uniform t_shirt jeans boots shoes helmet hanbok hair fur eyes collar 裙子 连衣裙 衣服 外套 大衣 衬衫 毛衣 西装 围巾 长袍 汉服 旗袍 和服 雨衣 斗篷 校服 长裙 裙 T恤 t恤 头发 眼睛 毛 盔甲 着物 浴衣 ドレス コート シャツ ワンピース スカート 制服 髪 드레스 치마 코트 셔츠 한복 원피스 옷',
}
