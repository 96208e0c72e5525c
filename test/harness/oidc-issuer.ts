import { createHash, createSign, generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { ownFolder } from './folder.ts'
import { listenFor } from './listen.ts'

const CLIENT = { id: 'reelgate', secret: 's3cret' }
/** Its owner listed this address for the client, and no other. */
const CALLBACK = 'https://video.example.com/console/api/auth/oidc/oidc/callback'

const text = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const seconds = () => Math.floor(Date.now() / 1000)

/** A small issuer of OpenID Connect over HTTP: authorisation code with PKCE, ID tokens signed with RS256. */
export class OidcIssuer {
  readonly #keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
  readonly #codes = new Map<string, URLSearchParams>()
  url = ''
  /** Who signs in next. */
  claims: Record<string, unknown> = { sub: '1', preferred_username: 'grace' }
  /** What is wrong with the next ID tokens. */
  changes: Record<string, unknown> = {}
  env: Record<string, string> = {}

  static async open(context: TestContext): Promise<OidcIssuer> {
    const issuer = new OidcIssuer()
    const server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const url = new URL(request.url ?? '/', issuer.url)
        const body = new URLSearchParams(Buffer.concat(chunks).toString())
        const answer = issuer.#answer(url, body, request.headers.authorization ?? '')
        const { location } = answer as { location?: string }
        response.writeHead(location === undefined ? 200 : 302, {
          'content-type': 'application/json',
          ...(location !== undefined && { location }),
        })
        response.end(JSON.stringify(answer))
      })
    })
    issuer.url = await listenFor(context, server)
    const secretFile = join(await ownFolder(context), 'client-secret')
    await writeFile(secretFile, `${CLIENT.secret}\n`)
    issuer.env = {
      REELGATE_PUBLIC_URL: new URL(CALLBACK).origin,
      REELGATE_OIDC_ISSUER: issuer.url,
      REELGATE_OIDC_NAME: 'Company',
      REELGATE_OIDC_CLIENT_ID: CLIENT.id,
      REELGATE_OIDC_CLIENT_SECRET_FILE: secretFile,
      REELGATE_OIDC_ALLOWED: '*',
    }
    return issuer
  }

  #answer(url: URL, body: URLSearchParams, authorization: string): object {
    const { pathname, searchParams } = url
    if (pathname === '/.well-known/openid-configuration') {
      return {
        issuer: this.url,
        authorization_endpoint: `${this.url}/authorize`,
        token_endpoint: `${this.url}/token`,
        jwks_uri: `${this.url}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      }
    }
    if (pathname === '/jwks') {
      return { keys: [{ ...this.#keys.publicKey.export({ format: 'jwk' }), kid: '1', alg: 'RS256', use: 'sig' }] }
    }
    if (pathname === '/authorize') return this.#authorise(searchParams)
    return this.#token(body, authorization)
  }

  #authorise(asked: URLSearchParams): object {
    if (asked.get('redirect_uri') !== CALLBACK || asked.get('client_id') !== CLIENT.id) return { error: 'refused' }
    const code = `code-${this.#codes.size + 1}`
    this.#codes.set(code, asked)
    const to = new URL(CALLBACK)
    to.searchParams.set('code', code)
    to.searchParams.set('state', asked.get('state') ?? '')
    return { location: to.href }
  }

  #token(body: URLSearchParams, authorization: string): object {
    const code = body.get('code') ?? ''
    const asked = this.#codes.get(code)
    this.#codes.delete(code)
    const basic = `Basic ${Buffer.from(`${CLIENT.id}:${CLIENT.secret}`).toString('base64')}`
    const isClient = authorization === basic || body.get('client_secret') === CLIENT.secret
    const challenge = createHash('sha256')
      .update(body.get('code_verifier') ?? '')
      .digest('base64url')
    if (asked === undefined || !isClient || asked.get('code_challenge') !== challenge) return { error: 'invalid_grant' }
    const times = { iat: seconds(), exp: seconds() + 60 }
    const standard = { iss: this.url, aud: CLIENT.id, nonce: asked.get('nonce'), ...times }
    const payload = { ...standard, ...this.claims, ...this.changes }
    const signed = `${text({ alg: 'RS256', kid: '1' })}.${text(payload)}`
    const signature = createSign('RSA-SHA256').update(signed).sign(this.#keys.privateKey, 'base64url')
    return { access_token: 'a', token_type: 'Bearer', id_token: `${signed}.${signature}` }
  }
}
