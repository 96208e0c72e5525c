/** A piece of source text; `kind` is undefined where it is nothing that stands out. */
export interface Token {
  text: string
  kind: 'comment' | 'string' | 'number' | undefined
}

const HASH_COMMENTS = new Set(['sh', 'python', 'ruby'])

const STRING = String.raw`"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\])*'`
const NUMBER = String.raw`\b\d+(?:\.\d+)?\b`

/** What stands out in every language: comments, texts, numbers. Good enough to read by; nothing runs from it. */
export function tokensOf(code: string, language: string): Token[] {
  const comment = HASH_COMMENTS.has(language)
    ? String.raw`(?<![^\s])#[^\n]*`
    : String.raw`(?<!:)//[^\n]*|/\*[\s\S]*?\*/`
  const parts = new RegExp(`(?<comment>${comment})|(?<string>${STRING})|(?<number>${NUMBER})`, 'g')
  const tokens: Token[] = []
  let at = 0
  for (const match of code.matchAll(parts)) {
    if (match.index > at) tokens.push({ text: code.slice(at, match.index), kind: undefined })
    const { comment: isComment, string: isString } = match.groups ?? {}
    const kind = isComment === undefined ? (isString === undefined ? 'number' : 'string') : 'comment'
    tokens.push({ text: match[0], kind })
    at = match.index + match[0].length
  }
  tokens.push({ text: code.slice(at), kind: undefined })
  return tokens
}
