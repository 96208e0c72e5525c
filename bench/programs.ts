import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** The same as bin/reelgate.mjs and `npm start` use. */
const YOUNG = '--max-semi-space-size=16'
export const COMPILE_CACHE = fileURLToPath(new URL('../node_modules/.cache/reelgate', import.meta.url))

/** A program of this folder in a process of its own; `hello` is the JSON line it says first. */
export interface Running<Hello> {
  hello: Hello
  /** From the start of the process to its first line. */
  startMs: number
  /** Resident memory, in MB. */
  memoryMb(): number
  stop(): Promise<void>
}

/** Starts `bench/<name>` and waits for its first line. Its log goes nowhere. */
export async function start<Hello>(name: string, args: string[], env: Record<string, string>): Promise<Running<Hello>> {
  const started = performance.now()
  const script = fileURLToPath(new URL(name, import.meta.url))
  const child = spawn(process.execPath, [YOUNG, script, ...args], {
    env: { PATH: process.env['PATH'] ?? '', NODE_COMPILE_CACHE: COMPILE_CACHE, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  const startMs = performance.now() - started
  const exited = child.exitCode === null ? once(child, 'exit') : Promise.resolve()
  return {
    hello: JSON.parse(line) as Hello,
    startMs,
    memoryMb: () => {
      const kb = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]
      return Number(kb) / 1024
    },
    stop: async () => {
      child.kill('SIGTERM')
      await exited
    },
  }
}

/** A server; the secret is missing where another node has made the first account. */
export type Reelgate = Running<{ url: string; secret: string }>

/** A server of its own, with no bound in the way of a load. */
export function startReelgate(args: string[], env: Record<string, string>): Promise<Reelgate> {
  return start('server-program.ts', args, {
    REELGATE_PORT: '0',
    REELGATE_SUBMITS_PER_MINUTE: '1000000',
    REELGATE_POLLS_PER_MINUTE: '10000000',
    REELGATE_QUEUE_TASKS_MAX: '10000000',
    ...env,
  })
}
