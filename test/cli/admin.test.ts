import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { ownFolder } from '../harness/folder.ts'
import { runCli, startServer } from '../harness/process.ts'
import type { Finished } from '../harness/process.ts'

const TIMEOUT = { timeout: 60_000 }

/** Runs the command line on a folder of its own. */
async function newCli(context: TestContext) {
  const dataDir = join(await ownFolder(context), 'data')
  const run = (...args: string[]): Promise<Finished> => runCli(context, { args, env: { REELGATE_DATA_DIR: dataDir } })
  const json = async (...args: string[]) => {
    const { code, stdout, stderr } = await run(...args, '--json')
    assert.equal(code, 0, stderr)
    assert.equal(stdout.trimEnd().split('\n').length, 1, 'one JSON value on one line')
    return JSON.parse(stdout)
  }
  return { dataDir, run, json }
}

test(
  'accounts and keys speak JSON of a fixed shape, and a secret is shown only by the command that made it',
  TIMEOUT,
  async (context) => {
    const { json } = await newCli(context)
    const { id: accountId, ...account } = await json('accounts', 'create', 'team-a', '--balance', '2.5')
    assert.match(accountId, /^acct_/)
    assert.deepEqual(account, { name: 'team-a', group: 'default', unlimited: false, balance: 2.5, held: 0, used: 0 })
    const { id, key, ...rest } = await json(
      'keys',
      'create',
      '--account',
      'team-a',
      '--name',
      'ci',
      '--polls-per-minute',
      '9',
    )
    assert.match(id, /^key_/)
    assert.match(key, /^rg_[a-z2-7]{40}$/)
    assert.deepEqual(rest, { account: 'team-a', name: 'ci' })
    assert.deepEqual(await json('accounts', 'top-up', 'team-a', '--amount', '0.5'), {
      id: accountId,
      ...account,
      balance: 3,
    })
    assert.deepEqual(await json('accounts', 'list'), [{ id: accountId, ...account, balance: 3 }])
    const shown = { id, account: 'team-a', name: 'ci', submits_per_minute: null, polls_per_minute: 9, used: 0 }
    const [listed] = await json('keys', 'list')
    assert.deepEqual(listed, { ...shown, prefix: listed.prefix, revoked: false })
    assert.ok(key.startsWith(listed.prefix) && listed.prefix.length < 12)
    assert.deepEqual(await json('keys', 'revoke', id), { id, revoked: true })
    assert.equal((await json('keys', 'list'))[0].revoked, true)
    assert.deepEqual(await json('ledger', 'verify'), { exact: true, accounts: 1, tasks: 0, problems: [] })
  },
)

test('where an operator has made an account, the first start adds none and prints no key', TIMEOUT, async (context) => {
  const { dataDir, json, run } = await newCli(context)
  await json('accounts', 'create', 'mine', '--unlimited')
  const { key } = await json('keys', 'create', '--account', 'mine')
  const server = await startServer(context, { dataDir }, key)
  assert.equal((await server.api.get('/v1/user/balance')).body.unlimited_quota, true)
  assert.doesNotMatch(server.program.stdout, /rg_/)
  const { stdout } = await run('accounts', 'list')
  assert.match(stdout, /^NAME +ID +GROUP +BALANCE USD +HELD +USED\nmine +acct_\w+ +default +unlimited +0 +0\n$/)
})

test('ledger verify exits 1 and names what does not add up', TIMEOUT, async (context) => {
  const { dataDir, json, run } = await newCli(context)
  await json('accounts', 'create', 'team-a', '--balance', '1')
  const db = new DatabaseSync(join(dataDir, 'reelgate.db'))
  db.exec('UPDATE account SET available = available + 1')
  db.close()
  const { code, stdout } = await run('ledger', 'verify')
  assert.equal(code, 1)
  assert.match(stdout, /NOT exact[^]*team-a .*available is 1000001 but its entries sum to 1000000/)
})

test('a command on a folder without a database says so, and makes nothing', TIMEOUT, async (context) => {
  const { dataDir, run } = await newCli(context)
  for (const args of [
    ['ledger', 'verify'],
    ['keys', 'list'],
  ]) {
    const { code, stderr } = await run(...args)
    assert.equal(code, 1)
    assert.match(stderr, /^reelgate: there is no Reelgate database in .*REELGATE_DATA_DIR.*\n$/)
  }
  assert.deepEqual(await readdir(join(dataDir, '..')), [])
})

test('a wrong command line exits with 2 and a sentence that says what would be right', TIMEOUT, async (context) => {
  const { run } = await newCli(context)
  const wrong: [RegExp, ...string[]][] = [
    [/there is no command "sreve"/, 'sreve'],
    [/accounts can create, list, top-up/, 'accounts', 'delete'],
    [/accounts create wants one name/, 'accounts', 'create', '--unlimited'],
    [/either --balance USD or --unlimited/, 'accounts', 'create', 'a'],
    [/either --balance USD or --unlimited/, 'accounts', 'create', 'a', '--unlimited', '--balance', '1'],
    [/--balance must be an amount in USD/, 'accounts', 'create', 'a', '--balance', 'much'],
    [/--amount must be an amount in USD/, 'accounts', 'top-up', 'a', '--amount=-5'],
    [/keys create wants --account NAME/, 'keys', 'create'],
    [/--submits-per-minute must be a whole number/, 'keys', 'create', '--account', 'a', '--submits-per-minute', '0'],
    [/keys revoke wants the id/, 'keys', 'revoke'],
    [/ledger can verify/, 'ledger', 'check'],
    [/Unknown option '--port'/, 'serve', '--port', '1'],
  ]
  for (const [sentence, ...args] of wrong) {
    const { code, stdout, stderr } = await run(...args)
    assert.match(stderr, sentence)
    assert.deepEqual({ code, stdout }, { code: 2, stdout: '' }, args.join(' '))
  }
})

test('what an operator asks for and can not have exits with 1 and a sentence', TIMEOUT, async (context) => {
  const { json, run } = await newCli(context)
  await json('accounts', 'create', 'team-a', '--unlimited')
  const refused: [RegExp, ...string[]][] = [
    [/there is an account named "team-a" already/, 'accounts', 'create', 'team-a', '--unlimited'],
    [/there is no account named "team-b"; there are: team-a/, 'keys', 'create', '--account', 'team-b'],
    [/there is no account named "team-b"/, 'accounts', 'top-up', 'team-b', '--amount', '1'],
    [/there is no active key with the id "key_1"/, 'keys', 'revoke', 'key_1'],
  ]
  for (const [sentence, ...args] of refused) {
    const { code, stderr } = await run(...args)
    assert.match(stderr, sentence)
    assert.doesNotMatch(stderr, /\n {4}at /, 'no stack trace')
    assert.equal(code, 1)
  }
})

test('--help and --version answer on standard output', TIMEOUT, async (context) => {
  const { run } = await newCli(context)
  for (const args of [['--help'], ['-h'], [], ['keys', '--help']]) {
    const { code, stdout } = await run(...args)
    assert.equal(code, 0)
    assert.match(stdout, /reelgate generate "a prompt"/)
  }
  assert.match((await run('--version')).stdout, /^\d+\.\d+\.\d+\n$/)
})

test('redeem codes are made, listed and voided from the command line', TIMEOUT, async (context) => {
  const { json, run } = await newCli(context)
  await json('accounts', 'create', 'team-a', '--balance', '1')
  const made = await json('redeem-codes', 'create', '--count', '2', '--amount', '0.5', '--expires', '2027-01-31')
  const { codes, ...batch } = made
  assert.deepEqual([codes.length, new Set(codes).size], [2, 2])
  const { id } = batch
  const expires = Date.UTC(2027, 1, 1) / 1000 - 1
  assert.deepEqual(batch, { id, amount: 0.5, count: 2, redeemed: 0, note: '', expires_at: expires, voided: false })
  assert.deepEqual(await json('redeem-codes', 'list'), [batch])
  assert.deepEqual(await json('redeem-codes', 'void', id), { ...batch, voided: true })
  assert.equal((await run('redeem-codes', 'void', 'none')).code, 1)
  assert.equal((await run('redeem-codes', 'create', '--count', '0', '--amount', '1')).code, 2)
})
