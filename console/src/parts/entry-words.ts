import { dictionary } from '../i18n/dictionary.ts'

export const words = dictionary({
  en: {
    name: 'Movements of money',
    none: 'No money has moved yet.',
    when: 'When',
    kind: 'What',
    about: 'For',
    amount: 'Amount',
    kinds: { top_up: 'Top-up', hold: 'Put on hold', capture: 'Charged', release: 'Given back', adjust: 'Correction' },
    fromHeld: 'from what was on hold',
    byCard: 'Card payment',
    byCode: 'Redeem code',
  },
  zh: {
    name: '资金明细',
    none: '还没有资金变动。',
    when: '时间',
    kind: '类型',
    about: '说明',
    amount: '金额',
    kinds: { top_up: '充值', hold: '冻结', capture: '扣费', release: '解冻退回', adjust: '调整' },
    fromHeld: '从冻结金额中扣除',
    byCard: '银行卡支付',
    byCode: '兑换码',
  },
})
