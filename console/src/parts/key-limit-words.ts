import { dictionary } from '../i18n/dictionary.ts'

/** Words for what bounds a key. */
export const words = dictionary({
  en: {
    noLimits: 'None',
    scopeNames: {
      generate: 'Make videos',
      read: 'Read tasks',
      upload: 'Upload pictures',
      balance: 'See the balance',
    },
    limitTotal: (usd: string) => `${usd} in all`,
    limitDay: (usd: string) => `${usd} a day`,
    limitTasks: (count: string) => `${count} at a time`,
    limitSubmits: (count: string) => `${count} submits/min`,
    limitPolls: (count: string) => `${count} polls/min`,
    limitModels: (count: number) => `${count} ${count === 1 ? 'model' : 'models'}`,
    limitAddresses: (count: number) => `${count} ${count === 1 ? 'address range' : 'address ranges'}`,
    limitExpires: (date: string) => `until ${date}`,
  },
  zh: {
    noLimits: '无',
    scopeNames: { generate: '生成视频', read: '查询任务', upload: '上传图片', balance: '查看余额' },
    limitTotal: (usd: string) => `共 ${usd}`,
    limitDay: (usd: string) => `每天 ${usd}`,
    limitTasks: (count: string) => `同时 ${count} 个任务`,
    limitSubmits: (count: string) => `提交 ${count} 次/分`,
    limitPolls: (count: string) => `查询 ${count} 次/分`,
    limitModels: (count: number) => `${count} 个模型`,
    limitAddresses: (count: number) => `${count} 个地址段`,
    limitExpires: (date: string) => `${date} 到期`,
  },
})
