import { dirname, posix } from 'node:path'
import type { SitePage } from './site-pages.ts'

/** Where a link of a Markdown file of the repository leads on the site. */
type LinkTarget =
  | { kind: 'page'; path: string; anchor: string }
  | { kind: 'image'; name: string }
  | { kind: 'openapi' }
  | { kind: 'elsewhere'; url: string }
  /** A file of the repository that is no page: its name is told, without a link. */
  | { kind: 'file' }

/** How a link is written once its target is known. */
export type LinkWriter = (link: { text: string; bang: string }, target: LinkTarget) => string

const OPENAPI = 'docs/reference/openapi.json'
const FENCE = /(^```[\s\S]*?^```$|^~~~[\s\S]*?^~~~$)/m
const LINK = /(!?)\[((?:[^[\]]|\[[^\]]*\])*)\]\(([^()\s]+)\)/g

/** The same file may be a page of both languages; then the one of the page that links to it is meant. */
function pageFor(source: string, from: SitePage, pages: readonly SitePage[]): SitePage | undefined {
  const found = pages.filter((page) => page.source === source)
  return found.find(({ language }) => language === from.language) ?? found[0]
}

function targetOf(href: string, from: SitePage, pages: readonly SitePage[]): LinkTarget {
  if (/^[a-z]+:/.test(href)) return { kind: 'elsewhere', url: href }
  const [file = '', anchor = ''] = href.split('#')
  const source = file === '' ? from.source : posix.join(dirname(from.source), file)
  if (source === OPENAPI) return { kind: 'openapi' }
  if (source.startsWith('docs/images/')) return { kind: 'image', name: source.slice('docs/images/'.length) }
  const page = file === '' ? from : pageFor(source, from, pages)
  return page === undefined
    ? { kind: 'file' }
    : { kind: 'page', path: page.path, anchor: anchor === '' ? '' : `#${anchor}` }
}

/** The text of a page with every link outside of code written anew. */
export function withLinks(from: SitePage, pages: readonly SitePage[], write: LinkWriter): string {
  const rewritten = (text: string) =>
    text.replace(LINK, (_whole, bang: string, words: string, href: string) =>
      write({ text: words.includes('](') ? words.replace(LINK, '$2') : words, bang }, targetOf(href, from, pages)),
    )
  return from.text
    .split(FENCE)
    .map((part, index) => (index % 2 === 1 ? part : rewritten(part)))
    .join('')
}

/** For the generator, whose root is the folder of the pages. */
export const linkOnSite: LinkWriter = ({ text, bang }, target) => {
  switch (target.kind) {
    case 'page':
      return `[${text}](/${target.path}.md${target.anchor})`
    case 'image':
      return `${bang}[${text}](/images/${target.name})`
    case 'openapi':
      return `[${text}](server:openapi.json)`
    case 'elsewhere':
      return `${bang}[${text}](${target.url})`
    case 'file':
      return text
  }
}

/** For whoever reads the Markdown itself: absolute, from twin to twin. */
export function linkInTwin(origin: string): LinkWriter {
  return ({ text, bang }, target) => {
    switch (target.kind) {
      case 'page':
        return `[${text}](${origin}/docs/${target.path}.md${target.anchor})`
      case 'image':
        return `${bang}[${text}](${origin}/docs/images/${target.name})`
      case 'openapi':
        return `[${text}](${origin}/openapi.json)`
      case 'elsewhere':
        return `${bang}[${text}](${target.url})`
      case 'file':
        return text
    }
  }
}
