import assert from 'node:assert/strict'
import test from 'node:test'
import type { Rgb } from '../../src/renderer/frame/colour.ts'
import { readPrompt } from '../../src/renderer/prompt/read-prompt.ts'

const READ: [string, Record<string, unknown>][] = [
  [
    'a golden retriever running on the beach, sunset, cinematic',
    { place: 'beach', dayTime: 'sunset', action: 'run', icon: 'dog', tint: undefined },
  ],
  [
    '夜晚的霓虹城市，下雨，一辆红色汽车',
    { place: 'city', dayTime: 'night', weather: 'rain', neon: true, icon: 'automobile', tint: [228, 36, 44] },
  ],
  [
    'A blue bird flies over snowy mountains at dawn',
    { place: 'mountain', dayTime: 'dawn', weather: 'snow', icon: 'bird', tint: [40, 110, 230] },
  ],
  ['a red car by the blue sea', { place: 'sea', icon: 'automobile', tint: [228, 36, 44] }],
  ['海底的鲸鱼在游泳', { place: 'underwater', icon: 'whale', action: 'swim' }],
  ['上海街头的猫', { place: 'city', icon: 'cat' }],
  ['花园里的一匹白马', { place: 'meadow', icon: 'horse' }],
  ['机器人走在沙漠里', { place: 'desert', icon: 'robot', action: 'walk' }],
  ['森の中の狐', { place: 'forest', icon: 'fox' }],
  ['바닷가를 달리는 강아지', { place: 'beach', icon: 'dog', action: 'run' }],
  ['비 오는 밤의 도시', { place: 'city', dayTime: 'night', weather: 'rain' }],
  [
    'a sailboat on a calm lake in the morning, mountains behind, drone shot',
    { place: 'lake', behind: 'mountain', dayTime: 'dawn', icon: 'sailboat', camera: 'aerial' },
  ],
  ['a canoe on a river through the forest', { place: 'lake', behind: 'forest', icon: 'canoe' }],
  ['湖面上的天鹅', { place: 'lake', icon: 'swan' }],
  ['川に浮かぶアヒル', { place: 'lake', icon: 'duck' }],
  ['호수 위의 돛단배', { place: 'lake', icon: 'sailboat' }],
  ['银河中的宇航员', { place: 'space', icon: 'astronaut' }],
  ['a duck in a meadow', { place: 'lake', icon: 'duck' }],
  ['a yacht in the desert', { place: 'sea', icon: 'sailboat' }],
  ['koi fish in a pond', { place: 'underwater', icon: 'fish' }],
  ['a dog beside a lake', { place: 'lake', icon: 'dog' }],
  ['北极熊在冰川上行走', { place: 'snow', icon: 'polar-bear', action: 'walk' }],
  ['a polar bear', { icon: 'polar-bear' }],
  ['浣熊', { icon: 'raccoon' }],
  ['a cosy living room with a cat', { place: 'room', room: 'living', icon: 'cat' }],
  ['厨房里的猫', { place: 'room', room: 'kitchen' }],
  ['カフェのコーヒー', { place: 'room', room: 'cafe', icon: 'hot-beverage' }],
  ['사무실의 로봇', { place: 'room', room: 'office', icon: 'robot' }],
  ['a dancer on a theatre stage', { place: 'room', room: 'stage', action: 'dance' }],
  ['a violin', { icon: 'violin' }],
  ['a jellyfish', { place: 'underwater', icon: 'jellyfish' }],
  ['an owl, camera pans left', { camera: 'pan-left', icon: 'owl', place: 'sky' }],
]

for (const [prompt, expected] of READ) {
  test(`means what it says: ${prompt}`, () => {
    const { subject, ...brief } = readPrompt(prompt, 1)
    const flat: Record<string, unknown> = { ...brief, ...subject, tint: subject?.tint }
    const seen = Object.fromEntries(Object.keys(expected).map((key) => [key, flat[key]]))
    assert.deepEqual(seen, expected)
  })
}

const COUNTED: [string, string, number, Rgb | undefined][] = [
  ['three white birds', 'bird', 3, [244, 244, 246]],
  ['two small black cats on a sofa', 'cat', 2, [38, 38, 44]],
  ['两只黑猫', 'cat', 2, [38, 38, 44]],
  ['三艘帆船在海上', 'sailboat', 3, undefined],
  ['五匹白马', 'horse', 5, [244, 244, 246]],
  ['一只狗', 'dog', 1, undefined],
  ['一群鸟', 'bird', 5, undefined],
  ['二匹の黒い猫', 'cat', 2, [38, 38, 44]],
  ['猫が三匹', 'cat', 3, undefined],
  ['고양이 두 마리', 'cat', 2, undefined],
  ['세 마리 강아지', 'dog', 3, undefined],
  ['a red balloon', 'balloon', 1, [228, 36, 44]],
  ['4 dolphins', 'dolphin', 4, undefined],
  ['twenty horses and a dozen ducks', 'horse', 3, undefined],
  ['a dozen ducks', 'duck', 6, undefined],
  ['dolphins at play', 'dolphin', 3, undefined],
  ['two green violins', 'violin', 2, [44, 170, 84]],
  ['a bus', 'bus', 1, undefined],
]

for (const [prompt, icon, count, tint] of COUNTED) {
  test(`counts and colours: ${prompt}`, () => {
    const { subject } = readPrompt(prompt, 1)
    assert.deepEqual({ icon: subject?.icon, count: subject?.count, tint: subject?.tint }, { icon, count, tint })
  })
}

const DENIED: [string, string, Record<string, unknown>][] = [
  ['a city street in the rain, a woman walking', 'no people, rain', { weather: 'clear', subject: undefined }],
  ['a man and his dog in the park', 'people', { place: 'meadow', icon: 'dog' }],
  ['birds over the sea', 'birds', { place: 'sea', subject: undefined }],
  ['neon city at night', 'text, neon', { neon: false, without: ['signs'] }],
  ['雨中的街道，一辆汽车', '雨，汽车', { place: 'city', weather: 'clear', subject: undefined }],
  ['a snowy forest', 'snow, trees', { place: 'forest', weather: 'clear', without: ['trees'] }],
  ['a red car on a highway without people or birds', '', { icon: 'automobile', place: 'city' }],
  ['a meadow, no people', '', { place: 'meadow', subject: undefined }],
  ['没有人的海滩', '', { place: 'beach', subject: undefined }],
  ['a beach at night', 'clouds, stars, blurry, low quality', { place: 'beach', without: ['clouds', 'stars'] }],
  ['a dog running', '', { icon: 'dog', without: [] }],
]

for (const [prompt, negative, expected] of DENIED) {
  test(`leaves out what is denied: ${prompt} | ${negative}`, () => {
    const brief = readPrompt(prompt, 1, negative)
    const flat: Record<string, unknown> = { ...brief, icon: brief.subject?.icon, subject: brief.subject }
    const seen = Object.fromEntries(Object.keys(expected).map((key) => [key, flat[key]]))
    assert.deepEqual(seen, expected)
  })
}

test('a place that is denied is not chosen for a subject either', () => {
  for (let seed = 0; seed < 30; seed++) assert.notEqual(readPrompt('a dog', seed, 'beach, forest').place, 'beach')
})

test('a prompt without a known word is still a scene, the same for the same seed', () => {
  const brief = readPrompt('hmm', 5)
  assert.equal(brief.subject, undefined)
  assert.ok(brief.place)
  assert.deepEqual(readPrompt('hmm', 5), brief)
})

test('words that objects have by nature are not taken for subjects', () => {
  for (const prompt of ['constructor', '__proto__ toString', 'has own property']) {
    assert.equal(readPrompt(prompt, 1).subject, undefined)
  }
})
