import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PAGE_LANGUAGES } from '../docs/page-language.ts'
import type { PageLanguage } from '../docs/page-language.ts'

const WORDS = {
  en: {
    lang: 'en',
    title: 'API reference',
    back: 'Docs',
    console: 'Console',
    other: '简体中文',
    noScript: 'This page needs JavaScript. The same, as text:',
  },
  zh: {
    lang: 'zh-CN',
    title: 'API 参考',
    back: '文档',
    console: '控制台',
    other: 'English',
    noScript: '本页需要 JavaScript。文字版：',
  },
} as const

/** Writes a file under a name that changes with its content; answers with its address. */
function writeAsset(target: string, name: string, content: Buffer): string {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 10)
  const file = `assets/${name.replace('.', `.${hash}.`)}`
  mkdirSync(join(target, 'assets'), { recursive: true })
  writeFileSync(join(target, file), content)
  return `/docs/${file}`
}

interface Assets {
  viewer: string
  start: string
  style: string
}

function pageHtml(language: PageLanguage, { viewer, start, style }: Assets): string {
  const { lang, title, back, console, other, noScript } = WORDS[language]
  const otherLanguage = language === 'en' ? 'zh' : 'en'
  return `<!doctype html>
<html lang="${lang}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${title} | Reelgate</title>
    <link rel="icon" type="image/svg+xml" href="/docs/logo.svg" />
    <link rel="stylesheet" href="${style}" />
    <script src="${start}"></script>
  </head>
  <body>
    <header class="bar">
      <a class="home" href="/docs/${language}/"><img src="/docs/logo.svg" alt="" width="24" height="24" />Reelgate</a>
      <a href="/docs/${language}/quick-start">${back}</a>
      <a href="/playground">${console}</a>
      <a href="/docs/${otherLanguage}/reference" lang="${WORDS[otherLanguage].lang}">${other}</a>
    </header>
    <main>
      <div id="reference"></div>
      <noscript><p>${noScript} <a href="/docs/${language}/api">/docs/${language}/api</a></p></noscript>
    </main>
    <script src="${viewer}"></script>
  </body>
</html>
`
}

/** The reference of the API: a page around a viewer that reads the server's own /openapi.json. */
export function writeReferencePages(root: string, target: string): void {
  const viewerFile = join(root, 'node_modules/@scalar/api-reference/dist/browser/standalone.js')
  const own = (name: string) => readFileSync(join(root, 'docs-site/reference', name))
  const assets = {
    viewer: writeAsset(target, 'viewer.js', readFileSync(viewerFile)),
    start: writeAsset(target, 'reference.js', own('reference.js')),
    style: writeAsset(target, 'reference.css', own('reference.css')),
  }
  for (const language of PAGE_LANGUAGES) {
    writeFileSync(join(target, language, 'reference.html'), pageHtml(language, assets))
  }
}
