import { parseArgs } from 'node:util'
import type { ParseArgsConfig } from 'node:util'

/** The command line is wrong; the message says how it would be right. Exit code 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UsageError'
  }
}

type Options = NonNullable<ParseArgsConfig['options']>

/** Options and positional words of a command; what it does not know is a UsageError that names it. */
export function readArguments<T extends Options>(args: string[], options: T) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new UsageError((error as Error).message.split('. ')[0] ?? 'wrong options')
  }
}

/** A whole number of at least one, for a limit. */
export function readCount(name: string, text: string | undefined): number | null {
  if (text === undefined) return null
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new UsageError(`--${name} must be a whole number of at least 1, not "${text}"`)
  return Number(text)
}

export const USAGE = `reelgate: a self-hosted video-generation API

  reelgate serve                      start the server (settings: docs/en/settings.md)
      --role all|api|worker           one process of many, on Postgres (docs/en/many-machines.md)
  reelgate generate "a prompt"        make a video; starts a server of its own unless REELGATE_URL is set
      --out FILE                      where to write it (default: a name made from the prompt, in this folder)
      --duration 4|6|8  --resolution 720p|1080p|4K  --aspect-ratio 16:9|9:16  --audio
      --first-frame FILE|URL  --last-frame FILE|URL  --resize-mode pad|crop
      --negative-prompt TEXT  --seed N  --sample-count 1..4
      --person-generation allow_adult|disallow  --model ID  --idempotency-key KEY
  reelgate scene "a prompt"           print what the built-in renderer understands of a prompt, without rendering it
      --negative TEXT  --seed N  --json
  reelgate emulate                    stand in for Google's Veo, for tests: the Gemini API and Vertex AI, no set-up
      --port N  --key KEY  --data DIR  --faults
  reelgate accounts create NAME (--balance USD | --unlimited) [--group NAME] [--json]
  reelgate accounts list [--json]
  reelgate accounts top-up NAME --amount USD [--note TEXT] [--reference TEXT] [--json]
  reelgate accounts adjust NAME --by=USD --reason TEXT [--json]
  reelgate keys create --account NAME [--name TEXT] [--json]   what is left out has no bound:
      --scopes generate,read,upload,balance  --models ID,ID  --ip-ranges 10.0.0.0/8,2001:db8::/32
      --expires-in-days N  --spend-max USD  --spend-day-max USD  --tasks-max N
      --submits-per-minute N  --polls-per-minute N
  reelgate keys list [--json]
  reelgate keys rotate ID [--overlap-hours N] [--json]   a new key; the old one stays good for 24 hours, or N
  reelgate keys revoke ID
  reelgate admin-keys create NAME [--json]
  reelgate admin-keys list [--json]
  reelgate admin-keys revoke ID [--json]
  reelgate console-link [--user NAME] [--json]  print a link that signs in to the console once, within 30 minutes
  reelgate redeem-codes create --count N --amount USD [--expires DATE] [--note TEXT] [--json]
  reelgate redeem-codes list [--json]
  reelgate redeem-codes void BATCH [--json]
  reelgate ledger verify              exit code 0 only where every balance equals the sum of its entries
  reelgate backup FOLDER [--json]     copy database, results and pictures of one moment, also while the server runs
  reelgate restore FOLDER [--json]    put a backup into an empty REELGATE_DATA_DIR, compared byte by byte
  reelgate migrate-to-postgres [--json]  copy the data folder's database into the empty Postgres of DATABASE_URL
  reelgate export ACCOUNT FILE [--json]  write all that is kept of an account, as lines of JSON
  reelgate erase ACCOUNT --yes [--json]  remove all that is kept of an account but its money, and revoke its keys
  reelgate --version | --help
`
