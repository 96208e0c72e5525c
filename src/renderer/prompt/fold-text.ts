/** Traditional characters (and Japanese ones like them), each followed by the simplified one. */
const SIMPLIFIED =
  '貓猫車车馬马鳥鸟魚鱼龍龙飛飞機机門门東东風风雲云電电樹树葉叶花花園园國国學学業业書书畫画夢梦燈灯熱热氣气' +
  '海海邊边灘滩島岛橋桥鄉乡鎮镇農农場场鷹鹰鴨鸭鵝鹅雞鸡豬猪獅狮獸兽龜龟蟲虫蜂蜂蝴蝴貝贝魷鱿鯨鲸鯊鲨' +
  '紅红綠绿藍蓝黃黄銀银紫紫橘橘顏颜個个隻只條条頭头輛辆艘艘棵棵張张對对雙双兩两幾几羣群' +
  '開开關关動动靜静遠远進进過过從从還还來来裡里裏里後后時时間间現现萬万與与無无沒没' +
  '騎骑跑跑遊游戲戏樂乐彈弹歡欢愛爱憂忧鬱郁傷伤懷怀舊旧電电影影視视觀观覽览鏡镜頭头陽阳陰阴霧雾靄霭' +
  '兒儿媽妈爺爷奶奶嬰婴孫孙們们師师醫医護护戰战騎骑漁渔獵猎' +
  '蘋苹檸柠檬檬麵面飯饭湯汤餅饼餐餐廳厅廚厨臥卧辦办室室燭烛籠笼傘伞鋼钢琴琴鐘钟' +
  '雜杂隨随繞绕環环轉转緩缓慢慢聖圣誕诞節节慶庆煙烟塵尘穀谷極极銀银漢汉衛卫艦舰' +
  '灣湾連连絡络線线緣缘絲丝紙纸組组細细終终結结給给統统繪绘編编網网總总織织' +
  '見见覺觉親亲計计記记訪访設设許许評评詞词試试詩诗話话該该詳详認认語语說说調调請请論论諸诸' +
  '貨货質质費费賞赏賽赛贈赠趕赶跡迹躍跃軌轨軍军輕轻較较載载輪轮輝辉達达違违遞递選选遺遗郵邮' +
  '鄰邻釣钓針针鈴铃銅铜鋪铺錄录錢钱鐵铁長长閃闪閉闭閒闲陣阵陸陆階阶際际雖虽離离難难霜霜響响頂顶項项順顺' +
  '須须預预頻频題题類类願愿顯显飄飘飲饮養养駕驾駛驶駱骆駝驼驚惊驢驴鬆松鬥斗鮮鲜鯉鲤鴿鸽鷗鸥鸚鹦鵡鹉鶴鹤鸛鹳' +
  '麗丽齊齐齒齿竜龙猟猎広广図图歩步毎每浜滨渋涩焼烧発发紙纸絵绘緑绿観观辺边鉄铁駅站髪发黒黑氷冰宇宇鶏鸡' +
  '獨独沈沉滿满漁渔潛潜澤泽濕湿灑洒災灾爐炉牆墙狀状瓊琼產产當当疊叠發发盡尽眾众睜睁矚瞩礦矿禮礼種种積积穩稳窩窝競竞筆笔' +
  '節节範范築筑簡简糧粮紐纽紗纱級级純纯紮扎紳绅練练縱纵繁繁翹翘聲声聽听肅肃脫脱腦脑膚肤臉脸臨临舉举艙舱藝艺蘭兰處处虛虚號号蝸蜗衝冲' +
  '裝装複复褲裤襯衬觸触訊讯豐丰貴贵買买賣卖賓宾贏赢躲躲軟软輩辈轟轰辭辞鄭郑醜丑釀酿鍋锅鍵键鎖锁鏈链鑽钻闊阔隊队隱隐雛雏霓霓靈灵韓韩頸颈餓饿駐驻騰腾驅驱鬧闹魯鲁鮑鲍鰐鳄'

const FOLDED = new Map<string, string>()
for (let at = 0; at < SIMPLIFIED.length; at += 2) FOLDED.set(SIMPLIFIED.charAt(at), SIMPLIFIED.charAt(at + 1))

/** Lower case and one spelling for each character, so that a word is found however it was typed. */
export function foldText(text: string): string {
  // Thousands of words are folded before the first frame, most of them plain English.
  if (/^[ -~]*$/.test(text)) return text.toLowerCase()
  const plain = text.normalize('NFKC').toLowerCase()
  return Array.from(plain, (one) => FOLDED.get(one) ?? one).join('')
}
