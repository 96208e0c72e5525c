import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { runUnchecked } from '../harness/database.ts'
import { ownFolder } from '../harness/folder.ts'
import { ON_POSTGRES } from '../harness/postgres.ts'
import { runCli, serverEnv, startServer } from '../harness/process.ts'
import type { Finished } from '../harness/process.ts'

const TIMEOUT = { timeout: 60_000 }

/** Runs the command line on a folder of its own. */
async function newCli(context: TestContext) {
  const dataDir = join(await ownFolder(context), 'data')
  const run = (...args: string[]): Promise<Finished> => runCli(context, { args, env: serverEnv(dataDir) })
  const json = async (...args: string[]) => {
    const { code, stdout, stderr } = await run(...args, '--json')
    assert.equal(code, 0, stderr)
    assert.equal(stdout.trimEnd().split('\n').length, 1, 'one JSON value on one line')
    return JSON.parse(stdout)
  }
  return { dataDir, run, json }
}

/** What `keys list` says of a key that was given no bounds, and not used. */
const UNBOUND = {
  scopes: null,
  models: null,
  ip_ranges: null,
  expires_at: null,
  spend_max: null,
  spend_day_max: null,
  tasks_max: null,
  submits_per_minute: null,
  polls_per_minute: null,
  used: 0,
  last_used_at: null,
  revoked_at: null,
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
    const shown = { ...UNBOUND, id, account: 'team-a', name: 'ci', polls_per_minute: 9 }
    const [listed] = await json('keys', 'list')
    assert.deepEqual(listed, { ...shown, prefix: listed.prefix, revoked: false })
    assert.ok(key.startsWith(listed.prefix) && listed.prefix.length < 12)
    assert.deepEqual(await json('keys', 'revoke', id), { id, revoked: true })
    assert.equal((await json('keys', 'list'))[0].revoked, true)
    assert.deepEqual(await json('ledger', 'verify'), { exact: true, accounts: 1, tasks: 0, problems: [] })
  },
)

test('a key is made with every bound there is, and its successor has them too', TIMEOUT, async (context) => {
  const { json, run } = await newCli(context)
  await json('accounts', 'create', 'team-a', '--unlimited')
  const bounds = {
    '--scopes': 'generate, read',
    '--models': 'veo3.1-fast-official',
    '--ip-ranges': '10.0.0.0/8,2001:db8::/32',
    '--expires-in-days': '30',
    '--spend-max': '50',
    '--spend-day-max': '2.5',
    '--tasks-max': '3',
    '--submits-per-minute': '10',
  }
  const { id } = await json('keys', 'create', '--account', 'team-a', ...Object.entries(bounds).flat())
  const [listed] = await json('keys', 'list')
  const { id: _id, prefix: _prefix, expires_at: expiresAt, ...rest } = listed
  const { expires_at: _none, ...withoutExpiry } = UNBOUND
  assert.deepEqual(rest, {
    ...withoutExpiry,
    account: 'team-a',
    name: '',
    revoked: false,
    scopes: ['generate', 'read'],
    models: ['veo3.1-fast-official'],
    ip_ranges: ['10.0.0.0/8', '2001:db8::/32'],
    spend_max: 50,
    spend_day_max: 2.5,
    tasks_max: 3,
    submits_per_minute: 10,
  })
  const made = await json('keys', 'rotate', id, '--overlap-hours', '48')
  assert.match(made.key, /^rg_[a-z2-7]{40}$/)
  assert.equal(made.replaces, id)
  const [old, successor] = await json('keys', 'list')
  assert.deepEqual([old.revoked, old.revoked_at], [false, made.replaced_until])
  assert.deepEqual(successor, { ...listed, id: made.id, prefix: successor.prefix })
  assert.equal(successor.expires_at, expiresAt)
  const until = new Date(made.replaced_until * 1000).toISOString().slice(0, 16)
  assert.match((await run('keys', 'list')).stdout, new RegExp(`${id} .* active until ${until}`))
  const { replaced_until: _until, ...last } = await json('keys', 'rotate', made.id, '--overlap-hours', '0')
  assert.deepEqual(Object.keys(last), ['id', 'key', 'replaces'])
  assert.equal((await json('keys', 'list'))[1].revoked, true)
})

test('a bound that cannot be read makes no key, and is told by its option', TIMEOUT, async (context) => {
  const { json, run } = await newCli(context)
  await json('accounts', 'create', 'team-a', '--unlimited')
  const WRONG: [option: string, value: string, told: RegExp][] = [
    ['--scopes', 'generate,write', /--scopes takes generate, read, upload, balance; not "write"/],
    ['--scopes', '', /--scopes must be a list/],
    ['--models', 'veo9', /there is no model "veo9"; there are veo3.1-fast-official/],
    ['--ip-ranges', '10.0.0.0/33', /"10.0.0.0\/33" is not one/],
    ['--ip-ranges', '10.1', /"10.1" is not one/],
    ['--expires-in-days', '0', /--expires-in-days must be a whole number/],
    ['--spend-max', '0', /--spend-max must be an amount in USD/],
    ['--tasks-max', 'many', /--tasks-max must be a whole number/],
  ]
  for (const [option, value, told] of WRONG) {
    const { code, stderr } = await run('keys', 'create', '--account', 'team-a', option, value)
    assert.ok(code === 1 || code === 2, `${option} ${value}: ${code}`)
    assert.match(stderr, told)
  }
  for (const hours of ['-1', '2161', '1.5']) {
    assert.match((await run('keys', 'rotate', 'key_x', `--overlap-hours=${hours}`)).stderr, /from 0 to 2160/)
  }
  assert.match((await run('keys', 'rotate', 'key_x')).stderr, /no active key with the id "key_x"/)
  assert.deepEqual(await json('keys', 'list'), [])
})

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
  await runUnchecked(dataDir, 'UPDATE account SET available = available + 1')
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
    assert.match(
      stderr,
      ON_POSTGRES
        ? /^reelgate: there is no Reelgate in the database of DATABASE_URL\. .*\n$/
        : /^reelgate: there is no Reelgate database in .*REELGATE_DATA_DIR.*\n$/,
    )
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
