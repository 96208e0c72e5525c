import { providerSettings } from '../../src/domain/provider-settings.ts'
import type { RelaySettings } from '../../src/domain/provider-settings.ts'
import { openLog } from '../../src/lib/log.ts'
import { openRelayProvider } from '../../src/providers/relay/relay-provider.ts'
import { providerConformance } from './conformance.ts'
import { FakeFamily } from './fakes/fake-family.ts'

const settings = (url: string, more: object = {}) =>
  providerSettings.parse({ type: 'relay', baseUrl: url, apiKey: 'f-key', ...more }) as RelaySettings

const open = (url: string, dataDir: string, more: object = {}) =>
  openRelayProvider({ name: 'behind', settings: settings(url, more), dataDir, log: openLog('silent') })

providerConformance({ name: 'relay', fake: () => new FakeFamily(), open, downloads: true })
