import type { InputImage, StoredRequest } from '../../domain/video-request.ts'

const QUALITY = 95

/**
 * A picture as it will meet the frame, for providers that know no `resizeMode`: padded with black, or cropped, to the
 * frame's ratio, at most the frame's size. One that has the ratio already is left as it is. Returns what to send.
 */
export async function fitPicture(
  picture: { image: InputImage; file: string },
  frame: { width: number; height: number },
  mode: StoredRequest['resizeMode'],
  to: string,
): Promise<{ file: string; contentType: InputImage['contentType'] }> {
  const { image, file } = picture
  const wanted = (image.height * frame.width) / frame.height
  if (Math.abs(image.width - wanted) <= 1) return { file, contentType: image.contentType }
  // Loaded with the first picture that needs it.
  const { default: sharp } = await import('sharp')
  await sharp(file, { sequentialRead: true })
    .resize({ ...frame, fit: mode === 'crop' ? 'cover' : 'contain', background: '#000' })
    .flatten({ background: '#000' })
    .jpeg({ quality: QUALITY })
    .toFile(to)
  return { file: to, contentType: 'image/jpeg' }
}
