import type { Route } from '../domain/model.ts'
import { priceOf } from '../domain/price-book.ts'
import type { Price } from '../domain/price-book.ts'
import type { Submission } from './accept-request.ts'
import { acceptableRoutes } from './choose-route.ts'
import type { Flow } from './context.ts'

/** What a request would cost now. The task of a submit keeps the price and the version it was quoted. */
export interface Quote extends Price {
  priceVersion: number
  /** Those whose provider would take it. */
  routes: readonly Route[]
}

/** Throws ReelgateError where no provider of the model would ever take the request. Nothing is fetched or written. */
export async function quoteRequest(flow: Flow, group: string, submission: Submission): Promise<Quote> {
  const pictures = { first: submission.firstFrame !== undefined, last: submission.lastFrame !== undefined }
  const routes = acceptableRoutes(flow, submission.model, submission.request, pictures)
  const { version, book } = await flow.prices.get()
  return { ...priceOf(book, group, submission.request), priceVersion: version, routes }
}
