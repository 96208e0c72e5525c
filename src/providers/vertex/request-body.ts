import { join } from 'node:path'
import type { VertexSettings } from '../../domain/provider-settings.ts'
import type { InputImage, StoredRequest } from '../../domain/video-request.ts'
import { FileAsBase64 } from '../http/body.ts'

export interface VertexBodyOptions {
  /** Absolute path of the data folder. */
  dataDir: string
  settings: Pick<VertexSettings, 'disallow' | 'resizeModeCase' | 'storageUri'>
}

/** A picture as Google's Media object; its bytes are read while they are sent. */
function mediaOf(image: InputImage, dataDir: string) {
  return { bytesBase64Encoded: new FileAsBase64(join(dataDir, image.file)), mimeType: image.contentType }
}

/**
 * The body of predictLongRunning on Vertex AI. `generateAudio` always goes with it: Google's default is not ours, and
 * sound costs money. Field by field from
 * https://docs.cloud.google.com/vertex-ai/generative-ai/docs/model-reference/veo-video-generation
 */
export function vertexBody(request: StoredRequest, { dataDir, settings }: VertexBodyOptions): object {
  const { disallow, resizeModeCase, storageUri } = settings
  const { firstFrame, lastFrame, negativePrompt } = request
  const resizeMode = resizeModeCase === 'upper' ? request.resizeMode.toUpperCase() : request.resizeMode
  return {
    instances: [
      {
        prompt: request.prompt,
        ...(firstFrame && { image: mediaOf(firstFrame, dataDir) }),
        ...(lastFrame && { lastFrame: mediaOf(lastFrame, dataDir) }),
      },
    ],
    parameters: {
      aspectRatio: request.aspectRatio,
      durationSeconds: request.durationSeconds,
      resolution: request.resolution.toLowerCase(),
      sampleCount: request.sampleCount,
      seed: request.seed,
      generateAudio: request.generateAudio,
      enhancePrompt: true,
      personGeneration: request.personGeneration === 'disallow' ? disallow : request.personGeneration,
      ...(negativePrompt !== undefined && { negativePrompt }),
      ...(firstFrame && { resizeMode }),
      ...(storageUri !== undefined && { storageUri }),
    },
  }
}
