/** The mean of the square around each place, in place. */
export function blurGrid(
  field: Float32Array,
  { width, height }: { width: number; height: number },
  radius: number,
): void {
  const line = new Float32Array(Math.max(width, height))
  const along = (start: number, step: number, count: number): void => {
    for (let i = 0; i < count; i++) line[i] = field[start + i * step] as number
    let sum = 0
    for (let i = -radius; i <= radius; i++) sum += line[Math.max(0, Math.min(count - 1, i))] as number
    for (let i = 0; i < count; i++) {
      field[start + i * step] = sum / (2 * radius + 1)
      sum += (line[Math.min(count - 1, i + radius + 1)] as number) - (line[Math.max(0, i - radius)] as number)
    }
  }
  for (let y = 0; y < height; y++) along(y * width, 1, width)
  for (let x = 0; x < width; x++) along(x, width, height)
}
