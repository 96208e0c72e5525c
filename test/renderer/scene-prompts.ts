import type { SceneBrief } from '../../src/renderer/prompt/scene-brief.ts'

/**
 * What must be understood of a prompt. `cast`: each subject as "count colour icon action relation other", colour and
 * relation only where there is one, and "wears colour hat" for what is on a head. A field that is not named may be anything, for the seed chooses it; `cast`, `texts`
 * and `without` are complete.
 */
export interface Expected extends Partial<
  Pick<
    SceneBrief,
    'place' | 'bamboo' | 'room' | 'behind' | 'dayTime' | 'weather' | 'season' | 'camera' | 'style' | 'mood' | 'details'
  >
> {
  cast: string[]
  texts?: string[]
  without?: string[]
}

/** Prompts as people write them, what they mean, and the negative prompt that comes with some. */
export const SCENES: readonly (readonly [prompt: string, expected: Expected, negative?: string])[] = [
  [
    'A golden retriever puppy runs along a sandy beach at sunset, chasing a red ball, cinematic tracking shot',
    {
      place: 'beach',
      dayTime: 'sunset',
      camera: 'tracking',
      style: 'cinematic',
      mood: 'joyful',
      cast: ['1 dog run behind soccer-ball', '1 red soccer-ball jump'],
    },
  ],
  [
    'A cat on a skateboard rolling down a city street, sunny day',
    { place: 'city', dayTime: 'day', cast: ['1 cat stand on skateboard', '1 skateboard drive'] },
  ],
  ['fish underwater', { place: 'underwater', cast: ['1 fish swim'] }],
  ['tropical fish underwater', { place: 'underwater', cast: ['1 tropical-fish swim'] }],
  ['a man hiking in the mountains', { place: 'mountain', cast: ['1 man-walking walk'] }],
  ['a chef cooking in a kitchen', { place: 'room', room: 'kitchen', cast: ['1 cook stand'] }],
  ['一只蜂鸟飞过花园', { cast: ['1 bird fly'] }],
  ['特写镜头：一只鹰飞过雪山', { place: 'mountain', camera: 'close-up', cast: ['1 eagle fly'] }],
  ['a singer on a stage', { place: 'room', room: 'stage', cast: ['1 singer stand'] }],
  ['a boat beside a lighthouse', { place: 'beach', cast: ['1 sailboat swim', '1 lighthouse stand beside sailboat'] }],
  ['a girl and her dog', { cast: ['1 woman-walking walk', '1 dog walk beside woman-walking'] }],
  ['一只猫和一只狗在雪地里奔跑', { place: 'snow', season: 'winter', mood: 'joyful', cast: ['1 cat run', '1 dog run'] }],
  [
    'Close-up of a steaming cup of coffee on a wooden table by the window, rain outside, cozy mood',
    { place: 'room', room: 'cafe', weather: 'rain', camera: 'close-up', cast: ['1 hot-beverage stand upon table'] },
  ],
  [
    'Two astronauts riding white horses on the moon, noir style, handheld camera',
    { place: 'moon', camera: 'handheld', style: 'noir', cast: ['2 astronaut sit on horse', '2 white horse walk'] },
  ],
  [
    'a red car and a blue car racing through the desert, dust behind them, aerial drone shot',
    { place: 'desert', weather: 'haze', camera: 'aerial', cast: ['1 red automobile drive', '1 blue automobile drive'] },
  ],
  [
    'A neon sign that says "OPEN" above a small ramen shop in Tokyo at night, rain',
    { place: 'city', dayTime: 'night', weather: 'rain', cast: [], texts: ['OPEN'] },
  ],
  [
    'A man in a yellow raincoat walks his black dog through an autumn forest, leaves falling',
    { place: 'forest', season: 'autumn', cast: ['1 yellow man-walking walk', '1 black dog walk'] },
  ],
  [
    'An old wizard says "we must leave now", dark castle, thunderstorm',
    { place: 'mountain', weather: 'storm', mood: 'tense', cast: ['1 man-mage walk', '1 castle stand'] },
  ],
  [
    'three white swans and a small black duck swimming on a calm lake at dawn, mist over the water, slow dolly in',
    {
      place: 'lake',
      dayTime: 'dawn',
      weather: 'fog',
      camera: 'dolly-in',
      cast: ['3 white swan swim', '1 black duck swim'],
    },
  ],
  ['Abstract flowing shapes of liquid gold and deep blue, slow motion', { place: 'abstract', cast: [] }],
  ['the feeling of freedom', { mood: 'joyful', cast: [] }],
  ['loneliness', { mood: 'sad', cast: [] }],
  [
    'A bear holding a red balloon stands under a tree in a meadow, watercolour style',
    {
      place: 'meadow',
      style: 'watercolour',
      cast: ['1 bear stand under deciduous-tree', '1 red balloon float held bear', '1 deciduous-tree stand'],
    },
  ],
  [
    'Pixel art of a knight fighting a green dragon near a castle at night',
    {
      place: 'mountain',
      dayTime: 'night',
      style: 'pixel',
      cast: ['1 man-walking walk', '1 green dragon fly', '1 castle stand beside dragon'],
    },
  ],
  [
    'a city street without people or cars, early morning fog, static shot',
    { place: 'city', dayTime: 'dawn', weather: 'fog', camera: 'static', cast: [] },
  ],
  [
    'A hot air balloon drifting over snow-capped mountains at sunrise, with a flock of birds flying past',
    { place: 'mountain', dayTime: 'dawn', cast: ['1 hot-air-balloon float', '6 bird fly beside hot-air-balloon'] },
  ],
  [
    'A woman in a red dress dances on a theatre stage under a spotlight, camera orbits around her',
    { place: 'room', room: 'stage', camera: 'orbit', mood: 'joyful', cast: ['1 red woman-walking dance'] },
  ],
  [
    'underwater, a sea turtle glides over a coral reef while tropical fish swim past, sun rays from above',
    { place: 'underwater', cast: ['1 turtle swim', '1 tropical-fish swim'], details: ['rays'] },
  ],
  [
    'A robot holding a sign that reads WELCOME in a sunny park, claymation',
    { place: 'meadow', dayTime: 'day', style: 'claymation', cast: ['1 robot walk'], texts: ['WELCOME'] },
  ],
  [
    'a black cat sleeping on a sofa next to a window while a parrot watches from the bookshelf',
    { place: 'room', room: 'living', cast: ['1 black cat sleep upon sofa', '1 parrot look'] },
  ],
  [
    'A steam train crosses a stone bridge through a green valley, vintage film look, no text, no people',
    { place: 'mountain', style: 'vintage', cast: ['1 locomotive drive', '1 bridge stand'], without: ['signs'] },
  ],
  [
    'Wide cinematic establishing shot: at golden hour, a lone cowboy on a brown horse rides slowly across an endless desert towards distant mountains, long shadows, warm haze, shallow depth of field, 35mm film, anamorphic lens flare, gentle wind moving the dust, the camera slowly pulls back to reveal a small wooden house with a windmill, epic mood, 4K, highly detailed',
    {
      place: 'desert',
      dayTime: 'sunset',
      weather: 'haze',
      camera: 'dolly-out',
      style: 'cinematic',
      cast: ['1 man-walking sit on horse', '1 brown horse walk', '1 house stand', '1 windmill stand beside house'],
    },
  ],
  [
    'A paper boat floating on a puddle, rainy day',
    { place: 'lake', dayTime: 'day', weather: 'rain', cast: ['1 sailboat float'] },
  ],
  [
    'fireworks over the harbour, a couple sitting on a bench watching',
    {
      place: 'sea',
      dayTime: 'night',
      cast: ['2 person-walking sit on bench', '1 bench stand'],
      details: ['fireworks'],
    },
  ],
  [
    'a pirate ship in a storm, waves crashing, lightning',
    { place: 'sea', weather: 'storm', mood: 'tense', cast: ['1 passenger-ship swim'] },
  ],
  ['a violin and a piano on stage', { place: 'room', room: 'stage', cast: ['1 violin stand', '1 piano stand'] }],
  [
    '夕阳下，一位穿红裙子的女孩在海边散步，身后跟着一只白色的小狗，电影感，镜头缓缓推进',
    {
      place: 'beach',
      dayTime: 'sunset',
      camera: 'dolly-in',
      style: 'cinematic',
      cast: ['1 red woman-walking walk', '1 white dog walk behind woman-walking'],
    },
  ],
  [
    '航拍雪山日出，云海翻涌，没有文字',
    { place: 'mountain', dayTime: 'dawn', camera: 'aerial', cast: [], without: ['signs'] },
  ],
  [
    '一只橘猫趴在窗台上睡觉，窗外下着雨，温馨治愈',
    { place: 'room', room: 'living', weather: 'rain', cast: ['1 orange cat sleep upon sill'] },
  ],
  [
    '赛博朋克城市夜景，霓虹灯牌写着“你好”，一辆红色跑车飞驰而过，雨夜',
    {
      place: 'city',
      dayTime: 'night',
      weather: 'rain',
      style: 'neon',
      cast: ['1 red racing-car drive'],
      texts: ['你好'],
    },
  ],
  [
    '三只大熊猫在竹林里吃竹子，阳光透过树叶，固定镜头',
    { place: 'forest', dayTime: 'day', camera: 'static', cast: ['3 panda sit'] },
  ],
  [
    '水墨画风格，一叶小舟漂在江面上，远处群山，薄雾',
    { place: 'lake', behind: 'mountain', weather: 'fog', style: 'ink', cast: ['1 sampan float'] },
  ],
  [
    '一个小男孩骑着自行车穿过金色的麦田，手持镜头',
    { place: 'meadow', camera: 'handheld', cast: ['1 person-biking drive'] },
  ],
  [
    '机器人和小女孩在公园里放风筝，春天，樱花飘落',
    {
      place: 'meadow',
      season: 'spring',
      cast: ['1 robot walk', '1 woman-walking walk', '1 kite fly held woman-walking', '1 cherry-tree stand'],
    },
  ],
  ['两只白鹤在荷塘边起舞，清晨', { place: 'lake', dayTime: 'dawn', mood: 'joyful', cast: ['2 white flamingo dance'] }],
  ['宇航员骑着马在月球上奔跑', { place: 'moon', mood: 'joyful', cast: ['1 astronaut sit on horse', '1 horse run'] }],
  [
    '深海中，一只巨大的蓝鲸游过，光束从海面照下来，周围是水母',
    { place: 'underwater', cast: ['1 whale swim', '1 jellyfish swim'], details: ['rays'] },
  ],
  [
    '空无一人的老街，黄昏，路灯亮起，复古胶片',
    { place: 'city', dayTime: 'sunset', style: 'vintage', cast: ['1 street-lamp stand'] },
  ],
  [
    '一辆黄色出租车在下雨的城市街道上行驶，环绕镜头，不要行人',
    { place: 'city', weather: 'rain', camera: 'orbit', cast: ['1 yellow taxi drive'] },
  ],
  [
    '梦幻森林里的独角兽，萤火虫飞舞，月光，吉卜力风格',
    {
      place: 'forest',
      dayTime: 'night',
      style: 'anime',
      mood: 'dreamy',
      cast: ['1 unicorn walk'],
      details: ['fireflies'],
    },
  ],
  ['希望', { mood: 'joyful', cast: [] }],
  [
    '咖啡馆里，桌上有一杯热咖啡和一本书，窗外是雪景',
    { place: 'room', room: 'cafe', cast: ['1 hot-beverage stand upon table', '1 open-book stand'] },
  ],
  [
    '一群大雁飞过秋天的湖面，夕阳，悲伤的氛围',
    { place: 'lake', dayTime: 'sunset', season: 'autumn', mood: 'sad', cast: ['5 goose fly'] },
  ],
  [
    '灯塔旁边有一艘红色的帆船，暴风雨，闪电',
    {
      place: 'beach',
      weather: 'storm',
      mood: 'tense',
      cast: ['1 red sailboat swim beside lighthouse', '1 lighthouse stand'],
    },
  ],
  [
    '穿着宇航服的柴犬坐在火箭旁边，像素风',
    { place: 'space', style: 'pixel', cast: ['1 dog sit beside rocket', '1 rocket stand'] },
  ],
  ['火锅', { place: 'room', room: 'living', cast: ['1 fondue stand'] }],
  ['抽象的几何图形在黑色背景上缓缓旋转', { place: 'abstract', cast: [] }],
  [
    '舞台上一位芭蕾舞者在聚光灯下跳舞，镜头环绕',
    { place: 'room', room: 'stage', camera: 'orbit', mood: 'joyful', cast: ['1 woman-dancing dance'] },
  ],
  ['牌子上写着"营业中"的拉面店门口有一只黑猫', { place: 'city', cast: ['1 black cat walk'], texts: ['营业中'] }],
  ['龙在云海中飞翔，史诗感，仰拍', { place: 'sky', camera: 'tilt-up', mood: 'epic', cast: ['1 dragon fly'] }],
  [
    '桜の木の下で座っている黒い猫、春の朝',
    { dayTime: 'dawn', season: 'spring', cast: ['1 black cat sit under cherry-tree', '1 cherry-tree stand'] },
  ],
  [
    '雪の中を走る二匹の柴犬、スローモーション',
    { place: 'snow', weather: 'snow', season: 'winter', mood: 'joyful', cast: ['2 dog run'] },
  ],
  [
    '夜の東京、雨、赤い傘を持った女の子が歩いている、人混みなし',
    {
      place: 'city',
      dayTime: 'night',
      weather: 'rain',
      cast: ['1 woman-walking walk', '1 red umbrella stand held woman-walking'],
    },
  ],
  [
    '海辺の灯台と白いヨット、夕焼け、水彩風',
    { place: 'beach', dayTime: 'sunset', style: 'watercolour', cast: ['1 white sailboat swim', '1 lighthouse stand'] },
  ],
  [
    '「営業中」と書かれた看板のある喫茶店、コーヒーとケーキ',
    { place: 'room', room: 'cafe', cast: ['1 hot-beverage stand', '1 birthday-cake stand'], texts: ['営業中'] },
  ],
  [
    '해변을 달리는 하얀 강아지 두 마리, 노을',
    { place: 'beach', dayTime: 'sunset', mood: 'joyful', cast: ['2 white dog run'] },
  ],
  [
    '비 오는 밤 서울 거리, 빨간 우산을 든 여자, 네온사인',
    {
      place: 'city',
      dayTime: 'night',
      weather: 'rain',
      cast: ['1 woman-walking walk', '1 red umbrella stand held woman-walking'],
    },
  ],
  ['눈 내리는 숲속의 사슴, 사람 없이', { place: 'forest', weather: 'snow', season: 'winter', cast: ['1 deer walk'] }],
  [
    '카페 테이블 위의 커피와 책, 따뜻한 아침 햇살',
    {
      place: 'room',
      room: 'cafe',
      dayTime: 'dawn',
      cast: ['1 hot-beverage stand', '1 open-book stand'],
      details: ['rays'],
    },
  ],
  ['우주를 떠다니는 우주비행사와 고양이', { place: 'space', cast: ['1 astronaut float', '1 cat float'] }],
  ['A knight, a dragon and two children in a castle garden', { place: 'meadow', cast: ['1 dragon fly'] }, 'people'],
  [
    'a busy beach in summer, colourful umbrellas, kids playing',
    { place: 'beach', cast: [], without: ['signs'] },
    'people, text, umbrella',
  ],
  ['雪夜的城市，街上有很多车', { place: 'city', dayTime: 'night', cast: [] }, '雪，车辆'],
  [
    'Two children flying kites on a windy hill, their dog running beside them',
    { place: 'meadow', weather: 'wind', mood: 'joyful', cast: ['2 child walk', '3 kite fly held child', '1 dog run'] },
  ],
  [
    'A boy with a yellow hat and a girl with a blue backpack walking to school in autumn',
    {
      season: 'autumn',
      cast: [
        '1 man-walking walk wears yellow straw',
        '1 woman-walking walk',
        '1 blue backpack stand held woman-walking',
      ],
    },
  ],
  [
    'a man fishing from a small wooden boat, foggy morning',
    { dayTime: 'dawn', weather: 'fog', cast: ['1 man-walking sit', '1 sampan swim'] },
  ],
  [
    'a golden dragon coils around a tall pagoda while lanterns float up into the night sky',
    {
      place: 'mountain',
      dayTime: 'night',
      cast: ['1 golden dragon fly', '1 pagoda stand beside dragon', '3 red-paper-lantern float'],
    },
  ],
  ['a brown horse under a blue sky', { dayTime: 'day', cast: ['1 brown horse walk'] }],
  [
    '一只戴着帽子的企鹅在冰面上滑行，旁边有一只海豹',
    { place: 'snow', season: 'winter', cast: ['1 penguin walk wears straw', '1 seal sit'] },
  ],
  [
    '老爷爷在公园长椅上看报纸，鸽子围着他',
    { place: 'meadow', cast: ['1 old-man sit on bench', '1 dove fly', '1 bench stand'] },
  ],
  [
    '一个女孩撑着透明雨伞站在十字路口，霓虹灯，赛博朋克',
    {
      place: 'city',
      dayTime: 'night',
      style: 'neon',
      cast: ['1 woman-walking stand', '1 umbrella stand held woman-walking'],
    },
  ],
  ['古风美女在桃花树下弹琴', { cast: ['1 woman-walking stand under cherry-tree', '1 cherry-tree stand'] }],
  ['한강에서 자전거를 타는 소년, 봄', { place: 'lake', season: 'spring', cast: ['1 person-biking drive'] }],
  ['a woman cycling through a city', { place: 'city', cast: ['1 person-biking drive'] }],
  ['a girl in a red dress riding a blue bike in the park', { place: 'meadow', cast: ['1 blue person-biking drive'] }],
  ['一个女孩骑着自行车穿过城市', { place: 'city', cast: ['1 person-biking drive'] }],
  ['自転車に乗る女の子、街', { place: 'city', cast: ['1 person-biking drive'] }],
  ['a panda riding a bicycle', { cast: ['1 panda sit on bicycle', '1 bicycle drive'] }],
  ['a man skiing down a mountain', { place: 'snow', cast: ['1 skier drive'] }],
  ['一个人在滑雪', { place: 'snow', cast: ['1 skier drive'] }],
  ['雪山上两个滑雪者，晴天，航拍', { place: 'snow', cast: ['2 skier drive'] }],
  ['two friends snowboarding', { place: 'snow', cast: ['2 snowboarder drive'] }],
  ['a man surfing at sunset', { place: 'sea', dayTime: 'sunset', cast: ['1 person-surfing swim'] }],
  ['a boy skateboarding in the city', { place: 'city', cast: ['1 skateboard drive'] }],
  ['a rocket launching into space', { cast: ['1 rocket launch'] }],
  ['火箭发射，日落', { dayTime: 'sunset', cast: ['1 rocket launch'] }],
  ['로켓 발사', { cast: ['1 rocket launch'] }],
  [
    'people watching a rocket launch on the beach',
    { place: 'beach', cast: ['3 person-walking look before rocket', '1 rocket launch'] },
  ],
  ['a plane taking off', { cast: ['1 airplane launch'] }],
  ['飞机降落在城市', { place: 'city', cast: ['1 airplane land'] }],
  ['a bird taking off', { cast: ['1 bird fly'] }],
  ['an astronaut walks on the moon', { place: 'moon', weather: 'clear', cast: ['1 astronaut walk'] }],
  ['a rover on mars at sunset', { place: 'mars', dayTime: 'sunset', cast: ['1 rover drive'] }],
  ['a spaceship landing on mars', { place: 'mars', cast: ['1 rocket land'] }],
  ['月球上的宇航员在跳跃', { place: 'moon', cast: ['1 astronaut jump'] }],
  ['火星车在火星上行驶，沙尘暴', { place: 'mars', weather: 'storm', cast: ['1 rover drive'] }],
  ['月面を歩く宇宙飛行士', { place: 'moon', cast: ['1 astronaut walk'] }],
  ['화성에서 걷는 우주비행사', { place: 'mars', cast: ['1 astronaut walk'] }],
  ['the moon over the sea', { place: 'sea', dayTime: 'night', cast: [] }],
  ['a cat in a chef hat cooking', { place: 'room', room: 'kitchen', cast: ['1 cat stand wears chef'] }],
  ['戴着墨镜的狗在海滩上', { place: 'beach', cast: ['1 dog walk wears sunglasses'] }],
  ['スケートボードに乗る犬', { place: 'city', cast: ['1 dog stand on skateboard', '1 skateboard drive'] }],
  ['two bears riding bicycles', { cast: ['2 bear sit on bicycle', '2 bicycle drive'] }],
  [
    '撑着红伞的女孩走在雨中',
    { weather: 'rain', cast: ['1 woman-walking walk', '1 red umbrella stand held woman-walking'] },
  ],
  ['傘をさす少女', { cast: ['1 woman-walking walk', '1 umbrella stand held woman-walking'] }],
  ['우산을 쓴 여자', { cast: ['1 woman-walking walk', '1 umbrella stand held woman-walking'] }],
  ['桜の木の下で抱き合うカップル', { cast: ['2 person-walking stand under cherry-tree', '1 cherry-tree stand'] }],
  ['a cat sleeping on a sofa', { place: 'room', room: 'living', cast: ['1 cat sleep upon sofa'] }],
  ['沙发上睡着一只猫', { place: 'room', room: 'living', cast: ['1 cat sleep upon sofa'] }],
  ['ベッドで寝る白い猫', { place: 'room', room: 'bedroom', cast: ['1 white cat sleep upon bed'] }],
  ['창가에 앉아 있는 고양이', { place: 'room', cast: ['1 cat sit upon sill'] }],
  ['水墨画 山间 小船', { place: 'lake', behind: 'mountain', style: 'ink', cast: ['1 sampan swim'] }],
  ['一只熊猫在竹林里吃竹子', { place: 'forest', bamboo: true, cast: ['1 panda sit'] }],
  ['墨絵、竹林を歩く侍', { place: 'forest', bamboo: true, style: 'ink', cast: ['1 ninja walk'] }],
  [
    'product shot of a red sneaker rotating on a pedestal, studio lighting',
    { place: 'room', room: 'studio', cast: ['1 red running-shoe stand'] },
  ],
  ['香水瓶产品广告，高级感', { place: 'room', room: 'studio', cast: ['1 perfume stand'] }],
]
