import assert from 'node:assert/strict'
import test from 'node:test'
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
  ['a violin', { icon: 'violin' }],
  ['a jellyfish', { place: 'underwater', icon: 'jellyfish' }],
  ['an owl, camera pans left', { camera: 'pan-left', icon: 'owl', place: 'sky' }],
]

for (const [prompt, expected] of READ) {
  test(`means what it says: ${prompt}`, () => {
    const { subject, ...brief } = readPrompt(prompt, 1)
    const flat: Record<string, unknown> = { ...brief, icon: subject?.icon, tint: subject?.tint }
    const seen = Object.fromEntries(Object.keys(expected).map((key) => [key, flat[key]]))
    assert.deepEqual(seen, expected)
  })
}

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
