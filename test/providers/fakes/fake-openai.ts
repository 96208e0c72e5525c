import type { ServerResponse } from 'node:http'
import { Fake } from './fake.ts'
import type { Received } from './fake.ts'

/** A server with OpenAI's `/v1/videos`. */
export class FakeOpenai extends Fake {
  override key: string | undefined = 'o-key'
  readonly deleted: string[] = []

  kindOf({ path, method }: Received) {
    if (path === '/v1/videos' && method === 'POST') return 'start'
    if (path.endsWith('/content')) return 'download'
    return method === 'GET' ? 'check' : 'other'
  }

  problemBody(status: number): unknown {
    const type = status < 500 ? 'invalid_request_error' : 'server_error'
    return { error: { message: 'as the fake was told', type, param: null, code: null } }
  }

  answer(request: Received, response: ServerResponse): void {
    const kind = this.kindOf(request)
    if (request.headers.authorization !== `Bearer ${this.key}`) return this.problem(response, 401)
    if (kind === 'start') {
      const { id } = this.order(request, 1)
      return this.accept(response, { id: `video_${id}`, object: 'video', status: 'queued', progress: 0 })
    }
    const id = request.path.split('/')[3] ?? ''
    const order = this.orders.find((one) => `video_${one.id}` === id)
    if (order === undefined) return this.problem(response, 404)
    if (kind === 'download') return this.bytes(response)
    if (request.method === 'DELETE') {
      this.deleted.push(id)
      return this.json(response, { id, object: 'video.deleted', deleted: true })
    }
    const failed = order.state === 'failed' || order.delivered === 0
    const error = order.state === 'failed' ? 'internal_error' : 'moderation_blocked'
    const status = order.state === 'running' ? 'in_progress' : failed ? 'failed' : 'completed'
    const progress = order.state === 'running' ? 40 : 100
    const why = status === 'failed' ? { error: { code: error, message: 'as the fake was told' } } : {}
    this.json(response, { id, object: 'video', status, progress, ...why })
  }
}
