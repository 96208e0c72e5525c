import { parentPort, workerData } from 'node:worker_threads'
import h264 from 'h264-mp4-encoder'
import { frameOver, newFrame } from '../frame/frame.ts'
import { upscaleFrame } from '../frame/upscale.ts'
import { useMemory } from '../kernels/memory.ts'

/** Messages to this worker; frames lie in shared memory. */
export type H264Request = { kind: 'frame'; bytes: Uint8Array; slot: number } | { kind: 'finish' }
/** Messages from it. `mp4` is complete but has its index at the end and no sound. */
export type H264Answer = { kind: 'taken'; slot: number } | { kind: 'done'; mp4: Uint8Array<ArrayBuffer> }

// Speed 10 is the fastest the encoder has; 26 is about what libx264 calls crf 20 on these pictures.
const SPEED = 10
const QUANTIZER = 26
const KEY_FRAME_EVERY = 48

const size = workerData as {
  width: number
  height: number
  enlarge: 1 | 2
  fps: number
  memory: WebAssembly.Memory
}
useMemory(size.memory)
const encoder = await h264.createH264MP4Encoder()
encoder.width = size.width
encoder.height = size.height
encoder.frameRate = size.fps
encoder.speed = SPEED
encoder.quantizationParameter = QUANTIZER
encoder.groupOfPictures = KEY_FRAME_EVERY
encoder.initialize()

const whole = newFrame(size.width, size.height)

function enlarged(bytes: Uint8Array): Uint8Array {
  if (size.enlarge === 1) return bytes
  upscaleFrame(frameOver(bytes, size.width / 2, size.height / 2), whole)
  return whole.bytes
}

const answer = (message: H264Answer, transfer: ArrayBuffer[] = []): void => parentPort?.postMessage(message, transfer)

parentPort?.on('message', (message: H264Request) => {
  if (message.kind === 'frame') {
    encoder.addFrameYuv(enlarged(message.bytes))
    answer({ kind: 'taken', slot: message.slot })
    return
  }
  encoder.finalize()
  const mp4 = Uint8Array.from(encoder.FS.readFile(encoder.outputFilename))
  encoder.delete()
  answer({ kind: 'done', mp4 }, [mp4.buffer])
  parentPort?.close()
})
