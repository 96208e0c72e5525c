import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ownFolder } from '../harness/folder.ts'
import { runChaos } from './run-chaos.ts'

test(
  'S1, S2, S5, S11, S13, S17: nodes, Postgres, store, provider and disks fail under load: nothing acknowledged is lost, every task ends, the ledger is exact, nothing is bought twice, webhooks are delivered',
  { timeout: 480_000 },
  async (context) => {
    const plan = { seed: 7, seconds: 60, callers: 16, settleSeconds: 240 } as const
    const { wrong, ...seen } = await runChaos(context, { folder: await ownFolder(context), ...plan })
    context.diagnostic(JSON.stringify(seen))
    assert.deepEqual(wrong, [], `npm run chaos -- --seed ${plan.seed} draws the same plan`)
    const { 'disk full': _disk, ...others } = seen.troubles
    assert.ok(Object.values(others).every((count) => count > 0) && seen.acknowledged > 20, JSON.stringify(seen))
  },
)
