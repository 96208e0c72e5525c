import { SEED_MAX } from '../../domain/video-request.ts'
import type { StoredRequest } from '../../domain/video-request.ts'
import type { SentPicture } from '../fitted-pictures.ts'
import { FileAsBase64 } from '../http/body.ts'

const mediaOf = ({ file, contentType }: SentPicture) => ({
  bytesBase64Encoded: new FileAsBase64(file),
  mimeType: contentType,
})

/**
 * The body of predictLongRunning on the Gemini API, for one video. This surface always makes sound, knows no
 * `generateAudio`, `resizeMode` or `enhancePrompt`, and of people it knows `allow_all` for text and `allow_adult` for
 * pictures. https://ai.google.dev/gemini-api/docs/video (section "Veo API parameters and specifications")
 */
export function geminiBody(
  request: StoredRequest,
  { first, last }: { first?: SentPicture; last?: SentPicture },
  options: { sample: number; sendSeed: boolean },
): object {
  return {
    instances: [
      {
        prompt: request.prompt,
        ...(first && { image: mediaOf(first) }),
        ...(last && { lastFrame: mediaOf(last) }),
      },
    ],
    parameters: {
      aspectRatio: request.aspectRatio,
      durationSeconds: request.durationSeconds,
      resolution: request.resolution.toLowerCase(),
      personGeneration: first ? 'allow_adult' : 'allow_all',
      ...(request.negativePrompt !== undefined && { negativePrompt: request.negativePrompt }),
      // Each operation makes one video: with the same seed they would all be the same.
      ...(options.sendSeed && { seed: (request.seed + options.sample) % (SEED_MAX + 1) }),
    },
  }
}
