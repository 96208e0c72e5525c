import type { Log } from '../lib/log.ts'

/** What a provider over HTTP is opened with. */
export interface ProviderOptions<Settings> {
  name: string
  settings: Settings
  /** Absolute path of the data folder. */
  dataDir: string
  log: Log
}
