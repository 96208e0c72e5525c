import { providerConformance } from './conformance.ts'
import { FakeOpenai } from './fakes/fake-openai.ts'
import { ENTRIES, openProvider } from './open-providers.ts'

providerConformance({
  name: 'openai-videos',
  fake: () => new FakeOpenai(),
  open: (url, dataDir) => openProvider(ENTRIES.openaiVideos(url), dataDir),
  downloads: true,
})
