/**
 * Google's safety filters name their reason by a support code inside a sentence. What the codes mean is listed in
 * https://docs.cloud.google.com/gemini-enterprise-agent-platform/models/video/responsible-ai-and-usage-guidelines
 * (section "Safety filter code categories").
 */
const CATEGORIES = {
  child: ['58061214', '17301594'],
  celebrity: ['29310472', '15236754'],
  video_safety: ['64151117', '42237218'],
  dangerous: ['62263041'],
  hate: ['57734940', '22137204'],
  prohibited: ['89371032', '49114662', '63429089', '72817394', '60599140'],
  third_party: ['35561574', '35561575'],
  sexual: ['90789179', '43188360'],
  toxic: ['78610348'],
  violence: ['61493863', '56562880'],
  vulgar: ['32635315'],
  other_safety: ['74803281', '29578790', '42876398'],
} as const

const BY_CODE: ReadonlyMap<string, string> = new Map(
  Object.entries(CATEGORIES).flatMap(([category, codes]) => codes.map((code) => [code, category] as const)),
)

/** How the sentences of the filters begin or end; a refusal that says none of this is one of another kind. */
const FILTERED =
  /support codes?:|responsible ai|usage guidelines|safety (?:filter|polic|setting)|violat\w+ (?:our|google)/i
/** js-genai issue 1272: a sound track that was held back takes the whole video with it, and has no code. */
const SOUND = /issue with the audio/i

/**
 * The reasons that a provider's sentences name, as words of ours (`Word` in http/messages); empty where a filter gave
 * none that we know, undefined where no filter speaks.
 */
export function filterReasons(...texts: readonly string[]): string[] | undefined {
  const text = texts.join('\n')
  const known = [...text.matchAll(/\b\d{8}\b/g)].flatMap(([code]) => BY_CODE.get(code) ?? [])
  const reasons = [...new Set([...known, ...(SOUND.test(text) ? ['sound'] : [])])]
  return reasons.length > 0 || FILTERED.test(text) ? reasons : undefined
}
