import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { VertexSettings } from '../../domain/provider-settings.ts'

const SCOPE = 'https://www.googleapis.com/auth/cloud-platform'

export interface Credentials {
  /** The headers that a request to Google carries. Rejects where none can be had; nothing was sent then. */
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
  universe_domain: z.string().optional(),
})
const workloadIdentity = z.looseObject({
  type: z.literal('external_account'),
  audience: z.string(),
  subject_token_type: z.string(),
  token_url: z.string(),
})

/** Loaded with the first use: a server that drives no Vertex AI starts sooner, and smaller, without the library. */
async function openAuth(file: string | undefined) {
  const { ExternalAccountClient, GoogleAuth, JWT } = await import('google-auth-library')
  if (file === undefined) return new GoogleAuth({ scopes: SCOPE })
  const content: unknown = JSON.parse(await readFile(file, 'utf8'))
  const key = serviceAccount.safeParse(content)
  if (key.success) {
    const { client_email: email, private_key: pem, private_key_id: keyId, universe_domain: universeDomain } = key.data
    return new JWT({
      email,
      key: pem,
      scopes: SCOPE,
      ...(keyId && { keyId }),
      ...(universeDomain && { universeDomain }),
    })
  }
  const identity = workloadIdentity.safeParse(content)
  const client = identity.success ? ExternalAccountClient.fromJSON({ ...identity.data, scopes: [SCOPE] }) : null
  if (client !== null) return client
  throw new Error(`${file} is neither the key of a service account nor a workload identity configuration`)
}

/**
 * Application Default Credentials (environment, gcloud's own, metadata server, workload identity federation), or the
 * file that the settings name. After a failure or a refusal the file, or the environment, is looked at again: a rotated
 * one is taken up while tasks run. https://docs.cloud.google.com/docs/authentication/application-default-credentials
 */
export function openCredentials({ credentialsFile, accessToken }: VertexSettings): Credentials {
  if (accessToken !== undefined) {
    return { headers: async () => ({ authorization: `Bearer ${accessToken}` }), refused: () => {} }
  }
  let opening: ReturnType<typeof openAuth> | undefined
  const refused = () => void (opening = undefined)
  const headers = async () => {
    try {
      const auth = await (opening ??= openAuth(credentialsFile))
      const found = Object.fromEntries((await auth.getRequestHeaders()).entries())
      if (found['authorization'] === undefined) throw new Error('the credentials lead to no token')
      return found
    } catch (error) {
      refused()
      throw error
    }
  }
  return { headers, refused }
}
