/** What a field of a request can be. */
type FieldValue = string | number | boolean | readonly FieldValue[] | { readonly [name: string]: FieldValue }

/** The fields of `POST /v1/videos/generations`, in the order in which programs write them. */
export const REQUEST_FIELDS = [
  'model',
  'prompt',
  'negative_prompt',
  'duration',
  'aspect_ratio',
  'resolution',
  'first_frame_image',
  'last_frame_image',
  'seed',
  'sample_count',
  'generate_audio',
  'person_generation',
  'resize_mode',
  'enhance_prompt',
  'size',
  'image_urls',
  'image_with_roles',
  'webhook',
  'language',
] as const

/** Any part of a submit's body; it is not checked here, a server does that. */
export type SampleRequest = { readonly [field in (typeof REQUEST_FIELDS)[number]]?: FieldValue | undefined }

export type { FieldValue }

/** The fields that are there, in the order of `REQUEST_FIELDS`. */
export function fieldsOf(request: SampleRequest): (readonly [name: string, value: FieldValue])[] {
  return REQUEST_FIELDS.flatMap((name) => {
    const value = request[name]
    return value === undefined ? [] : [[name, value] as const]
  })
}
