import { openLog } from '../lib/log.ts'
import { VERSION } from '../version.ts'
import { startOwnServer } from './own-server.ts'
import type { OwnServer } from './own-server.ts'
import { nextSignal } from './signals.ts'
import { readArguments, UsageError } from './usage.ts'

const OPTIONS = {
  port: { type: 'string' },
  key: { type: 'string' },
  data: { type: 'string' },
  faults: { type: 'boolean' },
} as const

function readOptions(args: string[]) {
  const { values, positionals } = readArguments(args, OPTIONS)
  const { port, key, data, faults = false } = values
  if (positionals[0] !== undefined) throw new UsageError(`emulate takes options only, not "${positionals[0]}"`)
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) <= 65_535)) {
    throw new UsageError(`--port must be a number from 0 to 65535, not "${port}"`)
  }
  if (key !== undefined && !/^[\w.-]{8,200}$/.test(key)) {
    throw new UsageError('--key must be 8 to 200 letters, digits, ".", "_" and "-"')
  }
  if (data?.trim() === '') throw new UsageError('--data must be a folder')
  return { port, key, data, faults }
}

function greeting({ url, key }: OwnServer, { data, faults }: { data: string | undefined; faults: boolean }): string {
  const place = data === undefined ? 'in a folder that is removed when it stops' : `in ${data}`
  return [
    `Reelgate ${VERSION} stands in for Google's Veo on ${url} (tasks and videos ${place}; Ctrl-C stops it)`,
    `Key: ${key}`,
    '',
    '@google/genai, Gemini API:',
    `  new GoogleGenAI({ apiKey: '${key}', httpOptions: { baseUrl: '${url}' } })`,
    '@google/genai, Vertex AI:',
    `  new GoogleGenAI({ vertexai: true, apiKey: '${key}', httpOptions: { baseUrl: '${url}' } })`,
    'ai with @ai-sdk/google:',
    `  createGoogle({ apiKey: '${key}', baseURL: '${url}/v1beta' })`,
    'without an SDK:',
    `  curl -H 'x-goog-api-key: ${key}' ${url}/v1beta/models`,
    '',
    faults
      ? 'Faults are on: send the header X-Reelgate-Fault, for example: busy*2'
      : 'Faults on demand: start with --faults',
    'Whole examples: docs/en/emulator.md',
    '',
  ].join('\n')
}

/** `reelgate emulate`: Google's two protocols over the built-in renderer, with nothing to set up, and nothing left behind unless it is told where. */
export async function emulate(args: string[]): Promise<number> {
  const { port, key, data, faults } = readOptions(args)
  const log = openLog('warn')
  process.once('exit', () => log.flush())
  const signalled = nextSignal()
  const settings = {
    REELGATE_PROVIDER: 'builtin',
    REELGATE_DRAIN_SECONDS: '0',
    ...(port !== undefined && { REELGATE_PORT: port }),
    ...(data !== undefined && { REELGATE_DATA_DIR: data }),
    ...(faults && { REELGATE_FAULTS: 'on' }),
  }
  const server = await startOwnServer(settings, { log, emulate: true }, key)
  console.log(greeting(server, { data, faults }))
  await signalled
  await server.stop()
  return 0
}
