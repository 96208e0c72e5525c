import { dictionary } from '../../../i18n/dictionary.ts'

export const words = dictionary({
  en: {
    title: 'Settings',
    lead: 'What this server was started with. They are changed where they stand, in the environment or the settings file, and with a restart.',
    search: 'Find a setting',
    onlySet: 'Only those that are set',
    name: 'Setting',
    value: 'Value',
    source: 'Source',
    sources: { env: 'Environment', file: 'File', default: 'Default' },
    unset: 'not set',
    secret: 'set, kept secret',
    none: 'No setting goes by this.',
  },
  zh: {
    title: '系统设置',
    lead: '本服务器启动时的设置。请在其来源处（环境变量或设置文件）修改，重启后生效。',
    search: '查找设置',
    onlySet: '只显示已设置的',
    name: '设置',
    value: '值',
    source: '来源',
    sources: { env: '环境变量', file: '文件', default: '默认' },
    unset: '未设置',
    secret: '已设置，不显示',
    none: '没有符合的设置。',
  },
})
