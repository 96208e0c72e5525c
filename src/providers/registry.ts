import type { Provider } from '../domain/provider.ts'
import type { ProviderSettings } from '../domain/provider-settings.ts'
import type { Log } from '../lib/log.ts'
import { openBuiltinProvider } from './builtin/builtin-provider.ts'
import type { BuiltinOptions } from './builtin/builtin-provider.ts'
import { openGeminiProvider } from './gemini/gemini-provider.ts'
import { openOpenaiVideosProvider } from './openai-videos/openai-videos-provider.ts'
import { openRelayProvider } from './relay/relay-provider.ts'
import { openVertexProvider } from './vertex/vertex-provider.ts'

export interface ProvidersConfig {
  /** By name. */
  providers: ReadonlyMap<string, ProviderSettings>
  builtin: BuiltinOptions
  log: Log
}

function openProvider(name: string, settings: ProviderSettings, { builtin, log }: ProvidersConfig): Provider {
  const { dataDir } = builtin
  switch (settings.type) {
    case 'builtin':
      return openBuiltinProvider(builtin)
    case 'vertex':
      return openVertexProvider({ name, settings, dataDir, log })
    case 'gemini':
      return openGeminiProvider({ name, settings, dataDir, log })
    case 'relay':
      return openRelayProvider({ name, settings, dataDir, log })
    case 'openai-videos':
      return openOpenaiVideosProvider({ name, settings, dataDir, log })
  }
}

/** Every provider that is configured. Nothing is sent anywhere before the first task. */
export function openProviders(config: ProvidersConfig): Provider[] {
  return [...config.providers].map(([name, settings]) => openProvider(name, settings, config))
}
