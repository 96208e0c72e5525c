import type { ServerResponse } from 'node:http'
import { Fake, googleProblem } from './fake.ts'
import type { Received } from './fake.ts'

/** The Gemini API, as far as video goes. */
export class FakeGemini extends Fake {
  override key: string | undefined = 'g-key'
  /** Where a download is sent on to, instead of answered. */
  redirectTo: string | undefined

  kindOf({ path }: Received) {
    if (path.endsWith(':predictLongRunning')) return 'start'
    if (path.includes('/operations/')) return 'check'
    return path.endsWith(':download') ? 'download' : 'other'
  }

  problemBody(status: number): unknown {
    return googleProblem(status)
  }

  answer(request: Received, response: ServerResponse): void {
    if (request.headers['x-goog-api-key'] !== this.key) return this.problem(response, 401)
    const kind = this.kindOf(request)
    if (kind === 'download') {
      if (this.redirectTo !== undefined) return void response.writeHead(302, { location: this.redirectTo }).end()
      return this.bytes(response)
    }
    if (kind === 'start') {
      const model = request.path.split('/').at(-1)?.split(':')[0]
      return this.accept(response, { name: `models/${model}/operations/${this.order(request, 1).id}` })
    }
    const order = this.orders.find(({ id }) => request.path.endsWith(`/operations/${id}`))
    if (order === undefined) return this.problem(response, 404)
    const name = request.path.replace('/v1beta/', '')
    if (order.state === 'running') return this.json(response, { name })
    if (order.state === 'failed') {
      return this.json(response, { name, done: true, error: { code: 13, message: 'Internal error.' } })
    }
    const generatedSamples = [{ video: { uri: `${this.url}/v1beta/files/${order.id}:download?alt=media` } }]
    const filtered = { raiMediaFilteredCount: 1, raiMediaFilteredReasons: this.reasons }
    const generateVideoResponse = order.delivered > 0 ? { generatedSamples } : filtered
    this.json(response, {
      name,
      done: true,
      response: {
        '@type': 'type.googleapis.com/google.ai.generativelanguage.v1beta.PredictLongRunningResponse',
        generateVideoResponse,
      },
    })
  }
}
