import { readFile } from 'node:fs/promises'
import type { Program } from './process.ts'

/** Whether the system says how much memory a process has ever had. */
export const HAS_PEAK_MEMORY = process.platform === 'linux'

/** The most memory that the process has had since it began, in bytes. */
async function peakOf({ child }: Program): Promise<number> {
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8')
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]) * 1024
}

/** By how many bytes the most memory that the process has ever had grows while `work` is done. */
export async function peakGrowth(program: Program, work: () => Promise<void>): Promise<number> {
  const before = await peakOf(program)
  await work()
  return (await peakOf(program)) - before
}
