import assert from 'node:assert/strict'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { openDiskStore } from '../../src/store/disk-store.ts'
import { ownFolder } from '../harness/folder.ts'
import { testStore } from './conformance.ts'

async function filesBelow(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name)
}

testStore('disk', async (context) => {
  const root = await ownFolder(context)
  const leftovers = async (known: readonly string[]) => (await filesBelow(root)).filter((name) => !known.includes(name))
  return { store: openDiskStore(root), leftovers }
})

test('disk: what a process left that died in the middle of a put goes with the file', async (context) => {
  const root = await ownFolder(context)
  const store = openDiskStore(root)
  await mkdir(join(root, 'ab'))
  await writeFile(join(root, 'ab', '.abcdef.mp4.part-00000000'), 'half of it')
  await writeFile(join(root, 'ab', '.abcxyz.mp4.part-00000000'), 'half of another')
  await store.delete('abcdef.mp4')
  assert.deepEqual(await filesBelow(root), ['.abcxyz.mp4.part-00000000'])
})

test('disk: a folder that can not be written fails the put and lets go of the source', async (context) => {
  const root = join(await ownFolder(context), 'results')
  await writeFile(root, 'a file where the folder should be')
  const source = Readable.from([Buffer.from('bytes')])
  await assert.rejects(openDiskStore(root).put('abcdef.mp4', source, new AbortController().signal), { code: 'ENOTDIR' })
  assert.equal(source.destroyed, true)
})
