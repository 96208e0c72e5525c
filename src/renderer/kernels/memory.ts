import { readFileSync } from 'node:fs'
import type { Kernels } from './kernels.ts'

const PAGE_BYTES = 65_536
/** The bound on a job's pictures: 1 GiB, of which only what is used is ever taken from the system. */
const PAGES_MAX = 16_384
const GROW_PAGES = 256
const ALIGNMENT = 64
/** Kernels take sixteen bytes at a time and may read (never write) this far behind a block. */
const PADDING = 64

/** The first page is for the threads to agree on things: so far only on the end of what is allocated. */
const TOP = 0

interface Place {
  memory: WebAssembly.Memory
  agreed: Int32Array
  kernels: Kernels
  scratch: Uint8Array<SharedArrayBuffer>
}

const program = new WebAssembly.Module(readFileSync(new URL('kernels.wasm', import.meta.url)))
let place: Place | undefined

/** An empty memory for the pictures of one job, to be used by any number of threads. Nothing in it is ever freed. */
function newMemory(): WebAssembly.Memory {
  const memory = new WebAssembly.Memory({ initial: GROW_PAGES, maximum: PAGES_MAX, shared: true })
  new Int32Array(memory.buffer)[TOP] = PAGE_BYTES
  return memory
}

/** From now on this thread works in this memory. */
export function useMemory(memory: WebAssembly.Memory): void {
  const { exports } = new WebAssembly.Instance(program, { env: { memory } })
  const agreed = new Int32Array(memory.buffer, 0, PAGE_BYTES / 4)
  place = {
    memory,
    agreed,
    kernels: exports as Kernels,
    scratch: new Uint8Array(new SharedArrayBuffer(0)),
  }
}

function currentPlace(): Place {
  if (!place) useMemory(newMemory())
  return place as Place
}

/** The memory this thread works in, for another thread's `useMemory`. */
export function currentMemory(): WebAssembly.Memory {
  return currentPlace().memory
}

/** The kernels over this thread's memory. They take addresses: see `addressOf`. */
export function kernels(): Kernels {
  return currentPlace().kernels
}

/** Zeroed bytes for this thread alone. */
export function allocate(bytes: number): Uint8Array<SharedArrayBuffer> {
  const { memory, agreed } = currentPlace()
  return view(memory, reserve(agreed, bytes), bytes)
}

/** Bytes for this thread alone, with anything in them, until the next call: room for what a kernel needs on the way. */
export function scratch(bytes: number): Uint8Array<SharedArrayBuffer> {
  const here = currentPlace()
  if (here.scratch.length < bytes) here.scratch = allocate(bytes)
  return here.scratch.subarray(0, bytes)
}

/** Where kernels find these values, which must be of this thread's memory. */
export function addressOf(bytes: ArrayBufferView): number {
  if (!(bytes.buffer instanceof SharedArrayBuffer)) throw new Error('kernels work on allocated bytes only')
  return bytes.byteOffset
}

function reserve(agreed: Int32Array, bytes: number): number {
  return Atomics.add(agreed, TOP, Math.ceil((bytes + PADDING) / ALIGNMENT) * ALIGNMENT)
}

/** The bytes at an address of a memory, which grows as needed. */
function view(memory: WebAssembly.Memory, at: number, bytes: number): Uint8Array<SharedArrayBuffer> {
  const end = at + bytes + PADDING
  for (let pages = 0; memory.buffer.byteLength < end; pages = GROW_PAGES) {
    // Another thread may have made it larger already: growing by nothing finds out.
    const room = PAGES_MAX - memory.buffer.byteLength / PAGE_BYTES
    memory.grow(Math.min(pages, Math.max(1, room)))
  }
  return new Uint8Array(memory.buffer, at, bytes)
}
