import type { Stripe } from 'stripe'
import { MICROS_PER_USD } from '../domain/money.ts'
import { UntrustedNotice } from '../domain/payment.ts'
import type { Payment, PaymentOrder, Payments } from '../domain/payment.ts'

const MICROS_PER_CENT = MICROS_PER_USD / 100
const TIMEOUT_MS = 15_000
const RETRIES = 2

/** Marks the sessions that are ours among all that the same Stripe account has. */
const PURPOSE = 'reelgate-recharge'

/** Both mean that a session's money may have come in; `payment_status` says whether it has. */
const NOTICES = ['checkout.session.completed', 'checkout.session.async_payment_succeeded'] as const

export interface StripeSettings {
  secretKey: string
  webhookSecret: string
  /** Another address than Stripe's own, for tests. */
  apiBase?: string | undefined
}

const portOf = ({ port, protocol }: URL) => (port === '' ? (protocol === 'http:' ? 80 : 443) : Number(port))

async function openClient({ secretKey, apiBase }: StripeSettings): Promise<Stripe> {
  const library = await import('stripe')
  const base = apiBase === undefined ? undefined : new URL(apiBase)
  return new library.Stripe(secretKey, {
    timeout: TIMEOUT_MS,
    maxNetworkRetries: RETRIES,
    telemetry: false,
    ...(base && { host: base.hostname, port: portOf(base), protocol: base.protocol === 'http:' ? 'http' : 'https' }),
  })
}

/** https://docs.stripe.com/api/checkout/sessions/create; amounts are in cents. */
async function beginSession(client: Stripe, order: PaymentOrder): Promise<{ id: string; url: string }> {
  const { accountId, amount, successUrl, cancelUrl } = order
  const { id, url } = await client.checkout.sessions.create({
    mode: 'payment',
    client_reference_id: accountId,
    metadata: { purpose: PURPOSE },
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: 'usd',
          unit_amount: amount / MICROS_PER_CENT,
          product_data: { name: 'Balance' },
        },
      },
    ],
    success_url: successUrl,
    cancel_url: cancelUrl,
  })
  if (url === null) throw new Error(`Stripe gave session ${id} no page`)
  return { id, url }
}

/** The money that a session has brought; undefined where it has brought none, or was not made by us. */
function paymentOf(session: Stripe.Checkout.Session): Payment | undefined {
  const { id, metadata, client_reference_id: accountId, currency, amount_total: cents } = session
  if (metadata?.['purpose'] !== PURPOSE || session.payment_status !== 'paid') return undefined
  if (accountId === null || currency !== 'usd' || cents === null) {
    throw new Error(`Stripe's session ${id} is paid but names no account, or no sum in USD`)
  }
  return { accountId, amount: cents * MICROS_PER_CENT, reference: `stripe:${id}` }
}

/** Stripe Checkout. Its library is loaded with the first call: a server that never sees a payment never pays for it. */
export function openStripe(settings: StripeSettings): Payments {
  let opening: Promise<Stripe> | undefined
  const client = () => (opening ??= openClient(settings))
  return {
    begin: async (order) => beginSession(await client(), order),
    read: async (body, signature) => {
      const { webhooks } = await client()
      let event: Stripe.Event
      try {
        event = webhooks.constructEvent(body, signature, settings.webhookSecret)
      } catch (error) {
        throw new UntrustedNotice(error)
      }
      return NOTICES.some((type) => type === event.type)
        ? paymentOf(event.data.object as Stripe.Checkout.Session)
        : undefined
    },
  }
}
