import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PAGE_LANGUAGES } from '../docs/page-language.ts'
import { linkOnSite, withLinks } from './site-links.ts'
import { sitePages } from './site-pages.ts'
import { descriptionOf } from './text-forms.ts'

/** Lays the pages out as the generator wants them: one folder for each language, links from its root, pictures beside them. */
export function stagePages(root: string): void {
  const folder = join(root, 'docs-site/pages')
  rmSync(folder, { recursive: true, force: true })
  cpSync(join(root, 'docs-site/public'), join(folder, 'public'), { recursive: true })
  cpSync(join(root, 'docs/images'), join(folder, 'public/images'), { recursive: true })
  const pages = sitePages(root)
  for (const page of pages) {
    const file = join(folder, `${page.path}.md`)
    mkdirSync(dirname(file), { recursive: true })
    const head = `---\ndescription: ${JSON.stringify(descriptionOf(page))}\n---\n\n`
    const text = withLinks(page, pages, linkOnSite).replace(/^<!--[\s\S]*?-->\n*/, '')
    writeFileSync(file, `${head}${text}`)
  }
  for (const language of PAGE_LANGUAGES) {
    cpSync(join(root, `docs-site/home/${language}.md`), join(folder, language, 'index.md'))
  }
}
