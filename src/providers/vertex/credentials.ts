import { readFile } from 'node:fs/promises'
import type { JWT, JWTOptions } from 'google-auth-library'
import { z } from 'zod'
import type { VertexSettings } from '../../domain/provider-settings.ts'
import { versionOf } from '../credentials-file.ts'
import { NotSent } from '../http/caller.ts'

const GOOGLE = 'googleapis.com'
const SCOPE = 'https://www.googleapis.com/auth/cloud-platform'

export interface Credentials {
  /** The headers that a request to Google carries. Rejects with NotSent where none can be had. */
  headers(): Promise<Record<string, string>>
  /** Google does not take them any more: what was read, and the token, are thrown away. */
  refused(): void
}

/** The fields of a key file that its client is made from; files of other kinds are the library's to understand. */
const serviceAccount = z.object({
  type: z.literal('service_account'),
  client_email: z.string(),
  private_key: z.string(),
  private_key_id: z.string().optional(),
  token_uri: z.url({ protocol: /^https?$/ }).optional(),
  universe_domain: z.string().optional(),
})
const workloadIdentity = z.looseObject({
  type: z.literal('external_account'),
  audience: z.string(),
  subject_token_type: z.string(),
  token_url: z.string(),
})

/** Where a key file may send its tokens' requests: Google's own address, unless the network has a private way to it. */
function exchangeAt(client: JWT, tokenUri: string): void {
  const url = new URL(tokenUri)
  // The library asks Google's public address whatever the file says; this client makes no other request.
  client.transporter.interceptors.request.add({ resolved: async (request) => Object.assign(request, { url }) })
}

/** Loaded with the first use: a server that drives no Vertex AI starts sooner, and smaller, without the library. */
async function openAuth({ credentialsFile: file, project: projectId }: VertexSettings) {
  const { ExternalAccountClient, gcpMetadata, GoogleAuth, JWT } = await import('google-auth-library')
  if (file === undefined) {
    // It would remember for ever that the metadata server, which may start after us, was not there.
    gcpMetadata.resetIsAvailableCache()
    return new GoogleAuth({ scopes: SCOPE, projectId })
  }
  const content: unknown = JSON.parse(await readFile(file, 'utf8'))
  const key = serviceAccount.safeParse(content)
  if (key.success) {
    const { client_email: email, private_key: pem, private_key_id: keyId, universe_domain: universe } = key.data
    const options: JWTOptions = { email, key: pem, scopes: SCOPE, ...(keyId && { keyId }) }
    // In another universe tokens are signed here, and nobody is asked for one.
    if (universe !== undefined && universe !== GOOGLE) return new JWT({ ...options, universeDomain: universe })
    const { token_uri: tokenUri } = key.data
    if (tokenUri === undefined) return new JWT(options)
    const client = new JWT({ ...options, additionalClaims: { aud: tokenUri } })
    exchangeAt(client, tokenUri)
    return client
  }
  const identity = workloadIdentity.safeParse(content)
  const client = identity.success ? ExternalAccountClient.fromJSON({ ...identity.data, scopes: [SCOPE] }) : null
  if (client !== null) return client
  throw new Error(`${file} is neither the key of a service account nor a workload identity configuration`)
}

/**
 * Application Default Credentials (environment, gcloud's own, metadata server, workload identity federation), or the
 * file that the settings name. A file that was replaced is read at once; after a failure or a refusal the file, or the
 * environment, is looked at again: credentials can be rotated while tasks run.
 * https://docs.cloud.google.com/docs/authentication/application-default-credentials
 */
export function openCredentials(settings: VertexSettings): Credentials {
  const { credentialsFile: file, accessToken } = settings
  if (accessToken !== undefined) {
    return { headers: async () => ({ authorization: `Bearer ${accessToken}` }), refused: () => {} }
  }
  let opening: ReturnType<typeof openAuth> | undefined
  let version: string | undefined
  const refused = () => void (opening = undefined)
  const headers = async () => {
    try {
      // One that is away for a moment is not yet another one.
      const current = file === undefined ? undefined : await versionOf(file).catch(() => version)
      if (current !== version) refused()
      version = current
      const auth = await (opening ??= openAuth(settings))
      const found = Object.fromEntries((await auth.getRequestHeaders()).entries())
      if (found['authorization'] === undefined) throw new Error('the credentials lead to no token')
      return found
    } catch (error) {
      refused()
      throw new NotSent('no credentials', error)
    }
  }
  return { headers, refused }
}
