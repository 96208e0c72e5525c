import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { CheckOutcome, Provider } from '../../src/domain/provider.ts'
import type { Json } from '../../src/lib/json.ts'
import { ownFolder } from '../harness/folder.ts'
import { eventually } from '../harness/wait.ts'
import { bytesOf, calm, jobFor, startedToken } from './conformance.ts'
import { openProvider } from './open-providers.ts'

const ended = (provider: Provider, token: Json): Promise<CheckOutcome> =>
  eventually(async () => {
    const outcome = await provider.check(token, calm())
    return outcome.kind === 'running' ? undefined : outcome
  })

test('S11: builtin: done, opened again, drawn the same by another process, stopped, and forgotten', async (context) => {
  const dataDir = await ownFolder(context)
  const provider = openProvider({ type: 'builtin' }, dataDir)
  context.after(() => provider.close?.())
  assert.equal(provider.startIsRepeatable, true)
  const token = await startedToken(provider, jobFor({ durationSeconds: 4, generateAudio: false }))
  const outcome = await ended(provider, token)
  assert.ok(outcome.kind === 'done')
  const [output] = outcome.outputs
  assert.ok(output)
  const film = await bytesOf(await output.open(calm()))
  assert.equal(film.toString('latin1', 4, 8), 'ftyp')
  assert.deepEqual(await bytesOf(await output.open(calm())), film)
  assert.equal(await provider.cancel?.(token, calm()), 'too-late')

  const elsewhere = openProvider({ type: 'builtin' }, await ownFolder(context))
  context.after(() => elsewhere.close?.())
  const again = await ended(elsewhere, token)
  assert.ok(again.kind === 'done')
  const [same] = again.outputs
  assert.ok(same)
  assert.deepEqual(await bytesOf(await same.open(calm())), film)

  const other = await startedToken(provider, jobFor())
  await provider.check(other, calm())
  assert.equal(await provider.cancel?.(other, calm()), 'stopped')
  for (const one of [token, other, other]) await provider.forget?.(one)
  await provider.keepOnly?.([])
})

test('what comes on top of its places waits for one, and can be stopped while it waits', async (context) => {
  const dataDir = await ownFolder(context)
  await mkdir(join(dataDir, 'renders'))
  const provider = openProvider({ type: 'builtin' }, dataDir)
  context.after(() => provider.close?.())
  const [first, second, third] = await Promise.all(
    [4, 4, 4].map((durationSeconds) => startedToken(provider, jobFor({ durationSeconds }))),
  )
  assert.ok(first !== undefined && second !== undefined && third !== undefined)
  const folders = () => readdirSync(join(dataDir, 'renders'))
  for (const token of [first, second, third]) await provider.check(token, calm())
  await eventually(() => folders().length > 0)
  assert.equal(await provider.cancel?.(second, calm()), 'stopped')
  assert.equal(folders().length, 1)
  assert.equal((await ended(provider, first)).kind, 'done')
  await eventually(() => folders().length === 2)
})

test('a clip that could not be made tells the operator what its process said', async (context) => {
  const dataDir = await ownFolder(context)
  await mkdir(join(dataDir, 'inputs'))
  await writeFile(join(dataDir, 'inputs', 'broken.png'), 'no picture')
  const provider = openProvider({ type: 'builtin' }, dataDir)
  context.after(() => provider.close?.())
  const firstFrame = { file: 'inputs/broken.png', contentType: 'image/png' as const, width: 64, height: 64, bytes: 10 }
  const outcome = await ended(provider, await startedToken(provider, jobFor({ firstFrame })))
  assert.ok(outcome.kind === 'failed')
  assert.equal(outcome.failure.code, 'renderer_failed')
  assert.match(outcome.failure.operatorText ?? '', /could not be read\. .*unsupported image format/)
})
