import type { Provider } from '../domain/provider.ts'
import type { ProviderSettings } from '../domain/provider-settings.ts'
import type { Log } from '../lib/log.ts'
import { openBuiltinProvider } from './builtin/builtin-provider.ts'
import type { BuiltinOptions } from './builtin/builtin-provider.ts'

export interface ProvidersConfig {
  /** By name. */
  providers: ReadonlyMap<string, ProviderSettings>
  builtin: Omit<BuiltinOptions, 'log'>
  log: Log
}

async function openProvider(name: string, settings: ProviderSettings, config: ProvidersConfig): Promise<Provider> {
  const { builtin, log } = config
  if (settings.type === 'builtin') return openBuiltinProvider({ ...builtin, log })
  // Loaded where one is configured: a server that draws its own videos starts sooner, and smaller, without a client.
  const { openOutsideProvider } = await import('./outside.ts')
  return openOutsideProvider({ name, settings, dataDir: builtin.dataDir, log })
}

/** Every provider that is configured, in the order of the settings. */
export function openProviders(config: ProvidersConfig): Promise<Provider[]> {
  return Promise.all([...config.providers].map(([name, settings]) => openProvider(name, settings, config)))
}
