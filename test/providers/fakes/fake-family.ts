import type { ServerResponse } from 'node:http'
import { Fake } from './fake.ts'
import type { Received } from './fake.ts'

/** A vendor of the family: our own contract, written down once more from its public description. */
export class FakeFamily extends Fake {
  override key: string | undefined = 'f-key'
  uploads = 0
  /** Whether it honours Idempotency-Key. */
  idempotent = true

  kindOf({ path, method }: Received) {
    if (path === '/v1/videos/generations') return 'start'
    if (path.startsWith('/v1/tasks/')) return method === 'POST' ? 'other' : 'check'
    return path.startsWith('/files/') ? 'download' : 'other'
  }

  problemBody(status: number): unknown {
    return { error: { code: status, message: 'as the fake was told', type: 'some_error' } }
  }

  answer(request: Received, response: ServerResponse): void {
    const kind = this.kindOf(request)
    if (kind === 'download') return this.bytes(response)
    if (request.headers.authorization !== `Bearer ${this.key}`) return this.problem(response, 401)
    if (request.path === '/v1/uploads/images') {
      this.uploads += 1
      return this.json(response, { url: `${this.url}/files/upload-${this.uploads}.png`, filename: 'first.png' })
    }
    if (kind === 'start') return this.#submit(request, response)
    const [, , , id = '', verb] = request.path.split('/')
    const order = this.orders.find((one) => `task_${one.id}` === id)
    if (order === undefined) return this.problem(response, 400)
    if (verb === 'cancel' && order.state === 'running') order.state = 'cancelled'
    this.json(response, { code: 200, data: this.#task(order) })
  }

  #submit(request: Received, response: ServerResponse): void {
    const key = request.headers['idempotency-key']
    const known = this.orders.find((order) => this.idempotent && order.request.headers['idempotency-key'] === key)
    if (known !== undefined && !known.request.body.equals(request.body)) return this.problem(response, 409)
    const { id } = known ?? this.order(request, JSON.parse(request.body.toString()).sample_count)
    this.accept(response, { code: 200, data: [{ status: 'submitted', task_id: `task_${id}` }] })
  }

  #task({ id, state, samples, delivered }: Fake['orders'][number]) {
    const word = {
      running: 'processing',
      done: delivered > 0 ? 'completed' : 'failed',
      failed: 'failed',
      cancelled: 'cancelled',
    }
    const url = Array.from({ length: delivered }, (_, sample) => `${this.url}/files/${id}-${sample}.mp4`)
    const filter = { code: 400, message: 'The safety filter held back some or all of the videos.' }
    return {
      id: `task_${id}`,
      status: word[state],
      progress: state === 'running' ? 40 : 100,
      cost: 0.32,
      ...(state === 'done' && delivered > 0 && { result: { videos: [{ url, expires_at: 1 }] } }),
      ...(state === 'done' && delivered === 0 && { error: { ...filter, type: 'task_failed' } }),
      ...(state === 'done' && delivered < samples && { warning: { ...filter, type: 'partial_result' } }),
      ...(state === 'failed' && { error: { code: 502, message: 'The video service failed.', type: 'task_failed' } }),
    }
  }
}
