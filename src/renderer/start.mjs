// Plain JavaScript: what strips types takes 70 ms to load, and is not needed where the result is kept. So the folder where
// compiled code is kept must be known before the first file with types, in each process and each thread.
import { enableCompileCache } from 'node:module'

const [file, codeCache] = process.argv.slice(2)
if (codeCache) enableCompileCache(codeCache)
await import(new URL(file, import.meta.url).href)
