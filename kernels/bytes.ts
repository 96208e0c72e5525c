/** Copies bytes. The memory is shared, for which what JavaScript has of its own goes byte by byte. */
export function copyBytes(from: usize, to: usize, count: usize): void {
  memory.copy(to, from, count)
}

/** Fills bytes with one value. */
export function fillBytes(to: usize, count: usize, value: u32): void {
  memory.fill(to, <u8>value, count)
}
