import { imageRefusal, megabytes } from './refusal.ts'

/** Whether the text is a data: URL at all, whatever it holds. */
export function isDataUrl(text: string): boolean {
  return /^data:/i.test(text)
}

/**
 * The bytes of a `data:image/...` URL, base64 (with its padding, no spaces) or percent-encoded. The size is known from
 * the text's length, so a large one is refused before it is decoded.
 * Throws `image_url_invalid`, `image_not_an_image` (another media type), `image_too_large`, `image_corrupt`.
 */
export function decodeDataUrl(url: string, limits: { bytesMax: number; param: string }): Buffer {
  const comma = url.indexOf(',')
  if (comma < 0) throw imageRefusal('image_url_invalid', limits.param)
  const header = url.slice('data:'.length, comma).toLowerCase()
  if (!header.startsWith('image/')) throw imageRefusal('image_not_an_image', limits.param)
  const text = url.slice(comma + 1)
  const bytes = header.endsWith(';base64') ? fromBase64(text, limits.bytesMax) : fromPercent(text, limits.bytesMax)
  if (bytes === 'too large') {
    throw imageRefusal('image_too_large', limits.param, { max_mb: megabytes(limits.bytesMax) })
  }
  if (bytes === 'malformed') throw imageRefusal('image_corrupt', limits.param)
  return bytes
}

function fromBase64(text: string, bytesMax: number): Buffer | 'too large' | 'malformed' {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const characters = text.length - padding
  if (Math.floor((characters * 3) / 4) > bytesMax) return 'too large'
  // A search for what is wrong: a match of what is right would need stack for each of millions of characters.
  const wrongAt = text.search(/[^A-Za-z0-9+/]/)
  if (text.length % 4 !== 0 || (wrongAt >= 0 && wrongAt < characters)) return 'malformed'
  return Buffer.from(text, 'base64')
}

function fromPercent(text: string, bytesMax: number): Buffer | 'too large' | 'malformed' {
  // Three characters make one byte at most.
  if (text.length > bytesMax * 3) return 'too large'
  const bytes = Buffer.alloc(text.length)
  let length = 0
  for (let at = 0; at < text.length; at += 1) {
    let value = text.charCodeAt(at)
    if (value === 0x25) {
      const hex = text.slice(at + 1, at + 3)
      if (!/^[0-9a-f]{2}$/i.test(hex)) return 'malformed'
      value = Number.parseInt(hex, 16)
      at += 2
    } else if (value > 0x7e) return 'malformed'
    bytes[length] = value
    length += 1
  }
  return length > bytesMax ? 'too large' : bytes.subarray(0, length)
}
