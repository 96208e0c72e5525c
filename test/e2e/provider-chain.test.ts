import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { SUBMIT } from '../harness/api.ts'
import { ownFolder } from '../harness/folder.ts'
import { startServer } from '../harness/process.ts'
import { eventually } from '../harness/wait.ts'
import { photo } from '../images/pictures.ts'
import { ENTRIES, KINDS } from './chain.ts'

for (const kind of KINDS.filter((one) => one !== 'relay')) {
  test(`S7, S11, S12: ${kind} before a Reelgate that speaks its protocol: the gateway is killed in mid-task, one video was made there, and it plays here after the other is gone`, async (context) => {
    const upstream = await startServer(context, { dataDir: await ownFolder(context) })
    const dataDir = await ownFolder(context)
    const config = join(dataDir, 'reelgate.json')
    const veo = { ...ENTRIES[kind](upstream), pollSeconds: 0.1 }
    await writeFile(config, JSON.stringify({ provider: 'veo', providers: { veo } }))
    const env = { REELGATE_CONFIG: config }
    const gateway = await startServer(context, { dataDir, env })
    const picture = `data:image/png;base64,${(await photo().png().toBuffer()).toString('base64')}`
    const id = await gateway.api.submitted({ ...SUBMIT, first_frame_image: picture })
    await eventually(() => gateway.program.stderr.includes('task started') || undefined)
    await gateway.kill()

    const again = await startServer(context, { dataDir, env }, gateway.api.key)
    const task = await again.api.ended(id)
    assert.equal(task.status, 'completed', JSON.stringify(task))
    const made = (await upstream.api.get('/v1/tasks')).body.data
    assert.equal(made.length, 1)
    assert.equal(made[0].seed, SUBMIT.seed)
    await upstream.kill()
    const [url] = task.result.videos[0].url
    const part = await fetch(url, { headers: { range: 'bytes=4-7' } })
    assert.deepEqual([part.status, await part.text()], [206, 'ftyp'])
  })
}
