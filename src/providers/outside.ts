import type { Provider } from '../domain/provider.ts'
import type { ProviderSettings } from '../domain/provider-settings.ts'
import { openGeminiProvider } from './gemini/gemini-provider.ts'
import { openOpenaiVideosProvider } from './openai-videos/openai-videos-provider.ts'
import type { ProviderOptions } from './provider-options.ts'
import { openRelayProvider } from './relay/relay-provider.ts'
import { openVertexProvider } from './vertex/vertex-provider.ts'

export type OutsideSettings = Exclude<ProviderSettings, { type: 'builtin' }>

/** A provider that is reached over HTTP. Nothing is sent anywhere before the first task. */
export function openOutsideProvider({ settings, ...place }: ProviderOptions<OutsideSettings>): Provider {
  switch (settings.type) {
    case 'vertex':
      return openVertexProvider({ ...place, settings })
    case 'gemini':
      return openGeminiProvider({ ...place, settings })
    case 'relay':
      return openRelayProvider({ ...place, settings })
    case 'openai-videos':
      return openOpenaiVideosProvider({ ...place, settings })
  }
}
