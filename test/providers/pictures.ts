import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import type { InputImage } from '../../src/domain/video-request.ts'

/** A kept input picture: noise does not compress, so that its bytes can be any number. */
export async function keptPicture(
  dataDir: string,
  name: string,
  { width, height }: { width: number; height: number },
): Promise<InputImage> {
  await mkdir(join(dataDir, 'inputs', 'test'), { recursive: true })
  const file = `inputs/test/${name}.png`
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 60 }
  const bytes = await sharp({ create: { width, height, channels: 3, background: '#000', noise } })
    .png()
    .toBuffer()
  await writeFile(join(dataDir, file), bytes)
  return { file, contentType: 'image/png', width, height, bytes: bytes.length }
}
