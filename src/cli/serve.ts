import { readConfig } from '../config.ts'
import type { Config } from '../config.ts'
import { commandLineAct } from '../flow/admin/act.ts'
import { createFirstAccount } from '../flow/admin/keys.ts'
import { linkUrl, makeFirstLink } from '../flow/sign-in/links.ts'
import { openLog } from '../lib/log.ts'
import { startReelgate } from '../main.ts'
import type { Reelgate } from '../main.ts'
import { VERSION } from '../version.ts'
import { nextSignal } from './signals.ts'
import { readArguments, UsageError } from './usage.ts'

const EXAMPLE = { model: 'veo3.1-fast-official', prompt: 'a golden retriever running on the beach, sunset, cinematic' }

/** Where what lasts lies; never with a password. */
async function placeOfData({ role, dataDir, databaseUrl, s3Bucket }: Config): Promise<string> {
  const files = s3Bucket === undefined ? dataDir : `the bucket ${s3Bucket}`
  if (databaseUrl === undefined) return `data in ${dataDir}${s3Bucket === undefined ? '' : `, files in ${files}`}`
  const { placeOf } = await import('../db/postgres/prepare.ts')
  return `${role === 'all' ? '' : `role ${role}, `}data in Postgres ${placeOf(databaseUrl)}, files in ${files}`
}

interface Greeted {
  url: string
  place: string
  publicUrl: string | undefined
  secret: string | undefined
  link: string | undefined
}

/** What a person on this machine needs for the first call; key and link are in it only when they were made just now. */
function greeting({ url, place, publicUrl, secret, link }: Greeted): string {
  const key = secret ?? '$REELGATE_API_KEY'
  const quote = secret === undefined ? '"' : "'"
  return [
    `Reelgate ${VERSION} listens on ${url} (${place})`,
    ...(publicUrl === undefined ? [] : [`Links in answers begin with ${publicUrl}`]),
    secret === undefined
      ? 'Make another key with: npx reelgate keys create --account NAME (npx reelgate accounts list shows the names)'
      : `API key, shown only this once: ${secret}`,
    ...(link === undefined ? [] : [`Console, to sign in for the first time within 30 minutes: ${link}`]),
    '',
    'Submit a video, then open the task with the same key:',
    `curl -s ${url}/v1/videos/generations -H ${quote}Authorization: Bearer ${key}${quote} -H 'Content-Type: application/json' -d '${JSON.stringify(EXAMPLE)}'`,
    `curl -s ${url}/v1/tasks/TASK_ID -H ${quote}Authorization: Bearer ${key}${quote}`,
    '',
  ].join('\n')
}

function readOptions(args: string[]): NodeJS.ProcessEnv {
  const { values, positionals } = readArguments(args, { role: { type: 'string' } })
  if (positionals[0] !== undefined) throw new UsageError(`serve takes options only, not "${positionals[0]}"`)
  return values.role === undefined ? {} : { REELGATE_ROLE: values.role }
}

async function greet(server: Reelgate, config: Config): Promise<void> {
  const place = await placeOfData(config)
  if (config.role === 'worker') {
    return console.log(`Reelgate ${VERSION} drives tasks, and for probes it listens on ${server.url} (${place})`)
  }
  const secret = await createFirstAccount(server.flow.db, commandLineAct())
  const first = await makeFirstLink(server.flow.db, commandLineAct())
  const link = first && linkUrl(config.publicUrl ?? server.url, first)
  console.log(greeting({ url: server.url, place, publicUrl: config.publicUrl, secret, link }))
}

/** `reelgate serve`: runs until SIGTERM or SIGINT, then drains. */
export async function serve(args: string[]): Promise<number> {
  const config = readConfig(readOptions(args))
  const log = openLog(config.logLevel)
  // What led to a crash must not be lost in the buffer.
  process.once('exit', () => log.flush())
  const signalled = nextSignal()
  const server = await startReelgate(config, { log })
  await greet(server, config)
  const signal = await signalled
  log.info({ signal }, 'draining')
  log.flush()
  await server.stop()
  log.info({}, 'stopped')
  return 0
}
