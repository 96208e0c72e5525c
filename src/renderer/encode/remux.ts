import { registerAacEncoder } from '@mediabunny/aac-encoder'
import {
  ALL_FORMATS,
  AudioSample,
  AudioSampleSource,
  BufferSource,
  BufferTarget,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  Input,
  Mp4OutputFormat,
  Output,
} from 'mediabunny'
import { FPS } from '../clip-spec.ts'
import { type EncodeOrder, SAMPLE_RATE } from './encoder.ts'
import { asMainProfile, assertMainUnits } from './main-profile.ts'

// The AAC encoder puts this many samples of its own before the first; a track that starts this much before zero
// gets an edit list that hides them, so sound and picture begin together.
const PRIMING_SAMPLES = 1024
const AUDIO_BITS_PER_SECOND = 128_000
const BT709 = { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false } as const

let aacRegistered = false

/**
 * Rewrites an MP4 with constrained-baseline H.264 as one of the Main profile with its index first, frames at exactly
 * k/24 s, colours tagged, and (if given) the order's sound as AAC and its comment.
 */
export async function remux(
  mp4: Uint8Array<ArrayBuffer>,
  { sound, comment }: Pick<EncodeOrder, 'sound' | 'comment'>,
): Promise<Uint8Array> {
  using input = new Input({ source: new BufferSource(mp4), formats: ALL_FORMATS })
  const track = await input.getPrimaryVideoTrack()
  const config = await track?.getDecoderConfig()
  if (!track || !config) throw new Error('the encoder wrote no video track')
  const target = new BufferTarget()
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target })
  const video = new EncodedVideoPacketSource('avc')
  output.addVideoTrack(video, { frameRate: FPS })
  if (comment !== undefined) output.setMetadataTags({ comment })
  const audio = sound ? addAudioTrack(output) : undefined
  await output.start()
  const description = asMainProfile(bytesOf(config.description))
  const codec = `avc1.${Buffer.from(description.subarray(1, 4)).toString('hex')}`
  const meta = { decoderConfig: { ...config, codec, description, colorSpace: BT709 } }
  let index = 0
  for await (const packet of new EncodedPacketSink(track).packets()) {
    const type = assertMainUnits(packet.data)
    await video.add(packet.clone({ type, timestamp: index / FPS, duration: 1 / FPS }), meta)
    index += 1
  }
  video.close()
  if (audio && sound) await addSound(audio, sound)
  await output.finalize()
  if (!target.buffer) throw new Error('the container writer returned nothing')
  return new Uint8Array(target.buffer)
}

function bytesOf(source: ArrayBufferView | ArrayBufferLike | undefined): Uint8Array {
  if (!source) throw new Error('the encoder wrote no parameter sets')
  if (!ArrayBuffer.isView(source)) return new Uint8Array(source)
  return new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
}

function addAudioTrack(output: Output): AudioSampleSource {
  if (!aacRegistered) registerAacEncoder()
  aacRegistered = true
  const source = new AudioSampleSource({ codec: 'aac', bitrate: AUDIO_BITS_PER_SECOND })
  output.addAudioTrack(source)
  return source
}

async function addSound(source: AudioSampleSource, sound: Float32Array): Promise<void> {
  const timestamp = -PRIMING_SAMPLES / SAMPLE_RATE
  const data = new Float32Array(sound)
  using sample = new AudioSample({ format: 'f32', numberOfChannels: 2, sampleRate: SAMPLE_RATE, timestamp, data })
  await source.add(sample)
  source.close()
}
