import { providerSettings } from '../../src/domain/provider-settings.ts'
import type { VertexSettings } from '../../src/domain/provider-settings.ts'
import { openLog } from '../../src/lib/log.ts'
import { openVertexProvider } from '../../src/providers/vertex/vertex-provider.ts'
import { providerConformance } from './conformance.ts'
import { FakeVertex } from './fakes/fake-vertex.ts'

const settings = (url: string, more: object = {}) =>
  providerSettings.parse({
    type: 'vertex',
    project: 'p1',
    baseUrl: url,
    storageBaseUrl: url,
    accessToken: 'v-token',
    ...more,
  }) as VertexSettings

const open = (url: string, dataDir: string, more: object = {}) =>
  openVertexProvider({ name: 'veo', settings: settings(url, more), dataDir, log: openLog('silent') })

providerConformance({ name: 'vertex', fake: () => new FakeVertex(), open, downloads: false })
providerConformance({
  name: 'vertex with gs://',
  fake: () => new FakeVertex(),
  open: (url, dataDir) => open(url, dataDir, { storageUri: 'gs://my-bucket/videos/' }),
  downloads: true,
})
