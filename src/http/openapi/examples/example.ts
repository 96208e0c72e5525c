import type { OpenApiLanguage } from '../describe.ts'

/** What a reader picks an example by. */
const NAMES = {
  example: { en: 'Example', zh: '示例' },
  text_to_video: { en: 'Text to video', zh: '文生视频' },
  image_to_video: { en: 'Image to video', zh: '图生视频' },
  all_fields: { en: 'More of the fields', zh: '更多字段' },
  waiting: { en: 'It waits', zh: '等待中' },
  running: { en: 'In the making', zh: '生成中' },
  completed: { en: 'Completed', zh: '已完成' },
  two_videos: { en: 'Completed, two videos', zh: '已完成，两个视频' },
  partial: { en: 'Completed, one of two was filtered', zh: '已完成，两个中有一个被过滤' },
  failed: { en: 'Failed', zh: '失败' },
  filtered: { en: 'Filtered', zh: '被过滤' },
  cancelling: { en: 'A cancel is under way', zh: '正在取消' },
  cancelled: { en: 'Cancelled', zh: '已取消' },
  delivered: { en: 'Delivered', zh: '已送达' },
  retrying: { en: 'To be tried again', zh: '待重试' },
  prepaid: { en: 'Prepaid', zh: '预付费' },
  unlimited: { en: 'Unlimited', zh: '不限额' },
  by_day: { en: 'By day', zh: '按天' },
  by_model_and_key: { en: 'By model and key', zh: '按模型与密钥' },
} as const satisfies Record<string, Record<OpenApiLanguage, string>>

/** Bodies by name; the first one is what mock servers and generators take. */
export type Examples = Readonly<Partial<Record<keyof typeof NAMES, unknown>>>

/** What one call looks like. What has no body, and bytes of files, have no example. */
export interface CallExamples {
  body?: Examples
  /** By status. */
  answers?: Readonly<Record<number, Examples>>
  /** In the media type of `Route.alsoAs`. */
  alsoAs?: Examples
}

/** By method and path, as in `ROUTES`. */
export type ExampleTable = Readonly<Record<string, CallExamples>>

export interface Told {
  language: OpenApiLanguage
  /** Where the server is reached, without a slash at the end. */
  base: string
}

export const only = (value: unknown): Examples => ({ example: value })

/** A call without a body, and its good answer. */
export const answers = (value: unknown): CallExamples => ({ answers: { 200: only(value) } })

/** A call with a body, and its good answer. */
export const exchange = (body: unknown, value: unknown): CallExamples => ({ body: only(body), ...answers(value) })

/** As `one` and `page` of the admin API's schemas have it. */
export const one = (data: unknown) => ({ code: 200, data })
export const page = (...data: unknown[]) => ({ code: 200, data, has_more: false })

/** As a media type carries them; nothing where there are none. */
export function exampleObjects(examples: Examples | undefined, language: OpenApiLanguage): object {
  if (examples === undefined) return {}
  const objects = Object.entries(examples).map(([name, value]) => {
    return [name, { summary: NAMES[name as keyof typeof NAMES][language], value }]
  })
  return { examples: Object.fromEntries(objects) as object }
}
