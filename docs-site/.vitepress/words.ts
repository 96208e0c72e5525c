import type { DefaultTheme } from 'vitepress'
import type { PageLanguage } from '../../scripts/docs/page-language.ts'

const footer = { copyright: 'Apache-2.0' }

/** What the frame around the pages says, where it is not the generator's own English. */
export const WORDS: Readonly<Record<PageLanguage, DefaultTheme.Config>> = {
  en: {
    outline: { level: [2, 3], label: 'On this page' },
    docFooter: { prev: 'Previous', next: 'Next' },
    footer: { message: 'Reelgate, a self-hosted video-generation API.', ...footer },
  },
  zh: {
    outline: { level: [2, 3], label: '本页内容' },
    docFooter: { prev: '上一页', next: '下一页' },
    footer: { message: 'Reelgate，自托管的视频生成 API。', ...footer },
    darkModeSwitchLabel: '外观',
    lightModeSwitchTitle: '切换到浅色',
    darkModeSwitchTitle: '切换到深色',
    sidebarMenuLabel: '目录',
    returnToTopLabel: '回到顶部',
    langMenuLabel: '切换语言',
    skipToContentLabel: '跳到正文',
    notFound: {
      title: '页面不存在',
      quote: '地址可能写错了，或页面已经移动。',
      linkLabel: '回到首页',
      linkText: '回到首页',
    },
  },
}

export const NAVIGATION: Readonly<Record<PageLanguage, readonly string[]>> = {
  en: ['Guide', 'API reference', 'Operate', 'Console'],
  zh: ['指南', 'API 参考', '运维', '控制台'],
}

export const SEARCH_IN_CHINESE = {
  translations: {
    button: { buttonText: '搜索', buttonAriaLabel: '搜索' },
    modal: {
      displayDetails: '显示摘要',
      resetButtonTitle: '清除',
      backButtonTitle: '关闭',
      noResultsText: '没有找到',
      footer: {
        selectText: '选择',
        selectKeyAriaLabel: '回车',
        navigateText: '移动',
        navigateUpKeyAriaLabel: '上',
        navigateDownKeyAriaLabel: '下',
        closeText: '关闭',
        closeKeyAriaLabel: 'Esc',
      },
    },
  },
}
