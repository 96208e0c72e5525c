import { writeFile } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { FPS } from '../clip-spec.ts'
import { FramePool } from '../frame/frame-pool.ts'
import type { Frame } from '../frame/frame.ts'
import { currentMemory } from '../kernels/memory.ts'
import { RenderError } from '../render-error.ts'
import { drawnSize, type EncodeOrder, type Encoder } from './encoder.ts'
import type { H264Answer, H264Request } from './h264-worker.ts'
import { remux } from './remux.ts'

const FRAMES_IN_FLIGHT = 3

/** Encodes with what the registry brings (no native code): H.264 on a thread of its own, then one pass of remuxing. */
export function wasmEncoder(order: EncodeOrder): Encoder {
  const pool = new FramePool(drawnSize(order), FRAMES_IN_FLIGHT)
  const worker = new Worker(new URL('h264-worker.ts', import.meta.url), {
    workerData: { width: order.width, height: order.height, enlarge: order.enlarge, fps: FPS, memory: currentMemory() },
    stdout: true,
    stderr: true,
  })
  const inFlight = new Map<number, Frame>()
  let pushed = 0
  let taken = 0
  const encoded = new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
    worker.on('message', (message: H264Answer) => {
      if (message.kind === 'done') return resolve(message.mp4)
      const frame = inFlight.get(message.slot)
      inFlight.delete(message.slot)
      taken += 1
      order.onFrame(taken)
      if (frame) pool.give(frame)
    })
    worker.on('error', (cause) => reject(encoderError(cause)))
    worker.on('exit', () => reject(encoderError(new Error('the encoder thread ended early'))))
  })
  encoded.catch((cause: unknown) => pool.fail(cause))
  const send = (message: H264Request): void => worker.postMessage(message, [])
  return {
    name: 'h264-mp4-encoder (WASM)',
    take: () => pool.take(),
    push(frame) {
      inFlight.set(pushed, frame)
      send({ kind: 'frame', bytes: frame.bytes, slot: pushed })
      pushed += 1
    },
    async finish() {
      send({ kind: 'finish' })
      const mp4 = await encoded
      try {
        await writeFile(order.file, await remux(mp4, order))
      } catch (cause) {
        throw encoderError(cause)
      }
    },
    async close() {
      await worker.terminate()
    },
  }
}

function encoderError(cause: unknown): RenderError {
  const text = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)
  return new RenderError('encoder', 'The video encoder stopped before the clip was complete.', text, { cause })
}
