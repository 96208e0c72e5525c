import { cpus } from 'node:os'
import { choice, integer, pngFile, text } from '../setting-rules.ts'

const cores = Math.max(1, Math.floor(cpus().length / 2))

/** How the built-in renderer makes its videos. */
export const RENDERER_SETTINGS = {
  renderJobsMax: {
    env: 'REELGATE_RENDER_JOBS_MAX',
    parse: integer(1, 256),
    standard: String(cores),
    en: 'Videos the built-in renderer makes at a time, on each node that drives tasks. Default: half the cores.',
    zh: '内置渲染器在每个驱动任务的节点上同时生成的视频数。默认：核心数的一半。',
  },
  ffmpeg: {
    env: 'REELGATE_FFMPEG',
    parse: text,
    standard: 'auto',
    en: '`auto` uses a good ffmpeg on the PATH, `none` the encoder from the registry, anything else is the path of an ffmpeg. One that cannot encode is passed over, with a line in the log.',
    zh: '`auto` 使用 PATH 中可用的 ffmpeg，`none` 使用随包安装的编码器，其他值为 ffmpeg 的路径。无法编码的 ffmpeg 不会被使用，并记入日志。',
  },
  pictureBars: {
    env: 'REELGATE_PICTURE_BARS',
    parse: choice('black', 'blur'),
    standard: 'black',
    en: 'What the built-in renderer puts around a given picture of another shape when it is padded: `black` bars, or the picture itself, blurred and dark (`blur`).',
    zh: '给定图片的形状与视频不同、以 pad 方式适配时，内置渲染器在其四周填充的内容：`black` 为黑边，`blur` 为图片本身经模糊、变暗后的延伸。',
  },
  watermark: {
    env: 'REELGATE_WATERMARK',
    parse: pngFile,
    standard: 'off',
    en: 'Path of a PNG that the built-in renderer puts, small, into the lower right corner of every clip. Its transparency is kept.',
    zh: '一个 PNG 文件的路径，内置渲染器将其缩小后放在每个视频的右下角，保留透明度。',
  },
  clipMetadata: {
    env: 'REELGATE_CLIP_METADATA',
    parse: choice('on', 'off'),
    standard: 'on',
    en: 'Whether a clip of the built-in renderer says in its metadata how it was made: renderer, scene version, seed. Prompt and caller are never in it.',
    zh: '内置渲染器的视频是否在元数据中注明制作方式：渲染器、场景版本、种子。其中绝不含提示词与调用方。',
  },
} as const
