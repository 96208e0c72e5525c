import { createServer } from 'node:http'
import type { TestContext } from 'node:test'
import { Stripe } from 'stripe'
import { listenFor } from './listen.ts'

const SECRET = 'whsec_test'

/** A session as Stripe has it, as far as anybody looks. */
export interface Session {
  id: string
  object: 'checkout.session'
  url: string
  currency: string
  amount_total: number
  payment_status: 'paid' | 'unpaid'
  client_reference_id: string | null
  metadata: Record<string, string>
}

/** Stands in for Stripe's API over HTTP, and signs notices as Stripe does, with the library's own hand. */
export class StripeStandIn {
  readonly sessions: Session[] = []
  /** Every request as it came: a form, as Stripe's API takes it. */
  readonly forms: URLSearchParams[] = []
  /** What the next calls are answered with in place of a session. */
  refusing = false
  url = ''

  static async open(context: TestContext): Promise<StripeStandIn> {
    const standIn = new StripeStandIn()
    const server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const known = `${request.method} ${request.url}` === 'POST /v1/checkout/sessions'
        const answer = known ? standIn.#create(new URLSearchParams(Buffer.concat(chunks).toString())) : undefined
        response.writeHead(answer === undefined ? 400 : 200, { 'content-type': 'application/json' })
        const error = { type: 'invalid_request_error', message: 'refused' }
        response.end(JSON.stringify(answer ?? { error }))
      })
    })
    standIn.url = await listenFor(context, server)
    return standIn
  }

  #create(form: URLSearchParams): Session | undefined {
    this.forms.push(form)
    if (this.refusing) return undefined
    const id = `cs_test_${this.sessions.length + 1}`
    const session: Session = {
      id,
      object: 'checkout.session',
      url: `${this.url}/pay/${id}`,
      currency: form.get('line_items[0][price_data][currency]') ?? '',
      amount_total: Number(form.get('line_items[0][price_data][unit_amount]')),
      payment_status: 'unpaid',
      client_reference_id: form.get('client_reference_id'),
      metadata: { purpose: form.get('metadata[purpose]') ?? '' },
    }
    this.sessions.push(session)
    return session
  }

  /** What a server must be told so that it takes this for Stripe. */
  get env(): Record<string, string> {
    return {
      REELGATE_STRIPE_SECRET_KEY: 'sk_test_x',
      REELGATE_STRIPE_WEBHOOK_SECRET: SECRET,
      REELGATE_STRIPE_API_BASE: this.url,
    }
  }
}

/** A notice that the session was paid, or what `changes` make of it: its body, and the header that signs it. */
export function noticeOf(
  session: Session,
  { type = 'checkout.session.completed', timestamp, secret = SECRET, ...changes }: NoticeChanges = {},
): { body: string; headers: Record<string, string> } {
  const object = { ...session, payment_status: 'paid', ...changes }
  const body = JSON.stringify({ id: 'evt_1', object: 'event', type, data: { object } }, undefined, 2)
  const when = timestamp === undefined ? {} : { timestamp }
  const signature = Stripe.webhooks.generateTestHeaderString({ payload: body, secret, ...when })
  return { body, headers: { 'stripe-signature': signature, authorization: '' } }
}

type NoticeChanges = Partial<Session> & { type?: string; timestamp?: number; secret?: string }
