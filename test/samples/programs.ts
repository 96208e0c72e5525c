import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SAMPLE_LANGUAGES } from '../../samples/sample-code.ts'
import type { SampleLanguage } from '../../samples/sample-code.ts'
import { ROOT } from '../harness/process.ts'
import { tool } from '../harness/tools.ts'

/** The languages that Debian 12 has a toolchain for; it has none for Swift. */
export type RunLanguage = Exclude<SampleLanguage, 'swift'>

export const RUN_LANGUAGES = SAMPLE_LANGUAGES.filter(
  (language): language is (typeof SAMPLE_LANGUAGES)[number] & { id: RunLanguage } => language.id !== 'swift',
)

type Line = readonly [program: string, ...args: string[]]

/** What builds a program, where it is not run from its source, and what runs it. */
const LINES: Readonly<Record<RunLanguage, (file: string) => readonly Line[]>> = {
  curl: (file) => [['sh', file]],
  python: (file) => [['python3', file]],
  javascript: (file) => [[process.execPath, file]],
  go: (file) => [['go', 'build', '-o', 'program', file], ['./program']],
  java: (file) => [['java', '-Dfile.encoding=UTF-8', file]],
  php: (file) => [['php', file]],
  ruby: (file) => [['ruby', file]],
  csharp: (file) => [
    [
      'mcs',
      '-main:Entry',
      '-out:program.exe',
      '-r:System.Net.Http',
      file,
      join(ROOT, 'test/samples/mono-stand-ins.cs'),
    ],
    ['mono', 'program.exe'],
  ],
}

export interface Ended {
  code: number
  stdout: string
  stderr: string
}

/** Nothing of this machine besides where programs and a user's folder are; Go builds into the test's own folder. */
export function run([program, ...args]: Line, cwd: string, env: Record<string, string>): Promise<Ended> {
  const { PATH = '', HOME = '' } = process.env
  const own = { PATH, HOME, LANG: 'C.UTF-8', GOCACHE: join(cwd, '../go-cache'), GO111MODULE: 'off', ...env }
  const file = /^[./]/.test(program) ? program : tool(program)
  return new Promise((resolve) => {
    execFile(file, args, { cwd, env: own, timeout: 120_000 }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : -1, stdout, stderr })
    })
  })
}

/** Writes a program into a folder of its own and builds it; what comes back runs it there. */
export async function prepare(
  language: RunLanguage,
  source: string,
  folder: string,
): Promise<(key: string) => Promise<Ended>> {
  const { file } = SAMPLE_LANGUAGES.find(({ id }) => id === language) ?? SAMPLE_LANGUAGES[0]
  await mkdir(folder)
  await writeFile(join(folder, file), source)
  const lines = LINES[language](file)
  for (const line of lines.slice(0, -1)) {
    const { code, stderr } = await run(line, folder, {})
    if (code !== 0) throw new Error(`${line.join(' ')}:\n${stderr}`)
  }
  return (key) => run(lines.at(-1) ?? ['false'], folder, { REELGATE_API_KEY: key })
}
