import type { MarkdownOptions } from 'vitepress'

type MarkdownIt = Parameters<NonNullable<MarkdownOptions['config']>>[0]

/** The anchor that GitHub gives a heading: the same links work there and here. */
export const slugify = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number} _-]/gu, '')
    .replaceAll(' ', '-')

/** Commands are coloured as such; other indented blocks are whatever they are. */
const COMMAND =
  /^(\w+=\$\(|while|npm|npx|curl|export|reelgate|sudo|systemctl|journalctl|cp|tar|git|cd|node|docker|install)\b/

/** Stands at a piece of code that is in a table. */
const IN_TABLE = 'in a table'

/** What the staged pages write for the document that only the running server has. */
const OPENAPI_LINK = 'server:openapi.json'

/** Behind what a long name may go on in the next line: `_`, `/`, `.`, `,`, and before a capital. */
const SEAM = /[_/.,](?=\w)|[a-z](?=[A-Z])/g

/** Names in the cells of tables break at their seams, so that a narrow column holds them and none is cut in two. */
function breakNamesInTables(md: MarkdownIt): void {
  const { rules } = md.renderer
  const codeInline = rules.code_inline
  rules.code_inline = (...given) => {
    const [tokens, index, options, , self] = given
    const html = codeInline?.(...given) ?? self.renderToken(tokens, index, options)
    if (tokens[index]?.meta !== IN_TABLE) return html
    return html.replace(/(?<=>)[^<]+(?=<\/code>)/, (name) => name.replace(SEAM, '$&<wbr>'))
  }
  md.core.ruler.push('code_in_tables', ({ tokens }) => {
    let isInTable = false
    for (const { type, children } of tokens) {
      if (type === 'table_open' || type === 'table_close') isInTable = type === 'table_open'
      if (isInTable) for (const child of children ?? []) if (child.type === 'code_inline') child.meta = IN_TABLE
    }
  })
}

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
  breakNamesInTables(md)
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
