import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deniedBy, parseDenyList } from '../../src/domain/deny-list.ts'

const LIST = `
# what we do not make
[weapons]
assault  rifle
/\\bbombs?\\b/
武器
[a brand]
acme
c++ (tm) a-b
`

function denied(prompt: string): string | undefined {
  const parsed = parseDenyList(LIST)
  assert.ok('rules' in parsed)
  return deniedBy(parsed.rules, prompt)
}

test('words are found whole, in any letter case, width and spacing; expressions as they are written; Chinese inside a sentence', () => {
  const TABLE: [prompt: string, label: string | undefined][] = [
    ['An ASSAULT\n rifle on a table', 'weapons'],
    ['assault rifles', undefined],
    ['two Bombs', 'weapons'],
    ['a bombastic parade', undefined],
    ['桌上的武器特写', 'weapons'],
    ['ＡＣＭＥ anvil', 'a brand'],
    ["acme's anvil", 'a brand'],
    ['the acmes of style', undefined],
    ['a logo of C++ (TM) a-b', 'a brand'],
    ['a lighthouse at night', undefined],
  ]
  for (const [prompt, label] of TABLE) assert.equal(denied(prompt), label, prompt)
})

test('a list that can not be read says which line is wrong', () => {
  assert.deepEqual(parseDenyList('guns\n'), { wrong: 'line 1 stands before the first [label]' })
  assert.deepEqual(parseDenyList('[a]\n\n/(/\n'), { wrong: 'line 3 is not a regular expression' })
  assert.deepEqual(parseDenyList(''), { rules: [] })
})
