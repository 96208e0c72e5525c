import { providerConformance } from './conformance.ts'
import { FakeFamily } from './fakes/fake-family.ts'
import { ENTRIES, openProvider } from './open-providers.ts'

providerConformance({
  name: 'relay',
  fake: () => new FakeFamily(),
  open: (url, dataDir) => openProvider(ENTRIES.relay(url), dataDir),
  downloads: true,
})
