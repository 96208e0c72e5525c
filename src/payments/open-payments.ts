import type { MicroUsd } from '../domain/money.ts'
import type { RechargeTerms } from '../domain/payment.ts'
import { openStripe } from './stripe.ts'

interface PaymentSettings {
  stripeSecretKey: string | undefined
  stripeWebhookSecret: string | undefined
  stripeApiBase: string | undefined
  rechargeUrl: string | undefined
  rechargeSuccessUrl: string | undefined
  rechargeCancelUrl: string | undefined
  rechargeMin: MicroUsd
  rechargeMax: MicroUsd
}

/** How callers can pay; undefined where no payment service is configured. */
export function openPayments(settings: PaymentSettings): RechargeTerms | undefined {
  const { stripeSecretKey: secretKey, stripeWebhookSecret: webhookSecret, stripeApiBase: apiBase } = settings
  if (secretKey === undefined || webhookSecret === undefined) return undefined
  const { rechargeMin: min, rechargeMax: max, rechargeSuccessUrl: successUrl = settings.rechargeUrl } = settings
  const payments = openStripe({ secretKey, webhookSecret, apiBase })
  return { payments, min, max, successUrl, cancelUrl: settings.rechargeCancelUrl ?? successUrl }
}
