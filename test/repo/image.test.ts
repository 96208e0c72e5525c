import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { chmod, chown, cp, mkdir, readdir, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { ROUTES } from '../../src/http/routes.ts'
import { SETTINGS } from '../../src/settings.ts'
import { Api, SUBMIT } from '../harness/api.ts'
import { ownFolder } from '../harness/folder.ts'
import { Program, ROOT } from '../harness/process.ts'
import { copiedIntoImage, environmentOfImage, stagesOfDockerfile, userOfImage, wordsOfImage } from './dockerfile.ts'

const run = promisify(execFile)

interface Lock {
  packages: Record<string, { dev?: boolean }>
}

/** The packages beside the program that `npm prune --omit=dev` leaves; their own stand below them. */
function packagesThatRun(): string[] {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as Lock
  return Object.entries(packages)
    .filter(([path, { dev }]) => /^node_modules\/(?:@[^/]+\/)?[^/]+$/.test(path) && dev !== true)
    .map(([path]) => path)
    .filter((path) => existsSync(join(ROOT, path)))
}

/** The program's folder as the image has it, of which nothing can be written. */
async function assemble(target: string): Promise<void> {
  for (const { from, to } of copiedIntoImage()) {
    if (from !== 'node_modules') {
      await cp(join(ROOT, from), join(target, to), { recursive: true })
      continue
    }
    for (const path of packagesThatRun()) {
      await mkdir(dirname(join(target, path)), { recursive: true })
      await symlink(join(ROOT, path), join(target, path))
    }
  }
  const entries = await readdir(target, { recursive: true, withFileTypes: true })
  for (const entry of entries.filter((one) => !one.isSymbolicLink())) {
    await chmod(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o555 : 0o444)
  }
  await chmod(target, 0o555)
}

test('what the image is made of is there, and nothing that it needs is kept from its build', () => {
  const [build = [], last = []] = stagesOfDockerfile()
  const copied = copiedIntoImage()
  for (const { from } of copied) assert.ok(existsSync(join(ROOT, from)), `there is no ${from}`)
  const made = new Set(['node_modules', 'console/dist', 'docs-site/dist'])
  const ignored = readFileSync(join(ROOT, '.dockerignore'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.replace(/^\//, '').replace('**/', ''))
  for (const { from } of copied.filter((one) => !made.has(one.from))) {
    assert.ok(!ignored.some((path) => `${from}/`.startsWith(`${path}/`)), `${from} is kept from the build`)
  }
  for (const path of ['.env', '.git', 'node_modules', 'data']) assert.ok(ignored.includes(path), `${path} gets into it`)
  const scripts = (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: object }).scripts
  const commands = build.filter(({ name }) => name === 'RUN').map(({ text }) => text)
  const asked = commands.flatMap((text) => [...text.matchAll(/npm run ([\w:]+)/g)].map(([, script = '']) => script))
  assert.ok(asked.length > 0)
  for (const script of asked) assert.ok(script in scripts, `there is no npm run ${script}`)
  assert.ok(last.some(({ name }) => name === 'HEALTHCHECK'))
})

test('the image listens where it says, its check asks an address that needs no key, and its user is nobody', () => {
  const last = stagesOfDockerfile().at(-1) ?? []
  assert.equal(last.find(({ name }) => name === 'EXPOSE')?.text, SETTINGS.port.standard)
  const check = wordsOfImage('HEALTHCHECK').join(' ')
  const path = /8787\}(\/\w+)/.exec(check)?.[1]
  const route = ROUTES.find((one) => one.path === path) ?? assert.fail(`there is no ${path}`)
  assert.ok(route.guard === undefined && route.admin === undefined)
  assert.match(userOfImage(), /^[1-9]\d+:[1-9]\d+$/)
  const known = new Set<string>(Object.values(SETTINGS).map(({ env }) => env))
  const own = Object.keys(environmentOfImage()).filter((name) => name.startsWith('REELGATE_'))
  assert.deepEqual(
    own.filter((name) => !known.has(name)),
    [],
  )
})

test('what the image holds runs as its user without writing beside its data: a clip is made, the check is good, and it stops in order', async (context) => {
  const folder = await ownFolder(context)
  const [tree, data] = [join(folder, 'srv'), join(folder, 'data')]
  await mkdir(data)
  await assemble(tree)
  const [uid = 0, gid = 0] = userOfImage().split(':').map(Number)
  const isRoot = process.getuid?.() === 0
  if (isRoot) {
    await chmod(folder, 0o755)
    await chown(data, uid, gid)
  }
  // Anyone but root can't write what has no write permission; root becomes the image's user.
  const under = isRoot ? ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'] : []
  const [, , , ...words] = wordsOfImage('ENTRYPOINT')
  const nodeArgs = words.filter((word) => word.startsWith('--'))
  const script = words.find((word) => !word.startsWith('--')) ?? ''
  const { PATH: _, ...env } = environmentOfImage()
  const program = new Program(context, {
    script,
    args: wordsOfImage('CMD').length > 0 ? ['serve'] : [],
    nodeArgs,
    under,
    cwd: tree,
    // Anywhere but in a container that address is everyone's.
    env: { ...env, REELGATE_HOST: '127.0.0.1', REELGATE_PORT: '0', REELGATE_DATA_DIR: data },
  })
  const [, url = ''] = await program.says(/listens on (http:\/\/\S+)/)
  const [secret = ''] = await program.says(/\brg_[a-z2-7]{40}\b/)
  const [node = '', ...check] = wordsOfImage('HEALTHCHECK')
  assert.equal(node, 'node')
  await run(process.execPath, check, { env: { REELGATE_PORT: new URL(url).port } })
  await assert.rejects(run(process.execPath, check, { env: { REELGATE_PORT: '1' } }))
  const api = new Api(url, secret)
  const task = await api.ended(await api.submitted({ ...SUBMIT, duration: 4 }))
  assert.equal(task.status, 'completed', program.stderr)
  for (const path of ['/docs/en/', '/playground']) {
    assert.equal((await fetch(url + path, { headers: { accept: 'text/html' } })).status, 200, path)
  }
  program.child.kill('SIGTERM')
  const { code, stderr } = await program.finished
  assert.equal(code, 0, stderr)
  assert.doesNotMatch(stderr, /EROFS|EACCES|EPERM/)
})
