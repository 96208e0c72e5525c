import type { TestContext } from 'node:test'
import { GoogleGenAI } from '@google/genai'
import type { GenerateVideosOperation, GoogleGenAIOptions } from '@google/genai'
import { OAuth2Client } from 'google-auth-library'
import { eventually } from '../harness/wait.ts'
import { photo } from '../images/pictures.ts'

/** The official client for the Gemini API, pointed at a server of ours; nothing else of it is changed. */
export function geminiClient({ url, key }: { url: string; key: string }): GoogleGenAI {
  return new GoogleGenAI({ apiKey: key, httpOptions: { baseUrl: url } })
}

/** The same for Vertex AI: with a key, as in express mode, or with a project, a location and an access token. */
export function vertexClient({ url, key }: { url: string; key: string }, project?: string): GoogleGenAI {
  const httpOptions = { baseUrl: url }
  if (project === undefined) return new GoogleGenAI({ vertexai: true, apiKey: key, httpOptions })
  // What Application Default Credentials would find: a client that has a token already, and asks nobody for one.
  const authClient = new OAuth2Client()
  authClient.setCredentials({ access_token: key })
  // The SDK brings its own version of the library, whose types are other ones by name only.
  const googleAuthOptions = { authClient } as unknown as NonNullable<GoogleGenAIOptions['googleAuthOptions']>
  return new GoogleGenAI({ vertexai: true, project, location: 'us-central1', httpOptions, googleAuthOptions })
}

/** A small picture as the SDKs want it. */
export async function picture(): Promise<Buffer> {
  return photo(64, 48).png().toBuffer()
}

/** Lets no client of a test reach anything but this machine: whoever tries is told, and the test fails. */
export function loopbackOnly(context: TestContext): void {
  const original = globalThis.fetch
  globalThis.fetch = (input, init) => {
    const url = new URL(typeof input === 'string' || input instanceof URL ? input : input.url)
    if (url.hostname !== '127.0.0.1') throw new Error(`a test must not reach ${url.origin}`)
    return original(input, init)
  }
  context.after(() => void (globalThis.fetch = original))
}

/** Polls as Google's page shows it, only faster. */
export async function finished(ai: GoogleGenAI, started: GenerateVideosOperation): Promise<GenerateVideosOperation> {
  let operation = started
  await eventually(async () => {
    operation = await ai.operations.getVideosOperation({ operation })
    return operation.done
  })
  return operation
}
