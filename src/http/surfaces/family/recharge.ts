import { ReelgateError } from '../../../domain/errors.ts'
import { toUsd } from '../../../domain/money.ts'
import { UntrustedNotice } from '../../../domain/payment.ts'
import type { PaymentOrder, Payments } from '../../../domain/payment.ts'
import { bookPayment } from '../../../flow/book-payment.ts'
import { callerOf } from '../../context.ts'
import type { HttpContext, HttpServices } from '../../context.ts'
import { readBody } from '../../read-body.ts'
import { readText } from '../../read-json.ts'
import { checkoutBody } from './money-schemas.ts'
import { countRecharge } from './money.ts'

/** Stripe's notices are a few KB. */
const NOTICE_BYTES_MAX = 1_048_576

function paymentsOf({ recharge }: HttpServices): NonNullable<HttpServices['recharge']> {
  if (recharge === undefined) throw new ReelgateError('recharge_off')
  return recharge
}

/** Where the payment page leads back to: whoever began in the console comes back to its page. */
function wayBack(c: HttpContext, services: HttpServices): Pick<PaymentOrder, 'successUrl' | 'cancelUrl'> {
  const { successUrl, cancelUrl } = paymentsOf(services)
  const back = services.publicUrl()
  const page = `${back}/balance?payment=`
  if (c.get('signedIn')) return { successUrl: `${page}done`, cancelUrl: `${page}cancelled` }
  return { successUrl: successUrl ?? back, cancelUrl: cancelUrl ?? back }
}

/** Begins a payment at the payment service. Nothing is credited before the service says that it was paid. */
export async function checkout(c: HttpContext, services: HttpServices): Promise<Response> {
  const { payments, min, max } = paymentsOf(services)
  const { account } = callerOf(c)
  const { amount } = await readBody(c, services, checkoutBody)
  if (amount < min || amount > max) {
    throw new ReelgateError('field_range', { param: 'amount', values: { min: toUsd(min), max: toUsd(max) } })
  }
  countRecharge(c, services)
  const order = { accountId: account.id, amount, ...wayBack(c, services) }
  let begun: Awaited<ReturnType<Payments['begin']>>
  try {
    begun = await payments.begin(order)
  } catch (cause) {
    throw new ReelgateError('upstream_unavailable', {
      cause,
      operatorText: 'the payment service did not take an order',
    })
  }
  return c.json({ code: 200, data: { id: begun.id, url: begun.url, amount: toUsd(amount) } })
}

/** A notice of the payment service. Its signature is its only credential, and is checked over the bytes that came. */
export async function notice(c: HttpContext, services: HttpServices): Promise<Response> {
  const { payments } = paymentsOf(services)
  const { db, clock, log } = services.flow
  const body = await readText(c, NOTICE_BYTES_MAX)
  let payment: Awaited<ReturnType<Payments['read']>>
  try {
    payment = await payments.read(body, c.req.header('stripe-signature') ?? '')
  } catch (cause) {
    if (cause instanceof UntrustedNotice) throw new ReelgateError('notice_untrusted', { cause })
    throw cause
  }
  if (payment !== undefined && (await bookPayment(db, payment, clock.now()))) {
    const { accountId: account, reference, amount } = payment
    log.info({ account, reference, usd: toUsd(amount) }, 'a payment was credited')
  }
  return c.json({ received: true })
}
