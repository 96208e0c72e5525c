import type { Model } from './model.ts'
import type { MicroUsd } from './money.ts'
import type { VideoRequest } from './video-request.ts'

type Priced = Pick<VideoRequest, 'resolution' | 'generateAudio' | 'durationSeconds'>

/** Price of one sample: list price x the operator's ratio x seconds, rounded once, to a whole micro-USD. */
export function priceOfSample(model: Model, request: Priced, ratio: number): MicroUsd {
  const perSecond = (request.generateAudio ? model.price.withAudio : model.price.silent)[request.resolution]
  return Math.round(perSecond * request.durationSeconds * ratio)
}

/** What is held at submit: every sample asked for. What is captured later is the same sum over the samples delivered. */
export function priceOfRequest(
  model: Model,
  request: Priced & Pick<VideoRequest, 'sampleCount'>,
  ratio: number,
): MicroUsd {
  return priceOfSample(model, request, ratio) * request.sampleCount
}
