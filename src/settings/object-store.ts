import { choice, keyPrefix, origin, text } from '../setting-rules.ts'

/** Where results and pictures are kept, when not in the data folder. */
export const OBJECT_STORE_SETTINGS = {
  s3Bucket: {
    env: 'REELGATE_S3_BUCKET',
    parse: text,
    standard: undefined,
    en: 'Bucket of an object store that speaks S3 (docs/en/object-store.md). With it results, uploads and input pictures are kept there; without it, in the data folder.',
    zh: 'S3 协议对象存储的存储桶（见 docs/zh/object-store.md）。设置后，结果、上传与输入图片保存在其中；不设置则保存在数据文件夹。',
  },
  s3Region: {
    env: 'REELGATE_S3_REGION',
    parse: text,
    standard: 'us-east-1',
    en: "The bucket's region; `auto` for Cloudflare R2 and Google Cloud Storage.",
    zh: '存储桶所在区域；Cloudflare R2 与 Google Cloud Storage 填 `auto`。',
  },
  s3Endpoint: {
    env: 'REELGATE_S3_ENDPOINT',
    parse: origin,
    standard: undefined,
    en: "Address of the object store's S3 API. Default: Amazon's, by the region.",
    zh: '对象存储 S3 接口的地址。默认：按区域取 Amazon 的地址。',
  },
  s3PathStyle: {
    env: 'REELGATE_S3_PATH_STYLE',
    parse: choice('on', 'off'),
    standard: undefined,
    en: '`on`: the bucket is the first part of the path; `off`: of the host name. Default: on with REELGATE_S3_ENDPOINT, else off.',
    zh: '`on`：存储桶名在路径首段；`off`：在主机名里。默认：设置了 REELGATE_S3_ENDPOINT 时为 on，否则为 off。',
  },
  s3Prefix: {
    env: 'REELGATE_S3_PREFIX',
    parse: keyPrefix,
    standard: '',
    en: 'Begins the name of every object, such as `reelgate/`, where the bucket holds other things too.',
    zh: '每个对象名的开头，例如 `reelgate/`，供存储桶与其他内容共用时使用。',
  },
  s3AccessKeyId: {
    env: 'REELGATE_S3_ACCESS_KEY_ID',
    parse: text,
    standard: undefined,
    en: "Access key for the object store. Default: the AWS SDK looks in its usual places (environment, files, the machine's role).",
    zh: '对象存储的访问密钥 ID。默认：由 AWS SDK 在其惯常位置查找（环境变量、配置文件、机器角色）。',
  },
  s3SecretAccessKey: {
    env: 'REELGATE_S3_SECRET_ACCESS_KEY',
    parse: text,
    standard: undefined,
    secret: true,
    en: 'Its secret. Goes with the access key.',
    zh: '对应的私密密钥，须与访问密钥 ID 一起设置。',
  },
  s3Downloads: {
    env: 'REELGATE_S3_DOWNLOADS',
    parse: choice('proxied', 'redirect'),
    standard: 'proxied',
    en: '`proxied`: files pass through this server. `redirect`: a link leads on to the object store itself, signed for an hour at most; browsers and callers must be able to reach it.',
    zh: '`proxied`：文件经由本服务传输。`redirect`：链接跳转到对象存储自身的签名地址，有效期最长一小时；浏览器与调用方须能访问它。',
  },
} as const

/** What is wrong with these together, although each is right by itself. */
export function objectStoreMistakes(values: {
  s3Bucket?: unknown
  s3Endpoint?: unknown
  s3AccessKeyId?: unknown
  s3SecretAccessKey?: unknown
  s3Downloads?: unknown
}): string[] {
  const mistakes: string[] = []
  if ((values.s3AccessKeyId === undefined) !== (values.s3SecretAccessKey === undefined)) {
    mistakes.push('REELGATE_S3_ACCESS_KEY_ID and REELGATE_S3_SECRET_ACCESS_KEY belong together; set both or neither')
  }
  const isMeant =
    values.s3Endpoint !== undefined || values.s3AccessKeyId !== undefined || values.s3Downloads === 'redirect'
  if (isMeant && values.s3Bucket === undefined) {
    mistakes.push('an object store is configured without its bucket; set REELGATE_S3_BUCKET')
  }
  return mistakes
}
