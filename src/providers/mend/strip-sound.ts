import { rename } from 'node:fs/promises'

/**
 * Copies an MP4's picture track to a new file, frame by frame as it is, and leaves its sound behind. Reads and writes
 * while it goes, so that its size in memory does not matter; the index is put in front, so that a player can begin before
 * it has all. Throws where there is no picture track that it can read.
 */
export async function stripSound(from: string, to: string): Promise<void> {
  const media = await import('mediabunny')
  using input = new media.Input({ source: new media.FilePathSource(from), formats: media.ALL_FORMATS })
  const track = await input.getPrimaryVideoTrack()
  const decoderConfig = await track?.getDecoderConfig()
  if (!track?.codec || !decoderConfig) throw new Error('the result has no picture track that can be read')
  const part = `${to}.part`
  const target = new media.FilePathTarget(part)
  const output = new media.Output({ format: new media.Mp4OutputFormat({ fastStart: 'reserve' }), target })
  const video = new media.EncodedVideoPacketSource(track.codec)
  const { packetCount: maximumPacketCount } = await track.computePacketStats()
  output.addVideoTrack(video, { rotation: track.rotation, maximumPacketCount })
  await output.start()
  for await (const packet of new media.EncodedPacketSink(track).packets()) await video.add(packet, { decoderConfig })
  video.close()
  await output.finalize()
  await rename(part, to)
}
