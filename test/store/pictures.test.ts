import assert from 'node:assert/strict'
import { mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { openDiskPictures, openSharedPictures } from '../../src/store/pictures.ts'
import type { Pictures } from '../../src/store/pictures.ts'
import { openS3Store } from '../../src/store/s3-store.ts'
import { ownFolder } from '../harness/folder.ts'
import { openTestBucket } from '../harness/object-store.ts'

const FIRST = 'inputs/abcdef/first.jpg'
const LAST = 'inputs/abcdef/last.png'
const UPLOAD = 'uploads/xyz.jpg'
const PNG = 'no picture, but the bytes of one'

/** A data folder as the server makes it. */
async function dataFolder(context: TestContext): Promise<string> {
  const folder = await ownFolder(context)
  for (const name of ['inputs', 'uploads']) await mkdir(join(folder, name))
  return folder
}

/** A picture that was just received there. */
async function receive(folder: string, name: string, bytes = PNG): Promise<void> {
  await mkdir(dirname(join(folder, name)), { recursive: true })
  await writeFile(join(folder, name), bytes)
}

const read = async (pictures: Pictures, name: string, range?: { start: number; end: number }) => {
  const content = await pictures.open(name, range)
  return content && String(await buffer(content))
}

interface Opened {
  folder: string
  pictures: Pictures
}

/** What both must do. */
function testPictures(where: string, open: (context: TestContext) => Promise<Opened>): void {
  const testOn = (title: string, body: (opened: Opened) => Promise<void>) =>
    void test(`${where}: ${title}`, async (context) => body(await open(context)))

  testOn('what was kept is read whole and in part, and lies in the data folder for who reads files', async (opened) => {
    const { folder, pictures } = opened
    for (const name of [FIRST, UPLOAD]) {
      await receive(folder, name)
      await pictures.keep(name)
      assert.equal(await read(pictures, name), PNG)
      assert.equal(await read(pictures, name, { start: 3, end: 9 }), PNG.slice(3, 10))
      await pictures.bring(name)
      assert.equal(String(await readFile(join(folder, name))), PNG)
    }
  })

  testOn(
    'a picture that is nowhere is nothing: not read, not brought, and deleted without complaint',
    async (opened) => {
      const { folder, pictures } = opened
      for (const name of [FIRST, UPLOAD]) {
        assert.equal(await pictures.open(name), undefined)
        await pictures.bring(name)
        await pictures.delete(name)
      }
      assert.deepEqual([await readdir(join(folder, 'inputs')), await readdir(join(folder, 'uploads'))], [[], []])
    },
  )

  testOn('what was deleted is gone, with the folder of its task, and others stay', async ({ folder, pictures }) => {
    const other = 'inputs/other/first.png'
    for (const name of [FIRST, LAST, UPLOAD, other, 'uploads/xyz2.jpg']) {
      await receive(folder, name)
      await pictures.keep(name)
    }
    for (const name of [FIRST, LAST, UPLOAD]) await pictures.delete(name)
    for (const name of [FIRST, LAST, UPLOAD]) assert.equal(await read(pictures, name), undefined)
    for (const name of [other, 'uploads/xyz2.jpg']) assert.equal(await read(pictures, name), PNG)
    assert.deepEqual(await readdir(join(folder, 'inputs')), ['other'])
    assert.deepEqual(await readdir(join(folder, 'uploads')), ['xyz2.jpg'])
  })
}

testPictures('disk', async (context) => {
  const folder = await dataFolder(context)
  return { folder, pictures: openDiskPictures(folder, false) }
})

test('disk: a start removes what no row speaks of; where other nodes use the disk, what they may just be taking stays', async (context) => {
  const folder = await dataFolder(context)
  const used = { uploads: new Set(['uploads/used.jpg']), inputFolders: new Set(['used']) }
  const names = ['uploads/used.jpg', 'uploads/new.jpg', 'uploads/old.jpg'].concat([
    'inputs/used/first.jpg',
    'inputs/new/first.jpg',
    'inputs/old/first.jpg',
  ])
  for (const name of names) await receive(folder, name)
  const long = new Date(Date.now() - 61 * 60_000)
  for (const name of ['uploads/old.jpg', 'inputs/old/first.jpg', 'inputs/old'])
    await utimes(join(folder, name), long, long)
  const left = async () =>
    [await readdir(join(folder, 'uploads')), await readdir(join(folder, 'inputs'))].map((all) => all.sort())
  await openDiskPictures(folder, true).keepOnly(used)
  assert.deepEqual(await left(), [
    ['new.jpg', 'used.jpg'],
    ['new', 'used'],
  ])
  await openDiskPictures(folder, false).keepOnly(used)
  assert.deepEqual(await left(), [['used.jpg'], ['used']])
})

/** Two nodes with a data folder each, and one bucket. */
async function twoNodes(context: TestContext) {
  const { client, settings, objects } = await openTestBucket(context)
  const store = openS3Store(client, settings, (name) => name)
  const folders = [await dataFolder(context), await dataFolder(context)] as const
  const [here, there] = folders.map((folder) => ({ folder, pictures: openSharedPictures(folder, store) }))
  assert.ok(here && there)
  return { here, there, objects }
}

testPictures('s3', async (context) => (await twoNodes(context)).here)

test('s3: what one node kept is read, brought and deleted by another', async (context) => {
  const { here, there, objects } = await twoNodes(context)
  for (const name of [FIRST, UPLOAD]) {
    await receive(here.folder, name)
    await here.pictures.keep(name)
    assert.equal(await read(there.pictures, name), PNG)
    await Promise.all([there.pictures.bring(name), there.pictures.bring(name)])
    assert.equal(String(await readFile(join(there.folder, name))), PNG)
    assert.deepEqual((await readdir(dirname(join(there.folder, name)))).length, 1)
    await there.pictures.delete(name)
    assert.equal(await read(here.pictures, name), undefined)
  }
  assert.deepEqual(await objects(), [])
})

test('s3: copies that nobody asked for in an hour go from the folder, and can be had again', async (context) => {
  const { here, there } = await twoNodes(context)
  const long = new Date(Date.now() - 61 * 60_000)
  const age = async (name: string) => {
    for (const one of name.startsWith('inputs') ? [name, dirname(name)] : [name])
      await utimes(join(there.folder, one), long, long)
  }
  for (const name of [FIRST, LAST, UPLOAD, 'inputs/used/first.jpg']) {
    await receive(here.folder, name)
    await here.pictures.keep(name)
    await there.pictures.bring(name)
  }
  for (const name of [FIRST, LAST, UPLOAD, 'inputs/used/first.jpg']) await age(name)
  // Half of it, of a process that died.
  await receive(there.folder, 'uploads/.abc.part')
  await age('uploads/.abc.part')
  // Asked for again: it stays, and so does what lies with it.
  await there.pictures.bring('inputs/used/first.jpg')
  await there.pictures.tidy()
  assert.deepEqual(await readdir(join(there.folder, 'uploads')), [])
  assert.deepEqual(await readdir(join(there.folder, 'inputs')), ['used'])
  for (const name of [FIRST, UPLOAD]) {
    await there.pictures.bring(name)
    assert.ok((await stat(join(there.folder, name))).isFile())
  }
})

test('s3: a start removes nothing from the bucket, whoever put it there', async (context) => {
  const { here, there, objects } = await twoNodes(context)
  await receive(here.folder, FIRST)
  await here.pictures.keep(FIRST)
  await there.pictures.keepOnly({ uploads: new Set(), inputFolders: new Set() })
  assert.deepEqual(await objects(), [`video/${FIRST}`])
})
