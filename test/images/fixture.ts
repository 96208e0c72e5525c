import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { TestContext } from 'node:test'
import { ReelgateError, type ErrorCode } from '../../src/domain/errors.ts'
import { listenFor } from '../harness/listen.ts'

/** A real HTTP server on a free loopback port, closed after the test. Answers with its `host:port`. */
export async function serve(context: TestContext, listener: RequestListener): Promise<string> {
  return listen(context, createServer(listener))
}

export async function listen(context: TestContext, server: Server): Promise<string> {
  return new URL(await listenFor(context, server)).host
}

/** The refusal that the work ends with. */
export async function refusalOf(work: Promise<unknown>): Promise<ReelgateError> {
  const error = await work.then(
    () => assert.fail('it was accepted'),
    (error: unknown) => error,
  )
  if (error instanceof ReelgateError) return error
  throw error
}

/** Asserts the code, that the field is named, and that the folder holds nothing. */
export async function assertRefused(work: Promise<unknown>, code: ErrorCode, folder: string): Promise<void> {
  const error = await refusalOf(work)
  assert.equal(error.code, code, error.message)
  assert.equal(error.details.param, 'first_frame_image')
  assert.deepEqual(await readdir(folder), [])
}
