import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { INTERNALS, SIDEBAR } from '../../docs-site/sidebar.ts'
import { PAGE_LANGUAGES, type PageLanguage } from '../docs/page-language.ts'

/** A page of the site, made of a Markdown file of the repository. */
export interface SitePage {
  /** Below the repository: `docs/en/api.md`. */
  source: string
  /** Below /docs/, without an ending: `en/api`. */
  path: string
  language: PageLanguage
  /** As it stands in the repository, with links from there. */
  text: string
  /** Its first heading. */
  title: string
}

/** Pages under one heading of the sidebar. */
export interface SiteGroup {
  title: string
  pages: readonly SitePage[]
}

const ENGLISH_ONLY = '> 本页只有英文。\n\n'

function readPage(root: string, source: string, path: string): SitePage {
  const language = path.startsWith('zh/') ? 'zh' : 'en'
  const text = readFileSync(join(root, source), 'utf8')
  const title = (/^# (.+)$/m.exec(text)?.[1] ?? path).replaceAll('`', '')
  return { source, path, language, text, title }
}

const namesIn = (root: string, folder: string) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => name.slice(0, -'.md'.length))
    .sort()

function guideGroups(root: string, language: PageLanguage): SiteGroup[] {
  const names = namesIn(root, `docs/${language}`)
  const meant = (pattern: string) =>
    pattern.endsWith('*')
      ? names.filter((name) => name.startsWith(pattern.slice(0, -1)))
      : names.filter((name) => name === pattern)
  return SIDEBAR.map(({ title, pages }) => ({
    title: title[language],
    pages: pages.flatMap(meant).map((name) => readPage(root, `docs/${language}/${name}.md`, `${language}/${name}`)),
  })).filter(({ pages }) => pages.length > 0)
}

/** What explains the inside is written in English; the Chinese site has it too, and says so. */
function internalGroups(root: string, language: PageLanguage): SiteGroup[] {
  const noted = (page: SitePage) =>
    language === 'en'
      ? page
      : { ...page, text: page.text.replace(/^# .+\n+/m, (heading) => `${heading}${ENGLISH_ONLY}`) }
  const inside = INTERNALS.map(({ name, source }) => readPage(root, source, `${language}/${name}`))
  const decisions = namesIn(root, 'docs/decisions').map((name) =>
    readPage(root, `docs/decisions/${name}.md`, `${language}/decisions/${name}`),
  )
  return [
    { title: language === 'en' ? 'Inside' : '内部', pages: inside.map(noted) },
    { title: language === 'en' ? 'Decisions' : '设计决策', pages: decisions.map(noted) },
  ]
}

/** The whole site in one language, group by group as its sidebar shows them. */
export function siteGroups(root: string, language: PageLanguage): SiteGroup[] {
  return [...guideGroups(root, language), ...internalGroups(root, language)]
}

export function sitePages(root: string): SitePage[] {
  return PAGE_LANGUAGES.flatMap((language) => siteGroups(root, language).flatMap(({ pages }) => pages))
}
