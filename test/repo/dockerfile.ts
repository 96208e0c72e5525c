import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../harness/process.ts'

export interface Instruction {
  name: string
  text: string
}

/** The instructions of the Dockerfile by stage, continued lines joined; what stands before the first stage is left out. */
export function stagesOfDockerfile(): Instruction[][] {
  const text = readFileSync(join(ROOT, 'Dockerfile'), 'utf8')
    .replace(/^#.*\n/gm, '')
    .replace(/\\\n\s*/g, '')
  const stages: Instruction[][] = []
  for (const line of text.split('\n').filter((one) => one.trim() !== '')) {
    const [, name = '', rest = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? []
    if (name === 'FROM') stages.push([])
    stages.at(-1)?.push({ name, text: rest })
  }
  return stages
}

export const BUILT_IN = '/srv/reelgate/'

/** What the last stage copies out of the build: paths below the repository, and where they go below the program's folder. */
export function copiedIntoImage(): { from: string; to: string }[] {
  const last = stagesOfDockerfile().at(-1) ?? []
  return last
    .filter(({ name }) => name === 'COPY')
    .flatMap(({ text }) => {
      const paths = text.replace('--from=build ', '').split(/\s+/)
      const to = paths.pop() ?? ''
      return paths.map((path) => {
        const from = path.slice(BUILT_IN.length)
        return { from, to: to === './' ? from : to }
      })
    })
}

/** The environment that the last stage sets. */
export function environmentOfImage(): Record<string, string> {
  const last = stagesOfDockerfile().at(-1) ?? []
  const pairs = last.filter(({ name }) => name === 'ENV').flatMap(({ text }) => text.trim().split(/\s+/))
  return Object.fromEntries(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]))
}

/** The words of an instruction of the last stage that is written as JSON, such as ENTRYPOINT. */
export function wordsOfImage(name: string): string[] {
  const found = stagesOfDockerfile()
    .at(-1)
    ?.find((one) => one.name === name)
  return JSON.parse(/\[.*\]$/.exec(found?.text ?? '')?.[0] ?? '[]') as string[]
}

export const userOfImage = () =>
  stagesOfDockerfile()
    .at(-1)
    ?.find(({ name }) => name === 'USER')?.text ?? ''
