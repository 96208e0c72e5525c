import type { MarkdownOptions } from 'vitepress'

type MarkdownIt = Parameters<NonNullable<MarkdownOptions['config']>>[0]

/** The anchor that GitHub gives a heading: the same links work there and here. */
export const slugify = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number} _-]/gu, '')
    .replaceAll(' ', '-')

/** Commands are coloured as such; other indented blocks are whatever they are. */
const COMMAND = /^(npm|npx|curl|export|reelgate|sudo|systemctl|journalctl|cp|tar|git|cd|node|docker|install)\b/

/** What the staged pages write for the document that only the running server has. */
const OPENAPI_LINK = 'server:openapi.json'

/** What the house style of the pages needs of the generator. */
export function extend(md: MarkdownIt): void {
  const { rules } = md.renderer
  const fence = rules.fence
  rules.code_block = (...given) => {
    const [tokens, index] = given
    const token = tokens[index]
    if (token === undefined || fence === undefined) return ''
    token.info = COMMAND.test(token.content) ? 'sh' : 'txt'
    return fence(...given)
  }
  const linkOpen = rules.link_open
  rules.link_open = (...given) => {
    const [tokens, index, options, , self] = given
    if (tokens[index]?.attrGet('href') === OPENAPI_LINK) return '<a href="/openapi.json" target="_self">'
    return linkOpen?.(...given) ?? self.renderToken(tokens, index, options)
  }
  // Reached by the keyboard, since a wide table is scrolled sideways.
  rules.table_open = () => '<table tabindex="0">\n'
  // The policy of the pages allows no style attributes.
  md.core.ruler.push('alignment_by_class', (state) => {
    for (const token of state.tokens) {
      const alignment = /^text-align:(\w+)$/.exec(token.attrGet('style') ?? '')?.[1]
      if (alignment === undefined) continue
      token.attrs = (token.attrs ?? []).filter(([name]) => name !== 'style')
      token.attrSet('class', `align-${alignment}`)
    }
  })
}
