import { drawnSize, type EncodeOrder, SAMPLE_RATE } from './encoder.ts'

const words = (line: string): string[] => line.split(' ')

/** What turns an order into its file. Settings whose output is the same bytes at every run of one ffmpeg build. */
export function ffmpegArguments(order: EncodeOrder): string[] {
  const container = words('-map_metadata -1 -fflags +bitexact -movflags +faststart')
  const comment = order.comment === undefined ? [] : ['-metadata', `comment=${order.comment}`]
  return [...encodingArguments(order), ...container, ...comment, '-f', 'mp4', order.file]
}

/** Everything but the file: raw frames on standard input, raw sound on descriptor 3, two threads whatever the machine has. */
export function encodingArguments(order: Omit<EncodeOrder, 'file' | 'onFrame'>): string[] {
  const drawn = drawnSize(order)
  const raw = `-f rawvideo -pix_fmt yuv420p -s ${drawn.width}x${drawn.height} -r 24 -i pipe:0`
  const size = `${order.width}:${order.height}`
  const enlarge = order.enlarge === 1 ? [] : words(`-vf scale=${size}:flags=bicubic+accurate_rnd+bitexact`)
  const sound = order.sound ? words(`-f f32le -ar ${SAMPLE_RATE} -ac 2 -i pipe:3`) : []
  const aac = order.sound ? words('-map 1:a -c:a aac -b:a 128k -flags:a +bitexact') : []
  const x264 = words('-map 0:v -c:v libx264 -preset ultrafast -crf 20 -g 48 -threads 2 -pix_fmt yuv420p')
  const tools = words('-flags:v +bitexact -x264-params cabac=1:8x8dct=1:no-deblock=0:aq-mode=1')
  const colour = words('-color_range tv -colorspace bt709 -color_primaries bt709 -color_trc bt709')
  return [...words(`-v error -nostdin -y ${raw}`), ...sound, ...enlarge, ...x264, ...tools, ...colour, ...aac]
}
