import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

/** Below this, what the headers cost is more than what is saved. */
const BYTES_MIN = 1024

async function compress(file: string): Promise<void> {
  const bytes = await readFile(file)
  if (bytes.length < BYTES_MIN) return
  const [small, plain] = await Promise.all([promisify(brotliCompress)(bytes), promisify(gzip)(bytes)])
  await Promise.all([writeFile(`${file}.br`, small), writeFile(`${file}.gz`, plain)])
}

/** Puts a `.br` and a `.gz` beside every asset, so that the server compresses nothing. */
export function precompress(): Plugin {
  let folder = ''
  return {
    name: 'precompress',
    apply: 'build',
    configResolved({ root, build }) {
      folder = join(root, build.outDir, build.assetsDir)
    },
    async closeBundle() {
      const files = await readdir(folder)
      await Promise.all(
        files.filter((name) => /\.(?:js|css|svg)$/.test(name)).map((name) => compress(join(folder, name))),
      )
    },
  }
}
