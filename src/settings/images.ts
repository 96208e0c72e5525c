import { hostList, integer } from '../setting-rules.ts'

/** Bounds on input pictures, and where they may come from. */
export const IMAGE_SETTINGS = {
  imageBytesMax: {
    env: 'REELGATE_IMAGE_BYTES_MAX',
    parse: integer(1_024, 1_073_741_824),
    standard: '20971520',
    en: 'Largest input picture in bytes, by link or upload.',
    zh: '输入图片（链接或上传）的最大字节数。',
  },
  imagePixelsMax: {
    env: 'REELGATE_IMAGE_PIXELS_MAX',
    parse: integer(10_000, 1_000_000_000),
    standard: '50000000',
    en: 'Largest input picture in pixels.',
    zh: '输入图片的最大像素数。',
  },
  imageFetchSeconds: {
    env: 'REELGATE_IMAGE_FETCH_SECONDS',
    parse: integer(1, 600),
    standard: '20',
    en: 'Deadline for fetching one input picture, redirects included.',
    zh: '获取一张输入图片的总时限（含重定向），单位秒。',
  },
  imageHostsAllowed: {
    env: 'REELGATE_IMAGE_HOSTS_ALLOWED',
    parse: hostList,
    standard: '',
    en: 'host:port list that pictures may be fetched from although their addresses are private.',
    zh: '允许从中获取图片的内网 host:port 列表，以逗号分隔。',
  },
} as const
