import { callData } from './client.ts'

/** USD for a second of one video, as decimals. */
type SecondPrices = Record<'720p' | '1080p' | '4K', string>

/** As `PUT /admin/v1/prices` takes it and `GET` shows it. Ratios are decimals, too. */
export interface PriceBook {
  models: Record<string, { with_audio: SecondPrices; silent: SecondPrices }>
  ratio: string
  group_ratios: Record<string, string>
}

export interface PriceVersion {
  version: number
  book: PriceBook
  actor: string
  note: string
  created_at: number
}

export const getPrices = () => callData<PriceVersion>('GET', '/admin/v1/prices')

/** Refused where someone else has changed the prices meanwhile. */
export const changePrices = (change: { book: PriceBook; note: string; if_version: number }) =>
  callData<PriceVersion>('PUT', '/admin/v1/prices', { body: change })
