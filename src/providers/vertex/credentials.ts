import type { VertexSettings } from '../../domain/provider-settings.ts'

const SCOPE = 'https://www.googleapis.com/auth/cloud-platform'

/** The header that a request to Google carries. Rejects where no credentials can be had; nothing was sent then. */
export type Authorise = () => Promise<Record<string, string>>

/**
 * Application Default Credentials (environment, gcloud's own, metadata server, workload identity federation), or the
 * file that the settings name; read anew for each token, so that a rotated one is taken up while tasks run.
 * https://docs.cloud.google.com/docs/authentication/application-default-credentials
 */
export function openCredentials({ credentialsFile, accessToken }: VertexSettings): Authorise {
  if (accessToken !== undefined) return async () => ({ authorization: `Bearer ${accessToken}` })
  const open = async () => {
    // Loaded with the first use: a server that drives no Vertex AI starts sooner without it.
    const { GoogleAuth } = await import('google-auth-library')
    return new GoogleAuth({ scopes: SCOPE, ...(credentialsFile !== undefined && { keyFilename: credentialsFile }) })
  }
  let auth: ReturnType<typeof open> | undefined
  return async () => {
    try {
      const headers = await (await (auth ??= open())).getRequestHeaders()
      return Object.fromEntries(headers.entries())
    } catch (error) {
      // The library keeps what it has read; after a failure the file, or the environment, is looked at again.
      auth = undefined
      throw error
    }
  }
}
