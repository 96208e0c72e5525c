import { dictionary } from '../i18n/dictionary.ts'

export const words = dictionary({
  en: {
    states: {
      submitted: 'Submitted',
      pending: 'Waiting',
      starting: 'Starting',
      running: 'Running',
      storing: 'Storing',
      unresolved: 'Unresolved',
      completed: 'Completed',
      failed: 'Failed',
      cancelled: 'Cancelled',
    },
  },
  zh: {
    states: {
      submitted: '已提交',
      pending: '排队中',
      starting: '启动中',
      running: '生成中',
      storing: '保存中',
      unresolved: '待核实',
      completed: '已完成',
      failed: '失败',
      cancelled: '已取消',
    },
  },
})
