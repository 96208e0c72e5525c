import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { TestContext } from 'node:test'
import type { Step } from '../../src/flow/context.ts'
import { Api } from './api.ts'
import { databaseEnv } from './postgres.ts'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))
/** The launcher's own: what one process has compiled the next one finds. */
const COMPILE_CACHE = fileURLToPath(new URL('../../node_modules/.cache/reelgate', import.meta.url))

/** Options with which the launcher sees an older Node than it really runs on, and so hands over to the one that the project brings. */
export const OLD_NODE = [
  '--import',
  "data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.19.0'}})",
]

/** Whatever ends what was started: a test, or a program of its own. */
export type Ending = Pick<TestContext, 'after'>

/** A program of ours that has ended. */
export interface Finished {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

/** A script of ours with its arguments, and the whole of its environment besides PATH and HOME. */
export interface Command {
  script: string
  args: readonly string[]
  /** What stands before the script: options of Node's. */
  nodeArgs?: readonly string[]
  /** A program, with its options, that runs Node in turn, such as strace. */
  under?: readonly string[]
  env?: Record<string, string>
  cwd?: string
}

/** A process of its own, ended with the test; `output` grows as it speaks. */
export class Program {
  readonly child: ChildProcess
  readonly finished: Promise<Finished>
  stdout = ''
  stderr = ''

  constructor(context: Ending, command: Command) {
    const { PATH = '', HOME = '' } = process.env
    const { script, args, nodeArgs = [], under = [], env = {}, cwd = ROOT } = command
    const [file = '', ...rest] = [...under, process.execPath, ...nodeArgs, script, ...args]
    this.child = spawn(file, rest, { cwd, env: { PATH, HOME, NODE_COMPILE_CACHE: COMPILE_CACHE, ...env } })
    this.child.stdout?.on('data', (chunk) => (this.stdout += String(chunk)))
    this.child.stderr?.on('data', (chunk) => (this.stderr += String(chunk)))
    this.finished = once(this.child, 'close').then(([code, signal]) => ({
      code: code as number | null,
      signal: signal as NodeJS.Signals | null,
      stdout: this.stdout,
      stderr: this.stderr,
    }))
    context.after(async () => {
      this.child.kill('SIGKILL')
      await this.finished
    })
  }

  /** Waits until standard output matches; throws with all that was said where the program ends first. */
  async says(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.stdout)
      if (match !== null) return match
      const more = this.child.stdout === null ? this.finished : once(this.child.stdout, 'data')
      const ended = await Promise.race([more.then(() => false), this.finished.then(() => true)])
      if (ended && pattern.exec(this.stdout) === null) {
        throw new Error(`the program ended without saying ${pattern}:\n${this.stdout}\n${this.stderr}`)
      }
    }
  }
}

/** Runs the command line to its end. */
export function runCli(context: Ending, command: Omit<Command, 'script'>): Promise<Finished> {
  return new Program(context, { ...command, script: `${ROOT}/bin/reelgate.mjs` }).finished
}

export interface RunningServer {
  program: Program
  url: string
  api: Api
  /** kill -9, and wait until it is gone. */
  kill(): Promise<Finished>
}

export interface ServerOptions {
  dataDir: string
  /** Address of an Upstream; without one the server makes its videos itself. */
  upstream?: string
  /** The server kills itself (SIGKILL) when a task first comes to this step. */
  killAt?: Step
  /** Where starting again at the upstream costs nothing. */
  startIsRepeatable?: boolean
  /** The upstream's operations can be stopped. */
  canCancel?: boolean
  /** The server's clock is this much ahead. */
  aheadMs?: number
  env?: Record<string, string>
  nodeArgs?: readonly string[]
  under?: readonly string[]
}

/** The environment of a server, or of an admin command, on this folder. */
export function serverEnv(dataDir: string): Record<string, string> {
  return { REELGATE_DATA_DIR: dataDir, REELGATE_PORT: '0', REELGATE_DRAIN_SECONDS: '2', ...databaseEnv(dataDir) }
}

/**
 * A real server process. The first one on a folder prints its key; later ones need it. With `upstream`, `killAt` or `aheadMs` the
 * program of `server-program.ts` runs: the same composition root with another provider and a hook at each step.
 */
export async function startServer(context: Ending, options: ServerOptions, key?: string): Promise<RunningServer> {
  const { dataDir, upstream, killAt, startIsRepeatable, canCancel, aheadMs, nodeArgs, under } = options
  const env = { ...serverEnv(dataDir), ...options.env }
  const special = upstream !== undefined || killAt !== undefined || aheadMs !== undefined
  const script = special ? `${ROOT}/test/harness/server-program.ts` : `${ROOT}/bin/reelgate.mjs`
  const args = special ? [JSON.stringify({ upstream, killAt, startIsRepeatable, canCancel, aheadMs })] : ['serve']
  const program = new Program(context, { script, args, env, ...(nodeArgs && { nodeArgs }), ...(under && { under }) })
  const [, url = ''] = await program.says(/listens on (http:\/\/\S+)/)
  const secret = key ?? (await program.says(/\b(rg_[a-z2-7]{40})\b/))[1] ?? ''
  const kill = () => {
    program.child.kill('SIGKILL')
    return program.finished
  }
  return { program, url, api: new Api(url, secret), kill }
}
