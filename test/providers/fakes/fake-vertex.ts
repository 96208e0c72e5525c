import type { ServerResponse } from 'node:http'
import { Fake, googleProblem } from './fake.ts'
import type { Received } from './fake.ts'

/** Vertex AI, as far as video goes, and Cloud Storage's download. */
export class FakeVertex extends Fake {
  kindOf({ path }: Received) {
    if (path.endsWith(':predictLongRunning')) return 'start'
    if (path.endsWith(':fetchPredictOperation')) return 'check'
    return path.startsWith('/storage/v1/b/') ? 'download' : 'other'
  }

  problemBody(status: number): unknown {
    return googleProblem(status)
  }

  answer(request: Received, response: ServerResponse): void {
    const kind = this.kindOf(request)
    if (this.key !== undefined && request.headers.authorization !== `Bearer ${this.key}`) {
      return this.problem(response, 401)
    }
    if (kind === 'download') return this.bytes(response)
    const body = JSON.parse(request.body.toString())
    const model = request.path.slice('/v1/'.length, request.path.lastIndexOf(':'))
    if (kind === 'start') {
      const { id } = this.order(request, body.parameters.sampleCount)
      return this.accept(response, { name: `${model}/operations/${id}` })
    }
    const order = this.orders.find(({ id }) => body.operationName === `${model}/operations/${id}`)
    if (order === undefined) return this.problem(response, 404)
    const name = body.operationName
    if (order.state === 'running') return this.json(response, { name })
    if (order.state === 'failed') {
      return this.json(response, { name, done: true, error: { code: 13, message: 'Internal error.' } })
    }
    const { storageUri } = JSON.parse(order.request.body.toString()).parameters
    const videos = Array.from({ length: order.delivered }, (_, index) =>
      storageUri === undefined
        ? { bytesBase64Encoded: this.video.toString('base64'), mimeType: 'video/mp4' }
        : { gcsUri: `${storageUri}${order.id}/sample_${index}.mp4`, mimeType: 'video/mp4' },
    )
    const filtered = order.samples - order.delivered
    this.json(response, {
      name,
      done: true,
      response: {
        '@type': 'type.googleapis.com/cloud.ai.large_models.vision.GenerateVideoResponse',
        raiMediaFilteredCount: filtered,
        ...(filtered > 0 && { raiMediaFilteredReasons: this.reasons }),
        videos,
      },
    })
  }
}
