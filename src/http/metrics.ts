import { timingSafeEqual } from 'node:crypto'
import { ReelgateError } from '../domain/errors.ts'
import { sha256Hex } from '../lib/ids.ts'
import { VERSION } from '../version.ts'
import type { HttpContext, HttpServices } from './context.ts'
import { bearerKey } from './surface.ts'

const TEXT_FORMAT = 'text/plain; version=0.0.4; charset=utf-8'
const THIS_MACHINE = /^(?:::1|(?:::ffff:)?127(?:\.\d+){3})$/
/** What a proxy adds, and what a page in a browser: behind either may be anyone. */
const SIGNS_OF_OTHERS = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via', 'origin'] as const

/** With a token only who has it; without one only this machine. To everyone else there is nothing here. */
function assertMayRead(c: HttpContext, { settings }: HttpServices): void {
  const { metrics, metricsToken } = settings
  const nothing = () => new ReelgateError('not_found', { values: { method: c.req.method, path: c.req.path } })
  if (metrics === 'off') throw nothing()
  if (metricsToken === undefined) {
    const isNear = THIS_MACHINE.test(c.env.incoming.socket.remoteAddress ?? '')
    if (!isNear || SIGNS_OF_OTHERS.some((name) => c.req.header(name) !== undefined)) throw nothing()
    return
  }
  const given = bearerKey(c.req)
  if (given === undefined || given === '') throw new ReelgateError('key_missing')
  const [own, other] = [metricsToken, given].map((text) => Buffer.from(sha256Hex(text)))
  if (own === undefined || other === undefined || !timingSafeEqual(own, other)) throw new ReelgateError('key_invalid')
}

/** What this server counts and measures, for Prometheus. */
export async function metrics(c: HttpContext, services: HttpServices): Promise<Response> {
  assertMayRead(c, services)
  services.flow.metrics.replace('info', [{ labels: { version: VERSION }, value: 1 }])
  services.flow.metrics.replace('listeners', [{ labels: {}, value: services.listeners.size }])
  const text = await services.gauges.text()
  return c.body(text, 200, { 'Content-Type': TEXT_FORMAT, 'Cache-Control': 'no-store' })
}
