import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { transformerStyleToClass } from '@shikijs/transformers'
import { defineConfig } from 'vitepress'
import type { DefaultTheme } from 'vitepress'
import type { PageLanguage } from '../../scripts/docs/page-language.ts'
import { siteGroups } from '../../scripts/docs-site/site-pages.ts'
import { extend, slugify } from './markdown.ts'
import { searchedSections } from './search-terms.ts'
import { NAVIGATION, SEARCH_IN_CHINESE, WORDS } from './words.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Colours of code as classes of one style sheet: the policy of the pages allows no style attributes. */
const colours = transformerStyleToClass({ classPrefix: 'code-' })

function themeOf(language: PageLanguage): DefaultTheme.Config {
  const [guide = '', reference = '', operate = '', console = ''] = NAVIGATION[language]
  const groups = siteGroups(ROOT, language).map(({ title, pages }) => ({
    text: title,
    items: pages.map((page): DefaultTheme.SidebarItem => ({ text: page.title, link: `/${page.path}` })),
  }))
  const viewer = { text: reference, link: `/${language}/reference`, target: '_self' }
  const api = `/${language}/api`
  groups.find(({ items }) => items.some(({ link }) => link === api))?.items.unshift(viewer)
  const decisions = groups.pop()
  const first = decisions?.items[0]?.link
  // Twenty decisions would bury the guide: one line leads to them, and beside them they have the sidebar to themselves.
  if (first !== undefined) groups.at(-1)?.items.push({ text: decisions?.text ?? '', link: first })
  const sidebar = { [`/${language}/`]: groups, [`/${language}/decisions/`]: decisions === undefined ? [] : [decisions] }
  return {
    ...WORDS[language],
    sidebar,
    nav: [
      { text: guide, link: `/${language}/quick-start` },
      viewer,
      { text: operate, link: `/${language}/deployment` },
      // Outside of the site: the server leads on to it.
      { text: console, link: '/console', target: '_self' },
    ],
  }
}

export default defineConfig({
  base: '/docs/',
  srcDir: 'pages',
  outDir: 'dist',
  cleanUrls: true,
  // An error message names this machine as an example.
  ignoreDeadLinks: 'localhostLinks',
  metaChunk: true,
  title: 'Reelgate',
  head: [
    ['link', { rel: 'icon', type: 'image/svg+xml', href: '/docs/logo.svg' }],
    ['link', { rel: 'stylesheet', href: '/docs/code-colours.css' }],
    ['meta', { name: 'theme-color', content: '#10677e' }],
  ],
  locales: {
    en: { label: 'English', lang: 'en', themeConfig: themeOf('en') },
    zh: { label: '简体中文', lang: 'zh-CN', themeConfig: themeOf('zh') },
  },
  themeConfig: {
    logo: { src: '/logo.svg', alt: '' },
    search: {
      provider: 'local',
      options: {
        locales: { zh: SEARCH_IN_CHINESE },
        miniSearch: { _splitIntoSections: (_path: string, html: string) => searchedSections(html) },
      },
    },
  },
  markdown: {
    // Prose may write <key> without meaning an element.
    html: false,
    anchor: { slugify },
    // The standard ones leave comments and names too pale to read.
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    codeTransformers: [colours],
    config: extend,
  },
  // Its esbuild does not know the target of our tsconfig.json, and needs none of it.
  vite: { esbuild: { tsconfigRaw: {} } },
  transformHead: ({ page }) => [['link', { rel: 'alternate', type: 'text/markdown', href: `/docs/${page}` }]],
  buildEnd: ({ outDir }) => writeFileSync(join(outDir, 'code-colours.css'), colours.getCSS()),
})
