import { dictionary } from '../../i18n/dictionary.ts'

export const words = dictionary({
  en: {
    title: 'Same request as code',
    lead: 'It follows the form. The key is taken from REELGATE_API_KEY:',
    createKey: 'create one',
    languages: 'Languages',
    submit: 'Submit only',
    whole: 'Whole program',
    extent: 'How much of it',
    code: (language: string) => `${language} code`,
    runs: (command: string) => `Run: ${command}`,
  },
  zh: {
    title: '同样的请求，写成代码',
    lead: '随表单实时变化。密钥取自环境变量 REELGATE_API_KEY：',
    createKey: '创建密钥',
    languages: '编程语言',
    submit: '仅提交',
    whole: '完整程序',
    extent: '代码范围',
    code: (language: string) => `${language} 代码`,
    runs: (command: string) => `运行：${command}`,
  },
})
