#!/usr/bin/env node
// Plain JavaScript, so that any Node can read it: finds a Node that can run the program, then hands over.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import module, { createRequire } from 'node:module'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'

const NEEDED = 24
/** V8 keeps a multiple of this for what is young: its standard of 32 MB costs 70 MB more with 1,000 tasks waiting. */
const YOUNG_MB = 16
const entry = new URL('../src/cli/main.ts', import.meta.url)

/** The Node that `npm ci` has brought for this platform, if there is one. */
function bundledNode() {
  const platform = { linux: 'linux', win32: 'win' }[process.platform]
  try {
    const file = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node'
    const found = createRequire(import.meta.url).resolve(`node-${platform}-${process.arch}/${file}`)
    return existsSync(found) ? found : undefined
  } catch {
    return undefined
  }
}

function runWith(node) {
  const child = spawn(node, [`--max-semi-space-size=${YOUNG_MB}`, process.argv[1], ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  // The child decides what a signal means, and we follow. From a terminal it may hear Ctrl-C twice, and minds it once.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    console.error(`reelgate: ${node} could not be started: ${error.message}`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal ?? 'SIGTERM'] ?? 15)))
}

/** What kills the launcher without a word must not leave the program behind, holding its port and its folder. */
function endWithLauncher() {
  if (!process.connected) return
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
  // Listening must not keep a program alive that is done.
  process.channel.unref()
}

if (Number(process.versions.node.split('.')[0]) >= NEEDED) {
  endWithLauncher()
  // For the processes that draw clips: with a pool of glibc's for each thread they take 40 MB more.
  process.env.MALLOC_ARENA_MAX ??= '2'
  // Types are stripped and code is compiled once for each install: later starts take half the time, and less memory.
  module.enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/reelgate', import.meta.url)))
  const { run } = await import(entry.href)
  await run(process.argv.slice(2))
} else {
  const node = bundledNode()
  if (node === undefined) {
    console.error(
      `reelgate needs Node ${NEEDED} or newer, and this is ${process.version}. Run "npm ci" in the project's folder (it brings one along on Linux and Windows), or install Node ${NEEDED} from https://nodejs.org.`,
    )
    process.exit(1)
  }
  runWith(node)
}
