/** Words in the sense of Unicode, as MiniSearch takes them. */
const WORD_END = /[\n\r\p{Z}\p{P}]+/u
const CHINESE = /\p{Script=Han}+/gu

/**
 * Chinese has no spaces between words. Each run of it becomes its pairs of characters (a lone one itself), in the index
 * and in the query alike, so that whatever stands together in a text is found.
 */
export function termsOf(text: string): string[] {
  const pairs = [...text.matchAll(CHINESE)].flatMap(([run]) => {
    const characters = Array.from(run)
    if (characters.length === 1) return characters
    return characters.slice(1).map((character, index) => `${characters[index]}${character}`)
  })
  const words = text.replace(CHINESE, ' ').split(WORD_END)
  return [...words, ...pairs].filter((term) => term !== '')
}

interface SearchedSection {
  anchor: string
  titles: string[]
  text: string
}

const HEADING = /<h([1-6])[^>]*? id="([^"]*)"[^>]*>([\s\S]*?)<\/h\1>/g

const plain = (html: string) =>
  html
    .replaceAll('<wbr>', '')
    .replace(/<a class="header-anchor"[\s\S]*?<\/a>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(lt|gt|amp|quot|#39);/g, ' ')
    .trim()

/**
 * The sections of a rendered page as the index takes them. Its tokenizer knows nothing of Chinese, so the text is given
 * as terms that are parted by spaces already, those of the headings with it.
 */
export function searchedSections(html: string): SearchedSection[] {
  const headings = [...html.matchAll(HEADING)]
  const above: string[] = []
  return headings.map((heading, index) => {
    const [whole, level = '1', anchor = '', inner = ''] = heading
    above.length = Number(level) - 1
    above[Number(level) - 1] = plain(inner)
    const titles = [...above].filter((title) => title !== undefined)
    const text = plain(html.slice(heading.index + whole.length, headings[index + 1]?.index))
    return { anchor, titles, text: termsOf(`${titles.join(' ')} ${text}`).join(' ') }
  })
}
