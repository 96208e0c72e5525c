import { type ChildProcess, fork } from 'node:child_process'
import { rmSync } from 'node:fs'
import { getCompileCacheDir } from 'node:module'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type ClipReport, type ClipSpec, partialPath } from './clip-spec.ts'
import { keepTail } from './encode/child-words.ts'
import { findFfmpeg } from './encode/find-ffmpeg.ts'
import type { ChildMessage, ChildOrder } from './render-child.ts'
import type { RenderOptions } from './render-clip.ts'
import { RenderError } from './render-error.ts'

export interface RenderProcessOptions extends RenderOptions {
  /** From the call of `startRender`; when it is over, everything is killed. */
  deadlineMs?: number
}

const START = fileURLToPath(new URL('start.mjs', import.meta.url))
const CHILD = 'render-child.ts'
// A process that got SIGKILL is gone in a few milliseconds; a caller who aborts is answered within 200 anyway.
const EXIT_WAIT_MS = 150

/**
 * Renders one clip in a process group of its own, at a lowered priority, so that neither a crash nor a stuck encoder
 * can harm this process. Abort and deadline kill the group at once and remove the unfinished file.
 *
 * @throws {RenderError} bad_input, encoder, crashed (the process died), deadline
 * @throws the signal's reason when aborted
 */
export function startRender(spec: ClipSpec, options: RenderProcessOptions): Promise<ClipReport> {
  const { signal } = options
  if (signal?.aborted) return Promise.reject(signal.reason)
  const codeCache = ownCodeCache()
  const child = fork(START, [CHILD, codeCache ?? ''], {
    detached: true,
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const lastWords = keepTail(child.stderr)
  return new Promise<ClipReport>((resolve, reject) => {
    let settled = false
    const settle = (outcome: () => void): void => {
      if (settled) return
      settled = true
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
      killGroup(child)
      outcome()
    }
    const fail = (cause: unknown): void =>
      settle(() => {
        whenGone(child, () => {
          rmSync(partialPath(spec.out), { force: true })
          reject(cause)
        })
      })
    const onAbort = (): void => fail(signal?.reason)
    const timer =
      options.deadlineMs === undefined ? undefined : setTimeout(() => fail(tooLate(lastWords())), options.deadlineMs)
    signal?.addEventListener('abort', onAbort)
    child.on('message', (message: ChildMessage) => {
      if (settled) return
      if (message.kind === 'progress') options.onProgress?.(message.share)
      else if (message.kind === 'report') settle(() => resolve(message.report))
      else fail(new RenderError(message.code, message.message, message.operatorText || lastWords()))
    })
    child.on('error', (cause) => fail(crashed(`could not start: ${cause.message}`)))
    child.on('close', (code, killedBy) => fail(crashed(`exit ${code ?? killedBy}\n${lastWords()}`)))
    const send = (program: string | null): void => {
      if (settled) return
      child.send({ spec, codeCache, program } satisfies ChildOrder, (error) => {
        if (error) fail(crashed(`could not be told what to render: ${error.message}`))
      })
    }
    // Trying a program takes as long as encoding a second: asked here, it is tried once and not for each clip.
    void findFfmpeg(spec.ffmpeg).then(send)
  })
}

/** Where this process keeps compiled code, if it does (bin/reelgate.mjs has it do so): the child shall do the same. */
function ownCodeCache(): string | undefined {
  const folder = getCompileCacheDir()
  // Named here with a part for the version of Node, which is added again.
  return folder === undefined ? undefined : dirname(folder)
}

/** Kills the child and whatever it started. The group outlives its leader, so this is right after a crash too. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // ESRCH: the group is gone already (or the system has no groups: then at least the child itself).
    child.kill('SIGKILL')
  }
}

/** Calls back once the killed child can write no more, at the latest after `EXIT_WAIT_MS`. */
function whenGone(child: ChildProcess, then: () => void): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return then()
  const timer = setTimeout(done, EXIT_WAIT_MS)
  child.once('exit', done)
  function done(): void {
    clearTimeout(timer)
    child.off('exit', done)
    then()
  }
}

function tooLate(operatorText: string): RenderError {
  return new RenderError('deadline', 'The clip was not finished in time.', operatorText)
}

function crashed(operatorText: string): RenderError {
  return new RenderError('crashed', 'The renderer stopped unexpectedly.', operatorText)
}
