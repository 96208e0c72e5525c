import { providerConformance } from './conformance.ts'
import { FakeGemini } from './fakes/fake-gemini.ts'
import { ENTRIES, openProvider } from './open-providers.ts'

providerConformance({
  name: 'gemini',
  fake: () => new FakeGemini(),
  open: (url, dataDir) => openProvider(ENTRIES.gemini(url), dataDir),
  downloads: true,
})
