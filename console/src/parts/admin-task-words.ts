import { dictionary } from '../i18n/dictionary.ts'

/** What administrators are told of a task wherever one is shown. */
export const words = dictionary({
  en: {
    task: 'Task',
    state: 'State',
    account: 'Account',
    model: 'Model',
    provider: 'Provider',
    price: 'Price',
    created: 'Submitted',
  },
  zh: {
    task: '任务',
    state: '状态',
    account: '账户',
    model: '模型',
    provider: '提供方',
    price: '价格',
    created: '提交时间',
  },
})
