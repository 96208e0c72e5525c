import { providerSettings } from '../../src/domain/provider-settings.ts'
import type { OpenaiVideosSettings } from '../../src/domain/provider-settings.ts'
import { openLog } from '../../src/lib/log.ts'
import { openOpenaiVideosProvider } from '../../src/providers/openai-videos/openai-videos-provider.ts'
import { providerConformance } from './conformance.ts'
import { FakeOpenai } from './fakes/fake-openai.ts'

const settings = (url: string, more: object = {}) =>
  providerSettings.parse({ type: 'openai-videos', baseUrl: url, apiKey: 'o-key', ...more }) as OpenaiVideosSettings

const open = (url: string, dataDir: string, more: object = {}) =>
  openOpenaiVideosProvider({ name: 'gpu', settings: settings(url, more), dataDir, log: openLog('silent') })

providerConformance({ name: 'openai-videos', fake: () => new FakeOpenai(), open, downloads: true })
