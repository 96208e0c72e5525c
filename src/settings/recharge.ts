import { dollars, origin, text, webAddress } from '../setting-rules.ts'

/** How callers come to more money. */
export const RECHARGE_SETTINGS = {
  rechargeUrl: {
    env: 'REELGATE_RECHARGE_URL',
    parse: webAddress,
    standard: undefined,
    en: 'Page where callers can top up; a 402 names it. Default: none is named.',
    zh: '调用方充值的页面，余额不足（402）的回答会给出此地址。默认：不给出。',
  },
  rechargeMin: {
    env: 'REELGATE_RECHARGE_MIN',
    parse: dollars,
    standard: '1',
    en: 'Least that a caller may pay at once, in USD. Stripe takes nothing below 0.50.',
    zh: '调用方单次支付的最低金额（美元）。Stripe 不接受低于 0.50 的金额。',
  },
  rechargeMax: {
    env: 'REELGATE_RECHARGE_MAX',
    parse: dollars,
    standard: '1000',
    en: 'Most that a caller may pay at once, in USD.',
    zh: '调用方单次支付的最高金额（美元）。',
  },
  rechargeSuccessUrl: {
    env: 'REELGATE_RECHARGE_SUCCESS_URL',
    parse: webAddress,
    standard: undefined,
    en: "Where the payment page leads after a payment that a program began; the console's come back to its own page, `/balance?payment=done`. Default: REELGATE_RECHARGE_URL, else the server itself.",
    zh: '由程序发起的支付完成后跳转的页面；从控制台发起的支付会回到控制台自己的页面 `/balance?payment=done`。默认：REELGATE_RECHARGE_URL；未设置时为服务器自身的地址。',
  },
  rechargeCancelUrl: {
    env: 'REELGATE_RECHARGE_CANCEL_URL',
    parse: webAddress,
    standard: undefined,
    en: "The same, when the payer turns back; the console's is `/balance?payment=cancelled`. Default: as after a payment.",
    zh: '放弃支付后跳转的页面，规则同上；控制台的为 `/balance?payment=cancelled`。默认：与支付完成后相同。',
  },
  stripeSecretKey: {
    env: 'REELGATE_STRIPE_SECRET_KEY',
    parse: text,
    standard: undefined,
    secret: true,
    en: 'Secret key of a Stripe account. With it callers can pay by Stripe Checkout; without it they can not.',
    zh: 'Stripe 账户的密钥。设置后调用方可以通过 Stripe Checkout 付款，不设置则不能。',
  },
  stripeWebhookSecret: {
    env: 'REELGATE_STRIPE_WEBHOOK_SECRET',
    parse: text,
    standard: undefined,
    secret: true,
    en: 'Signing secret of the Stripe webhook that points at /v1/recharge/stripe/webhook. Goes with the secret key.',
    zh: '指向 /v1/recharge/stripe/webhook 的 Stripe webhook 的签名密钥，须与 Stripe 密钥一起设置。',
  },
  stripeApiBase: {
    env: 'REELGATE_STRIPE_API_BASE',
    parse: origin,
    standard: undefined,
    en: "Where Stripe's API is, for tests. Default: Stripe's own address.",
    zh: 'Stripe 接口的地址，供测试使用。默认：Stripe 官方地址。',
  },
} as const

/** What is wrong with these together, although each is right by itself. */
export function rechargeMistakes(values: {
  rechargeMin?: unknown
  rechargeMax?: unknown
  stripeSecretKey?: unknown
  stripeWebhookSecret?: unknown
}): string[] {
  const { rechargeMin: min, rechargeMax: max, stripeSecretKey: key, stripeWebhookSecret: secret } = values
  const mistakes: string[] = []
  if ((key === undefined) !== (secret === undefined)) {
    mistakes.push('REELGATE_STRIPE_SECRET_KEY and REELGATE_STRIPE_WEBHOOK_SECRET belong together; set both or neither')
  }
  if (typeof min === 'number' && typeof max === 'number' && min > max) {
    mistakes.push('REELGATE_RECHARGE_MIN is more than REELGATE_RECHARGE_MAX; correct one')
  }
  return mistakes
}
