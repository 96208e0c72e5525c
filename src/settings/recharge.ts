import { webAddress } from '../setting-rules.ts'

/** How callers come to more money. */
export const RECHARGE_SETTINGS = {
  rechargeUrl: {
    env: 'REELGATE_RECHARGE_URL',
    parse: webAddress,
    standard: undefined,
    en: 'Page where callers can top up; a 402 names it. Default: none is named.',
    zh: '调用方充值的页面，余额不足（402）的回答会给出此地址。默认：不给出。',
  },
} as const
