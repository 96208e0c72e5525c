import { readFileSync } from 'node:fs'
import type { Kernels } from './kernels.ts'

const PAGE_BYTES = 65_536
/** The bound on a job's pictures: 1 GiB, of which only what is used is ever taken from the system. */
const PAGES_MAX = 16_384
const GROW_PAGES = 256
const ALIGNMENT = 64
/** Kernels take sixteen bytes at a time and may read (never write) this far behind a block. */
const PADDING = 64

/**
 * The first pages are for the threads to agree on things, in whole numbers: the end of what is allocated, how many pieces
 * of shared work are taken and how many are done, then for each shared block its place and its size.
 */
const TOP = 0
const TAKEN = 1
const DONE = 2
const BLOCKS = 16
const BLOCKS_MAX = 30_000
const AGREED_BYTES = PAGE_BYTES * 4

interface Place {
  memory: WebAssembly.Memory
  agreed: Int32Array
  kernels: Kernels
  /** How many shared blocks this thread has asked for. */
  sharedBlocks: number
  /** The shared work this thread knows of; what is done is let go. */
  work: ((() => void) | undefined)[]
  onWorkDone: (() => void) | undefined
  scratch: Uint8Array<SharedArrayBuffer>
}

const program = new WebAssembly.Module(readFileSync(new URL('kernels.wasm', import.meta.url)))
let place: Place | undefined

/**
 * An empty memory for the pictures of one job, to be used by any number of threads. Nothing in it is freed but all of it
 * at once, by `clearMemory`.
 */
export function newMemory(): WebAssembly.Memory {
  const memory = new WebAssembly.Memory({ initial: GROW_PAGES, maximum: PAGES_MAX, shared: true })
  new Int32Array(memory.buffer)[TOP] = AGREED_BYTES
  return memory
}

/** Makes a memory as good as new, for the next job. No thread may work in it any more, until its next `useMemory`. */
export function clearMemory(memory: WebAssembly.Memory): void {
  const agreed = new Int32Array(memory.buffer, 0, AGREED_BYTES / 4)
  new Uint8Array(memory.buffer, 0, agreed[TOP]).fill(0)
  agreed[TOP] = AGREED_BYTES
}

/**
 * From now on this thread works in this memory, counting shared blocks and shared work from the first. `onWorkDone` is
 * called whenever this thread has done a piece of shared work.
 */
export function useMemory(memory: WebAssembly.Memory, onWorkDone?: () => void): void {
  const { exports } = new WebAssembly.Instance(program, { env: { memory, exp: Math.exp } })
  const agreed = new Int32Array(memory.buffer, 0, AGREED_BYTES / 4)
  place = {
    memory,
    agreed,
    kernels: exports as Kernels,
    sharedBlocks: 0,
    work: [],
    onWorkDone,
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

/**
 * Zeroed bytes that every thread of the job sees. The n-th call gets the same bytes in each of them, so all threads
 * must ask for the same blocks in the same order, which they do when they run the same code.
 */
export function allocateShared(bytes: number): Uint8Array<SharedArrayBuffer> {
  const here = currentPlace()
  const { memory, agreed } = here
  if (here.sharedBlocks === BLOCKS_MAX) throw new Error('too many shared blocks')
  const entry = BLOCKS + here.sharedBlocks * 2
  here.sharedBlocks += 1
  // Whoever comes first notes the size and decides on the place.
  const noted = Atomics.compareExchange(agreed, entry + 1, 0, bytes)
  if (noted === 0) {
    Atomics.store(agreed, entry, reserve(agreed, bytes))
    Atomics.notify(agreed, entry)
  } else if (noted !== bytes) {
    throw new Error(`threads disagree on shared block ${here.sharedBlocks}: ${noted} or ${bytes} bytes`)
  }
  Atomics.wait(agreed, entry, 0)
  return view(memory, Atomics.load(agreed, entry), bytes)
}

/**
 * Notes work that one of the threads is to do, with results in shared bytes: all threads note the same work in the same
 * order. It must not depend on other noted work that `finishWork` has not finished, nor leave anything behind but its
 * results: in the other threads it is never called.
 */
export function shareWork(work: () => void): void {
  currentPlace().work.push(work)
}

/** Does noted work, taking turns with the other threads, until all of it is done. */
export function finishWork(): void {
  const { agreed, work, onWorkDone } = currentPlace()
  for (let next = takeWork(agreed, work.length); next !== undefined; next = takeWork(agreed, work.length)) {
    work[next]?.()
    work[next] = undefined
    Atomics.add(agreed, DONE, 1)
    Atomics.notify(agreed, DONE)
    onWorkDone?.()
  }
  for (let done = 0; done < work.length; done = Atomics.load(agreed, DONE)) Atomics.wait(agreed, DONE, done)
}

/** The number of a piece that nobody has taken; undefined when all that this thread knows of are. */
function takeWork(agreed: Int32Array, noted: number): number | undefined {
  for (;;) {
    const next = Atomics.load(agreed, TAKEN)
    if (next >= noted) return undefined
    if (Atomics.compareExchange(agreed, TAKEN, next, next + 1) === next) return next
  }
}

/** The same bytes as 32-bit floats. */
export function floatsOf({ buffer, byteOffset, length }: Uint8Array<SharedArrayBuffer>): Float32Array {
  return new Float32Array(buffer, byteOffset, length / 4)
}

/** Where kernels find these values, which must be of this thread's memory. */
export function addressOf(bytes: ArrayBufferView): number {
  if (!(bytes.buffer instanceof SharedArrayBuffer)) throw new Error('kernels work on allocated bytes only')
  return bytes.byteOffset
}

function reserve(agreed: Int32Array, bytes: number): number {
  return Atomics.add(agreed, TOP, Math.ceil((bytes + PADDING) / ALIGNMENT) * ALIGNMENT)
}

/** What another thread of the job has allocated. */
export function bytesAt(address: number, bytes: number): Uint8Array<SharedArrayBuffer> {
  return view(currentPlace().memory, address, bytes)
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
