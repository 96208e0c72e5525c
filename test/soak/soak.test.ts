import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ownFolder } from '../harness/folder.ts'
import { runSoak } from './run-soak.ts'

test(
  'S1, S2, S3, S5: killed again and again under load: the ledger is exact, nothing acknowledged is lost or bought twice, no account was below zero, no file is orphaned',
  { timeout: 240_000 },
  async (context) => {
    const plan = { seed: 7, seconds: 12, callers: 24, killEveryMs: [1_500, 3_000] } as const
    const { wrong, ...seen } = await runSoak(context, { dataDir: await ownFolder(context), ...plan })
    context.diagnostic(JSON.stringify(seen))
    assert.deepEqual(wrong, [], `npm run soak -- --seed ${plan.seed} draws the same plan`)
    assert.ok(seen.kills > 1 && seen.acknowledged > 20, JSON.stringify(seen))
  },
)
