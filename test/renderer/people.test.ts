import assert from 'node:assert/strict'
import test from 'node:test'
import { mentionsPeople } from '../../src/renderer/people.ts'

const ASKING: [string, string][] = [
  ['A woman walks through the rain', 'woman'],
  ['two MEN, talking', 'men'],
  ['a human hand', 'human'],
  ["the girl's dress", 'girl'],
  ['children playing football', 'children'],
  ['a crowd at a concert', 'crowd'],
  ['close-up of a dancer', 'dancer'],
  ['street full of people', 'people'],
  ['an old man', 'man'],
  ['一个女孩在海边', '女孩'],
  ['拥挤的人群', '人群'],
  ['一位老人和狗', '老人'],
  ['职业女性', '女性'],
  ['舞者在旋转', '舞者'],
  ['三个人在走路', '三个人'],
  ['二人で歩く', '二人'],
  ['歩いている女の子', '女の子'],
  ['男性が走る', '男性'],
  ['한 사람이 걷는다', '사람'],
  ['춤추는 소녀', '소녀'],
  ['아이들이 논다', '아이'],
]

const NOT_ASKING = [
  'a manatee in the sea',
  'a ripe mango on a table',
  'a romance of light and shadow',
  'humanoid robot in a factory',
  'a golden retriever running on the beach',
  'Germany from above, womanless land of ramen',
  'a man-made lake',
  'a king penguin on ice',
  'queen bee',
  'a baby elephant',
  'a female lion',
  'a ceiling fan',
  'a record player',
  'an empty street with no people',
  '人工智能芯片',
  '机器人在工厂里',
  '一根人参',
  '雪人在院子里',
  '空无一人的街道',
  '外星人飞船',
  '仙人掌',
  '个人电脑',
  '山与海彼此相望',
  '人形ロボット',
  '무인도의 바다',
  '',
]

for (const [prompt, word] of ASKING) {
  test(`asks for people: ${prompt}`, () => assert.equal(mentionsPeople(prompt), word))
}

for (const prompt of NOT_ASKING) {
  test(`asks for nobody: ${prompt}`, () => assert.equal(mentionsPeople(prompt), undefined))
}
