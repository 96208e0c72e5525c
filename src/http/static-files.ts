import { readFile, stat } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import type { HttpContext } from './context.ts'

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.mp4': 'video/mp4',
  '.webmanifest': 'application/manifest+json',
}

/** The forms that the build leaves beside a file, the smaller first. */
const ENCODINGS = [
  { name: 'br', extension: '.br' },
  { name: 'gzip', extension: '.gz' },
] as const

/** For a file whose name changes with its content. */
export const FOREVER = 'public, max-age=31536000, immutable'
/** For a file that keeps its name: kept, but asked for each time; its ETag makes that cheap. */
export const ASK_AGAIN = 'no-cache'

/** What may be loaded by a page of ours besides files of this origin. Each value is a source as CSP writes it. */
interface PolicyAdditions {
  scripts?: readonly string[]
  styles?: readonly string[]
  media?: readonly string[]
}

/** The headers of every page that we serve: nothing from another host, nothing inline, never inside a frame. */
export function pageHeaders({ scripts = [], styles = [], media = [] }: PolicyAdditions = {}): Record<string, string> {
  const policy = [
    "default-src 'none'",
    ["script-src 'self'", ...scripts].join(' '),
    ["style-src 'self'", ...styles].join(' '),
    "img-src 'self' data: blob:",
    ["media-src 'self' blob:", ...media].join(' '),
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ]
  return {
    'Content-Security-Policy': policy.join('; '),
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
  }
}

/** Where a name of a URL (no slash at its beginning) lies below a folder; undefined where it would lead out of it. */
export function fileBelow(folder: string, name: string): string | undefined {
  const parts = name.split('/')
  const isPlain = parts.every((part) => part !== '' && !part.startsWith('.') && !/[\\\0]/.test(part))
  return isPlain ? join(folder, parts.join(sep)) : undefined
}

async function found(path: string): Promise<{ path: string; etag: string } | undefined> {
  try {
    const stats = await stat(path)
    const etag = `"${stats.size.toString(36)}-${Math.floor(stats.mtimeMs).toString(36)}"`
    return stats.isFile() ? { path, etag } : undefined
  } catch {
    return undefined
  }
}

/** Whether Accept-Encoding names it, and not with a weight of 0. */
function accepts(header: string, encoding: string): boolean {
  return header.split(',').some((one) => {
    const [name = '', ...parameters] = one.split(';').map((part) => part.trim().toLowerCase())
    return name === encoding && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))
  })
}

/** The file as it is, or compressed where that form lies beside it (`.br`, `.gz`) and the caller takes it. */
async function bestForm(c: HttpContext, path: string) {
  const wanted = c.req.header('accept-encoding') ?? ''
  for (const { name, extension } of ENCODINGS) {
    const form = accepts(wanted, name) ? await found(`${path}${extension}`) : undefined
    if (form !== undefined) return { ...form, encoding: name }
  }
  return found(path)
}

/**
 * Serves one file of a built site: media type by its name, ETag and 304, the precompressed form where there is one.
 * Nothing is kept in memory: files change only by a build, and the operating system remembers those that are read often.
 * undefined: there is no such file. `headers` come on top, `Cache-Control` among them.
 */
export async function serveStatic(
  c: HttpContext,
  path: string,
  { status = 200, headers }: { status?: 200 | 404; headers: Record<string, string> },
): Promise<Response | undefined> {
  const form = await bestForm(c, path)
  if (form === undefined) return undefined
  const all: Record<string, string> = {
    ETag: form.etag,
    Vary: 'Accept-Encoding',
    'X-Content-Type-Options': 'nosniff',
    ...headers,
  }
  if (status === 200 && c.req.header('if-none-match') === form.etag) return c.body(null, 304, all)
  all['Content-Type'] = CONTENT_TYPES[extname(path)] ?? 'application/octet-stream'
  if ('encoding' in form) all['Content-Encoding'] = form.encoding
  const bytes = await readFile(form.path)
  all['Content-Length'] = String(bytes.length)
  return c.body(bytes, status, all)
}
