import type { Rgb } from '../frame/colour.ts'
import { COLOURS } from './colour-words.ts'
import { COUNT_OF_NOUN } from './count-words.ts'
import { ARTICLES, BREAKERS } from './grammar-words.ts'
import type { Action, Carriage, Ride, Subject } from './scene-brief.ts'
import type { Token } from './tokens.ts'

/** A noun of the prompt that can be shown, with all that its phrase says about it. */
export interface Mention {
  icon: string
  carriage: Carriage
  word: string
  /** The index of its first and of its last token: the phrase begins with an article, a number or a colour. */
  first: number
  last: number
  count: number
  tint?: Rgb
  wears?: Subject['wears']
  upon?: Subject['upon']
  /** From a verb within the phrase: "a running dog", 奔跑的狗. */
  action?: Action
  /** What that verb is done on: "a cycling man". */
  ride?: Ride
}

/** Pronouns and the like: they are about somebody who was named before, if anybody was. */
const PRONOUNS = new Set(['he', 'she', 'male', 'female', 'lady', '彼', '彼女'])

/** The nouns of a prompt in their order, without those that only describe another: the cat of "cat statue". */
export function findMentions(tokens: readonly Token[]): Mention[] {
  const heads = tokens.flatMap((token, i) => (token.means.subject && isHead(tokens, i) ? [i] : []))
  const mentions = heads.map((at) => mentionAt(tokens, at))
  wearClothes(tokens, mentions)
  sayColours(tokens, mentions)
  findPerches(tokens, mentions)
  const named = mentions.some(({ carriage, word }) => carriage === 'legs' && !PRONOUNS.has(word))
  return named ? mentions.filter(({ word }) => !PRONOUNS.has(word)) : mentions
}

function isHead(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  const next = tokens[at + 1]
  if (!token || token.means.style || token.means.camera || token.means.clothes || token.means.headwear) return false
  // "A man surfing": a verb where there is somebody who does it.
  if (token.means.action && tokens.slice(0, at).some(({ means }) => means.subject?.carriage === 'legs')) return false
  if (token.kind === 'latin' && next && isPlaceNoun(next)) return false
  if (token.means.preposition || namesAnother(token, next)) return false
  // A snow globe, a wave machine: places that are part of a longer noun are its own words.
  const joined = next?.means.subject && next.kind === token.kind && !next.means.action
  if (joined && token.kind === 'latin') return token.means.plural === true
  if (joined && token.kind === 'han') return false
  // "A cup of coffee", "a basket of puppies": what is in it is meant.
  if (next?.text === 'of' && phraseEnd(tokens, at + 2)?.means.subject) return false
  return true
}

/** A castle garden is a garden, but a fish underwater is a fish and a man hiking is a man. */
function isPlaceNoun({ means, text }: Token): boolean {
  const where = /^(?:on|in|at|above|beneath|outer) |^(?:underwater|undersea|indoors|downtown|skiing)$/
  return means.place !== undefined && !means.subject && !means.action && !where.test(text)
}

/** Nouns that take another one as their first part: a ramen shop is no ramen. */
const SHOPS =
  /^(?:shops?|stores?|stands?|stalls?|markets?|museum|factory|fields?|farms?|food|lovers?|pattern|店|馆|铺|厅|吧|摊|色|皮|毛|肉|店门口|形|型|状)$/

function namesAnother({ kind }: Token, next: Token | undefined): boolean {
  return next !== undefined && !next.means.action && kind !== 'hangul' && SHOPS.test(next.text)
}

/** The noun that a phrase without an article, which begins at `from`, leads to. */
function phraseEnd(tokens: readonly Token[], from: number): Token | undefined {
  for (let i = from; i < Math.min(tokens.length, from + 4); i++) {
    const token = tokens[i]
    if (!token || token.kind !== 'latin' || BREAKERS.has(token.text)) return undefined
    if (token.means.subject ?? token.means.place) return token
  }
  return undefined
}

function mentionAt(tokens: readonly Token[], at: number): Mention {
  const token = tokens[at] as Token
  const { icon, carriage } = token.means.subject as { icon: string; carriage: Carriage }
  const mention: Mention = { icon, carriage, word: token.text, first: at, last: at, count: 0 }
  readBack(tokens, mention)
  readCountAfter(tokens, mention)
  const several = COUNT_OF_NOUN[token.text] ?? (token.means.plural ? 3 : 1)
  if (mention.count === 0 || (mention.count === 1 && several > 1)) mention.count = several
  return mention
}

/** How many unknown words a phrase may have between its parts. */
const UNKNOWN_MAX = 4

/** Reads the phrase of a noun from right to left. */
function readBack(tokens: readonly Token[], mention: Mention): void {
  let unknown = 0
  for (let i = mention.last - 1; i >= 0; i--) {
    const token = tokens[i] as Token
    const { means, text, kind } = token
    if (kind === 'stop' || kind === 'comma') return
    if (means.colour !== undefined) {
      mention.tint ??= COLOURS[means.colour as keyof typeof COLOURS]
    } else if (means.count !== undefined) {
      if (mention.count === 0) mention.count = means.count
    } else if (ARTICLES.has(text)) {
      mention.first = i
      return
    } else if (means.action && !means.linking && isAttribute(tokens, i)) {
      mention.action ??= means.action
      if (means.ride) mention.ride ??= means.ride
    } else if (text === 'and' && tokens[i - 1]?.means.colour !== undefined) {
      continue
    } else if (endsPhrase(token) || ++unknown > UNKNOWN_MAX) {
      return
    } else if (!isLink(text)) {
      continue
    }
    mention.first = i
  }
}

const isLink = (text: string): boolean => text === '的' || text === 'の' || text === 'of'

/** Whether a verb before a noun describes it: "two running dogs", 奔跑的狗, 走る犬, 달리는 강아지. */
function isAttribute(tokens: readonly Token[], at: number): boolean {
  const { kind, text } = tokens[at] as Token
  const next = tokens[at + 1]
  if (kind === 'latin') {
    const before = tokens[at - 1]
    const opens = !before || ARTICLES.has(before.text) || before.means.count !== undefined || before.kind === 'comma'
    return text.endsWith('ing') && opens
  }
  if (kind === 'hangul') return /[는은인ㄴ운른]$/.test(text)
  // Japanese verbs in their plain form stand right before the noun.
  return next?.text === '的' || /[うくぐすつぬぶむる]$/.test(text) || next?.text === 'い' || next?.text === 'た'
}

function endsPhrase({ means, text, kind, ending }: Token): boolean {
  if (BREAKERS.has(text) || (means.preposition ?? means.postposition ?? means.linking ?? means.action)) return true
  if (/^(?:and|or|of|with|在|从|到|是|有|が|を|に|へ|で|は|も|と|から)$/.test(text)) return true
  if (means.subject) return true
  // A place is a description where it stands right before an English noun: a city bus.
  if (means.place && kind !== 'latin') return true
  return kind === 'hangul' || (kind === 'other' && ending !== undefined)
    ? /[에서로를을가이]$/.test(ending ?? '')
    : false
}

/** Japanese and Korean numbers may follow the noun: 猫が三匹, 고양이 두 마리. */
function readCountAfter(tokens: readonly Token[], mention: Mention): void {
  if (mention.count > 0) return
  let i = mention.last + 1
  if (/^[がはをも]$/.test(tokens[i]?.text ?? '')) i++
  const token = tokens[i]
  if (token?.means.count === undefined || token.kind === 'latin') return
  // A number that has a noun of its own after it is about that one.
  const after = tokens[i + 1]
  if (after?.text === 'の' || after?.text === '的' || (after?.means.subject && token.kind === 'han')) return
  const counter = token.ending === 'counter' || after?.ending === 'counter'
  if (token.kind === 'hangul' && !counter) return
  mention.count = token.means.count
}

/** "A woman in a red dress", 穿红裙子的女孩: the clothes' colour is the wearer's; what is on the head has its own. */
function wearClothes(tokens: readonly Token[], mentions: Mention[]): void {
  for (const [i, token] of tokens.entries()) {
    const { clothes, headwear } = token.means
    if (clothes === undefined && headwear === undefined) continue
    const colour = colourBefore(tokens, i)
    const wearer = wearerOf(tokens, mentions, i)
    if (wearer && headwear) wearer.wears = { what: headwear, ...(colour ? { colour } : {}) }
    else if (wearer && colour) wearer.tint = colour
  }
}

function wearerOf(tokens: readonly Token[], mentions: readonly Mention[], at: number): Mention | undefined {
  const after = (one: Mention): boolean => one.last > at && one.last - at <= 5 && sameClause(tokens, at, one.last)
  const next = tokens[at]?.kind === 'latin' ? undefined : mentions.find(after)
  return next ?? mentions.findLast(({ last, carriage }) => last < at && carriage === 'legs')
}

/** "A cat asleep on the old sofa", 沙发上睡着一只猫, ソファで寝る猫: who is on a piece of the room. */
function findPerches(tokens: readonly Token[], mentions: readonly Mention[]): void {
  for (const [i, { means, kind }] of tokens.entries()) {
    if (!means.piece || (kind === 'latin' && !isPlacedOn(tokens, i))) continue
    const before = mentions.findLast(({ last }) => last < i && sameClause(tokens, last, i))
    const one = before ?? mentions.find(({ first }) => first > i && sameClause(tokens, i, first))
    if (one) one.upon ??= means.piece
  }
}

/** Whether the preposition of a phrase is "on": "in bed" too. */
function isPlacedOn(tokens: readonly Token[], at: number): boolean {
  const how = tokens.slice(Math.max(0, at - 4), at).findLast(({ means }) => means.preposition)?.means.preposition
  return how === 'on' || (how === 'in' && tokens[at]?.means.piece === 'bed')
}

function colourBefore(tokens: readonly Token[], at: number): Rgb | undefined {
  for (let i = at - 1; i >= Math.max(0, at - 3); i--) {
    const token = tokens[i] as Token
    if (token.kind === 'comma' || token.kind === 'stop' || token.means.subject) return undefined
    if (token.means.colour !== undefined) return COLOURS[token.means.colour as keyof typeof COLOURS]
  }
  return undefined
}

function sameClause(tokens: readonly Token[], from: number, to: number): boolean {
  return tokens.slice(from, to).every(({ kind }) => kind !== 'stop' && kind !== 'comma')
}

/** "The car is red", 汽车是红色的. */
function sayColours(tokens: readonly Token[], mentions: Mention[]): void {
  for (const mention of mentions) {
    const verb = tokens[mention.last + 1]
    const colour = tokens[mention.last + 2]?.means.colour
    if (mention.tint || colour === undefined || !/^(?:is|are|是|は)$/.test(verb?.text ?? '')) continue
    if (tokens[mention.last + 3]?.means.subject) continue
    mention.tint = COLOURS[colour as keyof typeof COLOURS]
  }
}
