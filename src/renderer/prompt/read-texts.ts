const QUOTED =
  /“([^”]{1,60})”|"([^"]{1,60})"|「([^」]{1,60})」|『([^』]{1,60})』|《([^》]{1,60})》|‘([^’]{1,60})’|(?<![\p{L}\p{N}])'([^']{1,60})'(?![\p{L}\p{N}])/gu

/** Words near a quotation by which it is something to read. */
const WRITTEN =
  /\b(?:signs?|signboard|banners?|text|reads?|reading|written|words?|titles?|captions?|label(?:l?ed|s)?|billboards?|posters?|logo|spell(?:s|ed|ing)?|letters?|lettering|neon|print(?:ed)?|placard|chalkboard|blackboard|t-?shirt|flag|card|painted|engraved|says?|saying)\b|写着|写有|写了|印着|印有|标着|刻着|字样|文字|招牌|牌子|木牌|标语|横幅|标题|字幕|海报|灯牌|广告牌|旗|書かれ|書いて|書いた|看板|文字|ネオン|라고|적힌|쓰인|쓰여|간판|글자|문구|현수막/iu

/** Verbs by which it is something that is said aloud, unless one of the words above is nearer. */
const SPOKEN =
  /\b(?:says?|said|saying|asks?|asked|shouts?|shouted|whispers?|whispered|yells?|replies|replied|answers?|exclaims?|sings?|mutters?|speaks?|speaking)\b[\s,:：]*$|(?:说道|说|喊道|喊|问道|问|回答|低语|唱道|唱)[\s，:：]*$/iu

/** Who is heard when something is said, so that "a sign says" is still a sign. */
const SIGN =
  /\b(?:sign|signboard|banner|text|billboard|poster|label|placard|board|shirt|t-?shirt|flag|neon|logo|title|card)\b|牌|横幅|海报|标语/iu

const TEXTS_MAX = 3

/** A character for private use: stands where a text was taken out, until the verb before it is gone as well: a sign does not read a book. */
const MARK = '\uE000'
const CUES =
  /(?:\b(?:that |which )?(?:says?|reads?|saying|reading|spells?|spelling|written)\b|写着|写有|写了|印着|印有|标着|刻着)[\s:：,，]*\uE000/giu

function withoutCues(prompt: string): string {
  return prompt.replace(CUES, ' ').replaceAll(MARK, ' ')
}

/**
 * Takes what is to be read in the picture out of a prompt: what it quotes, unless somebody says it. Quoted lower-case
 * words without a sign near them are the prompt's own words in quotation marks and stay.
 */
export function readTexts(prompt: string): { rest: string; texts: string[] } {
  const texts: string[] = []
  const whole = prompt.trim()
  const rest = prompt.replace(QUOTED, (all: string, ...parts: unknown[]) => {
    const at = parts.findLast((part): part is number => typeof part === 'number') ?? 0
    const quoted = parts.slice(0, 7).find((part): part is string => typeof part === 'string' && part.trim() !== '')
    if (quoted === undefined || all.length === whole.length) return all.slice(1, -1)
    const before = prompt.slice(Math.max(0, at - 60), at)
    const near = `${before.slice(-40)} ${prompt.slice(at + all.length, at + all.length + 24)}`
    if (SPOKEN.test(before) && !SIGN.test(before)) return ' '
    if (!WRITTEN.test(near) && /^[\p{Ll}\s]+$/u.test(quoted)) return ` ${quoted} `
    if (texts.length < TEXTS_MAX) texts.push(quoted.trim())
    return MARK
  })
  return texts.length > 0 ? { rest: withoutCues(rest), texts } : unquoted(rest)
}

/** "A sign that says OPEN": capitals after a word for writing need no quotation marks. */
function unquoted(prompt: string): { rest: string; texts: string[] } {
  const capitals =
    /\b(?:says|reads|saying|reading|spelling|that spells)\s*:?\s+((?:[A-Z0-9][A-Z0-9&!?'’-]*)(?:\s+[A-Z0-9][A-Z0-9&!?'’-]*)*)(?![a-z])/u.exec(
      prompt,
    )
  const words = capitals?.[1]
  if (capitals === null || words === undefined || words.length < 2) return { rest: prompt, texts: [] }
  return { rest: withoutCues(prompt.replace(words, MARK)), texts: [words] }
}
