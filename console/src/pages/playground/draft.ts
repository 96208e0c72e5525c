import type { AskedRequest } from '../../api/tasks.ts'
import type { SubmitBody } from '../../api/wire.ts'

/** A picture that the server has, by the link it gave. */
export interface Picture {
  url: string
  name: string
}

/** What the form holds. The names are the API's: a refusal names one of them. */
export interface Draft {
  model: string
  prompt: string
  negative_prompt: string
  duration: NonNullable<SubmitBody['duration']>
  aspect_ratio: NonNullable<SubmitBody['aspect_ratio']>
  resolution: NonNullable<SubmitBody['resolution']>
  first_frame_image: Picture | null
  last_frame_image: Picture | null
  /** '': a random one. */
  seed: number | string
  sample_count: number
  generate_audio: boolean
  person_generation: NonNullable<SubmitBody['person_generation']>
  resize_mode: NonNullable<SubmitBody['resize_mode']>
  webhook: string
  language: string
}

export type FieldName = keyof Draft

/** As the server has it where a field is left out. */
export const FRESH: Draft = {
  model: '',
  prompt: '',
  negative_prompt: '',
  duration: 8,
  aspect_ratio: '16:9',
  resolution: '720p',
  first_frame_image: null,
  last_frame_image: null,
  seed: '',
  sample_count: 1,
  generate_audio: false,
  person_generation: 'allow_adult',
  resize_mode: 'pad',
  webhook: '',
  language: '',
}

/** The submit of a draft; what is as it would be anyway is left out, but for what everybody wants to see. */
export function bodyOf(draft: Draft): SubmitBody {
  const text = (value: string) => (value.trim() === '' ? undefined : value.trim())
  const other = <name extends FieldName>(name: name) => (draft[name] === FRESH[name] ? undefined : draft[name])
  const given = {
    negative_prompt: text(draft.negative_prompt),
    first_frame_image: draft.first_frame_image?.url,
    last_frame_image: draft.last_frame_image?.url,
    seed: draft.seed === '' ? undefined : Number(draft.seed),
    sample_count: other('sample_count'),
    generate_audio: other('generate_audio'),
    person_generation: other('person_generation'),
    resize_mode: draft.first_frame_image === null ? undefined : other('resize_mode'),
    webhook: text(draft.webhook),
    language: text(draft.language),
  }
  const { model, duration, aspect_ratio, resolution } = draft
  return {
    model,
    prompt: draft.prompt.trim(),
    duration,
    aspect_ratio,
    resolution,
    ...(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<SubmitBody>),
  }
}

/** The draft that asks for the same again. Its pictures are gone. */
export const draftOf = (request: AskedRequest): Draft => ({
  ...FRESH,
  ...(Object.fromEntries(Object.entries(request).filter(([name]) => name in FRESH)) as Partial<Draft>),
})
