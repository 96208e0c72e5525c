/** The languages that the guide is written in. */
export type PageLanguage = 'en' | 'zh'

export const PAGE_LANGUAGES = ['en', 'zh'] as const satisfies readonly PageLanguage[]

/** Said at the top of every page that is generated, so that nobody edits it by hand. */
export const generatedNote = (sources: string) =>
  `<!-- Generated from ${sources} by scripts/generate-docs.ts. Edit those, then run: npm run docs -->`

/** A Markdown table. A pipe inside a cell would end the cell, so it is escaped. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
