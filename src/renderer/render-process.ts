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

/** A process that renders one clip at a time, leader of a group that its encoder belongs to. */
export interface RenderProcess {
  readonly child: ChildProcess
  readonly lastWords: () => string
}

export function startProcess(): RenderProcess {
  const child = fork(START, [CHILD, ownCodeCache() ?? ''], {
    detached: true,
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  // An error may come when nobody waits for this process any more; who waits hears of its end too.
  child.on('error', () => {})
  return { child, lastWords: keepTail(child.stderr) }
}

/**
 * Renders one clip in a process of its own, at a lowered priority, so that neither a crash nor a stuck encoder can harm
 * this one. Abort and deadline kill its group at once and remove the unfinished file.
 *
 * @throws {RenderError} bad_input, encoder, crashed (the process died), deadline
 * @throws the signal's reason when aborted
 */
export async function startRender(spec: ClipSpec, options: RenderProcessOptions): Promise<ClipReport> {
  options.signal?.throwIfAborted()
  const process = startProcess()
  const { report } = await renderIn(process, spec, options)
  killGroup(process)
  return report
}

/**
 * Has a process render a clip. Whatever fails kills it.
 *
 * @throws as `startRender` does
 */
export function renderIn(
  process: RenderProcess,
  spec: ClipSpec,
  options: RenderProcessOptions,
): Promise<{ report: ClipReport; reusable: boolean }> {
  const { child, lastWords } = process
  const { signal } = options
  return new Promise((resolve, reject) => {
    let settled = false
    const settle = (outcome: () => void): void => {
      if (settled) return
      settled = true
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
      child.off('error', onError).off('message', onMessage).off('close', onClose)
      outcome()
    }
    const fail = (cause: unknown): void =>
      settle(() => {
        killGroup(process)
        whenGone(child, () => {
          rmSync(partialPath(spec.out), { force: true })
          reject(cause)
        })
      })
    const onAbort = (): void => fail(signal?.reason)
    const onMessage = (message: ChildMessage): void => {
      if (message.kind === 'progress') options.onProgress?.(message.share)
      else if (message.kind === 'report') settle(() => resolve(message))
      else fail(new RenderError(message.code, message.message, message.operatorText || lastWords()))
    }
    const onError = (cause: Error): void => fail(crashed(`could not start: ${cause.message}`))
    const onClose = (code: number | null, killedBy: string | null): void =>
      fail(crashed(`exit ${code ?? killedBy}\n${lastWords()}`))
    const timer =
      options.deadlineMs === undefined ? undefined : setTimeout(() => fail(tooLate(lastWords())), options.deadlineMs)
    signal?.addEventListener('abort', onAbort)
    child.on('error', onError).on('message', onMessage).on('close', onClose)
    const send = (program: string | null): void => {
      if (settled) return
      child.send({ spec, program } satisfies ChildOrder, (error) => {
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

/** Kills a process and whatever it started. The group outlives its leader, so this is right after a crash too. */
export function killGroup({ child }: RenderProcess): void {
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
