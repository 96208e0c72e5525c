import type { Provider } from '../../src/domain/provider.ts'
import { providerSettings } from '../../src/domain/provider-settings.ts'
import { openLog } from '../../src/lib/log.ts'
import type { Log } from '../../src/lib/log.ts'
import { openBuiltinProvider } from '../../src/providers/builtin/builtin-provider.ts'
import { openOutsideProvider } from '../../src/providers/outside.ts'

/** One provider of a type, opened as the server does from its entry in the file. */
export function openProvider(
  entry: { type: string } & Record<string, unknown>,
  dataDir: string,
  log: Log = openLog('silent'),
): Provider {
  const settings = providerSettings.parse(entry)
  if (settings.type === 'builtin') return openBuiltinProvider({ dataDir, jobsMax: 1, ffmpeg: 'none', marks: {}, log })
  return openOutsideProvider({ name: 'under-test', settings, dataDir, log })
}

/** Entries that speak to a fake at this address, with the key it expects. */
export const ENTRIES = {
  vertex: (url: string) => ({
    type: 'vertex',
    project: 'p1',
    baseUrl: url,
    storageBaseUrl: url,
    accessToken: 'v-token',
  }),
  gemini: (url: string) => ({ type: 'gemini', baseUrl: url, apiKey: 'g-key' }),
  relay: (url: string) => ({ type: 'relay', baseUrl: url, apiKey: 'f-key' }),
  openaiVideos: (url: string) => ({ type: 'openai-videos', baseUrl: url, apiKey: 'o-key' }),
} as const
