import { deniedBy } from '../domain/deny-list.ts'
import { ReelgateError } from '../domain/errors.ts'
import type { Model, Route } from '../domain/model.ts'
import { priceOf } from '../domain/price-book.ts'
import type { Price } from '../domain/price-book.ts'
import type { VideoRequest } from '../domain/video-request.ts'
import { acceptableRoutes } from './choose-route.ts'
import type { Flow } from './context.ts'

/** What a request would cost now. The task of a submit keeps the price and the version it was quoted. */
export interface Quote extends Price {
  priceVersion: number
  /** Those whose provider would take it. */
  routes: readonly Route[]
}

/** What a price depends on; of the pictures it is only whether there are any. */
interface Asked {
  request: VideoRequest
  model: Model
  firstFrame?: unknown
  lastFrame?: unknown
}

/** Throws ReelgateError where the operator denies the prompt, or no provider would ever take the request. Nothing is fetched or written. */
export async function quoteRequest(flow: Flow, group: string, asked: Asked): Promise<Quote> {
  const { model, request } = asked
  const label = deniedBy(flow.settings.denyRules, request.prompt)
  if (label !== undefined) throw new ReelgateError('prompt_denied', { param: 'prompt', values: { label } })
  const pictures = { first: asked.firstFrame !== undefined, last: asked.lastFrame !== undefined }
  const routes = acceptableRoutes(flow, model, request, pictures)
  const { version, book } = await flow.prices.get()
  return { ...priceOf(book, group, request), priceVersion: version, routes }
}
