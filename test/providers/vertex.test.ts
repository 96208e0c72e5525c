import { providerConformance } from './conformance.ts'
import { FakeVertex } from './fakes/fake-vertex.ts'
import { ENTRIES, openProvider } from './open-providers.ts'

providerConformance({
  name: 'vertex',
  fake: () => new FakeVertex(),
  open: (url, dataDir) => openProvider(ENTRIES.vertex(url), dataDir),
  downloads: false,
})
providerConformance({
  name: 'vertex with gs://',
  fake: () => new FakeVertex(),
  open: (url, dataDir) => openProvider({ ...ENTRIES.vertex(url), storageUri: 'gs://my-bucket/videos/' }, dataDir),
  downloads: true,
})
