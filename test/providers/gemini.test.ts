import { providerSettings } from '../../src/domain/provider-settings.ts'
import type { GeminiSettings } from '../../src/domain/provider-settings.ts'
import { openLog } from '../../src/lib/log.ts'
import { openGeminiProvider } from '../../src/providers/gemini/gemini-provider.ts'
import { providerConformance } from './conformance.ts'
import { FakeGemini } from './fakes/fake-gemini.ts'

const settings = (url: string) =>
  providerSettings.parse({ type: 'gemini', baseUrl: url, apiKey: 'g-key' }) as GeminiSettings

const open = (url: string, dataDir: string) =>
  openGeminiProvider({ name: 'studio', settings: settings(url), dataDir, log: openLog('silent') })

providerConformance({ name: 'gemini', fake: () => new FakeGemini(), open, downloads: true })
