import assert from 'node:assert/strict'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { openLog } from '../../src/lib/log.ts'
import { openKey } from '../../src/providers/credentials-file.ts'
import { NotSent } from '../../src/providers/http/caller.ts'
import { ownFolder } from '../harness/folder.ts'

test('a key file is read anew when it changes; while it is away or holds no key, the one before it counts', async (context) => {
  const apiKeyFile = join(await ownFolder(context), 'key')
  const key = openKey({ name: 'veo', settings: { apiKeyFile }, log: openLog('silent') })
  await assert.rejects(key(), NotSent)
  for (const wrong of ['', ' \n', 'two\nlines', 'käy']) {
    await writeFile(apiKeyFile, wrong)
    await assert.rejects(key(), NotSent, JSON.stringify(wrong))
  }
  await writeFile(apiKeyFile, '  first-key\n')
  assert.equal(await key(), 'first-key')
  for (const wrong of ['', 'two\nlines']) {
    await writeFile(apiKeyFile, wrong)
    assert.equal(await key(), 'first-key')
  }
  await rm(apiKeyFile)
  assert.equal(await key(), 'first-key')
  await writeFile(apiKeyFile, 'the-second-key')
  assert.equal(await key(), 'the-second-key')
})
