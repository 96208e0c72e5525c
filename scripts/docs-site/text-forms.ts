import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PAGE_LANGUAGES } from '../docs/page-language.ts'
import type { PageLanguage } from '../docs/page-language.ts'
import { linkInTwin, withLinks } from './site-links.ts'
import { siteGroups } from './site-pages.ts'
import type { SitePage } from './site-pages.ts'

/** What the server replaces by its own address; the same word as in src/http/docs/docs.ts. */
const ORIGIN = 'https://docs.invalid'

const SUMMARY: Readonly<Record<PageLanguage, string>> = {
  en: 'Self-hosted video-generation API: send a prompt or a picture, get a task, play the MP4. Keys, prepaid balance, limits, durable tasks and stored results in front of Veo 3.1, or of a built-in offline renderer.',
  zh: '自托管的视频生成 API：提交提示词或图片，得到任务，播放 MP4。密钥、预付余额、限流、可靠任务与结果存储一应俱全，后端可接 Veo 3.1，也可离线使用内置渲染器。',
}
const DESCRIPTION_CHARACTERS_MAX = 160

/** The first paragraph in plain words, cut at a sentence or a word. */
export function descriptionOf({ text }: SitePage): string {
  const paragraphs = text.replace(/^---[\s\S]*?^---$/m, '').split(/\n{2,}/)
  const first = paragraphs.find((part) => /^[\p{Letter}`*[]/u.test(part) && !part.startsWith('[中文]')) ?? ''
  const plain = first
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[`*]/g, '')
    .replace(/\s+/g, ' ')
  if (plain.length <= DESCRIPTION_CHARACTERS_MAX) return plain.trim()
  const cut = plain.slice(0, DESCRIPTION_CHARACTERS_MAX)
  const end = Math.max(cut.lastIndexOf('. '), cut.lastIndexOf('。'), cut.lastIndexOf('；'))
  return end > 40 ? cut.slice(0, end + 1) : `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 60))}…`
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

/**
 * Writes beside the built pages what is read without a browser: each page's Markdown twin, and for each language `llms.txt`
 * (the list of pages) and `llms-full.txt` (all of them), in the form of llmstxt.org.
 */
export function writeTextForms(root: string, target: string): void {
  const everyPage = PAGE_LANGUAGES.flatMap((language) => siteGroups(root, language).flatMap(({ pages }) => pages))
  const twin = (page: SitePage) => withLinks(page, everyPage, linkInTwin(ORIGIN))
  for (const language of PAGE_LANGUAGES) {
    const groups = siteGroups(root, language)
    const head = `# Reelgate\n\n> ${SUMMARY[language]}\n`
    const list = groups.map(({ title, pages }) => {
      const lines = pages.map((page) => `- [${page.title}](${ORIGIN}/docs/${page.path}.md): ${descriptionOf(page)}`)
      return `\n## ${title}\n\n${lines.join('\n')}\n`
    })
    const openApi = `- [OpenAPI](${ORIGIN}/openapi.json): OpenAPI 3.1\n`
    const short = `${head}${list.join('')}\n## OpenAPI\n\n${openApi}`
    write(join(target, language, 'llms.txt'), short)
    // The home page is a list of where to go, and so is its twin.
    write(join(target, language, 'index.md'), short)
    const texts = groups.flatMap(({ pages }) => pages).map((page) => twin(page).trim())
    write(join(target, language, 'llms-full.txt'), `${head}\n${texts.join('\n\n---\n\n')}\n`)
  }
  for (const page of everyPage) write(join(target, `${page.path}.md`), twin(page))
}
