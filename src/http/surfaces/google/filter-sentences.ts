import type { TaskFailure } from '../../../domain/errors.ts'

/**
 * One support code for each reason, so that a client that reads codes finds what it knows. From
 * https://docs.cloud.google.com/gemini-enterprise-agent-platform/models/video/responsible-ai-and-usage-guidelines
 */
const SUPPORT_CODES: Readonly<Record<string, string>> = {
  child: '58061214',
  celebrity: '29310472',
  video_safety: '64151117',
  dangerous: '62263041',
  hate: '57734940',
  prohibited: '89371032',
  third_party: '35561574',
  sexual: '90789179',
  toxic: '78610348',
  violence: '61493863',
  vulgar: '32635315',
  other_safety: '74803281',
}

/** Sound that was held back takes its video along, and has a sentence of its own without a code. */
const SOUND =
  'We encountered an issue with the audio for your prompt, and could not create your video. You were not charged. Please try another prompt.'

const coded = (code: string) =>
  `The video could not be created: it might violate the usage guidelines. You were not charged. Support codes: ${code}`

/** Why videos were held back, in sentences of the kind Google's clients get; always English, as Google's are. */
export function filterSentences(failure: TaskFailure | null): string[] {
  const given = failure?.values?.['reason']
  const reasons = Array.isArray(given) ? given : ['other_safety']
  const known = reasons.map((reason) =>
    reason === 'sound' ? SOUND : coded(SUPPORT_CODES[String(reason)] ?? SUPPORT_CODES['other_safety'] ?? ''),
  )
  return [...new Set(known)]
}
