import { z } from 'zod'
import type { TaskFailure } from '../domain/errors.ts'
import type { TaskFault } from '../domain/faults.ts'
import type { CheckOutcome, Provider } from '../domain/provider.ts'
import type { Clock } from '../lib/clock.ts'
import type { Json } from '../lib/json.ts'
import { isJsonObject } from '../lib/json.ts'

/** What is added to the provider's own token, beside its fields. */
const orderShape = z.object({
  faultsOrdered: z
    .object({
      startedAt: z.number(),
      samples: z.int(),
      faults: z.array(z.custom<TaskFault>((value) => isJsonObject(value))),
    })
    .optional(),
})

const CHECK_AFTER_MAX_MS = 1000

function filtered(what: 'all' | 'some' | 'audio', asked: number, delivered: number): TaskFailure {
  const reason = what === 'audio' ? ['sound'] : ['celebrity']
  return {
    code: 'content_filtered',
    values: { asked, delivered, reason },
    operatorText: 'a fault that the caller asked for',
  }
}

function filter(outcome: CheckOutcome, what: 'all' | 'some' | 'audio', asked: number): CheckOutcome {
  if (outcome.kind !== 'done') return outcome
  const outputs = what === 'some' ? outcome.outputs.slice(0, -1) : []
  const failure = filtered(what, asked, outputs.length)
  return outputs.length === 0 ? { kind: 'failed', failure } : { kind: 'done', outputs, filtered: failure }
}

/**
 * A provider whose tasks can be ordered to be slow, or to lose their videos to a filter. The order comes with the
 * request and is kept inside the provider's token, so that it survives a restart; a task without one passes untouched.
 */
export function withFaults(provider: Provider, clock: Clock): Provider {
  const start: Provider['start'] = async (job, signal) => {
    const outcome = await provider.start(job, signal)
    const { faults = [], sampleCount: samples } = job.request
    if (outcome.kind !== 'started' || faults.length === 0 || !isJsonObject(outcome.token)) return outcome
    const faultsOrdered = { startedAt: clock.now(), samples, faults: faults as unknown as Json }
    return { kind: 'started', token: { ...outcome.token, faultsOrdered } }
  }
  const check: Provider['check'] = async (token, signal) => {
    const { faultsOrdered: order } = orderShape.parse(token)
    if (order === undefined) return provider.check(token, signal)
    const seconds = order.faults.reduce((sum, fault) => sum + (fault.kind === 'slow' ? fault.seconds : 0), 0)
    const leftMs = order.startedAt + seconds * 1000 - clock.now()
    if (leftMs > 0) return { kind: 'running', progress: 1, checkAfterMs: Math.min(leftMs, CHECK_AFTER_MAX_MS) }
    let outcome = await provider.check(token, signal)
    for (const fault of order.faults) {
      if (fault.kind === 'filtered') outcome = filter(outcome, fault.what, order.samples)
    }
    return outcome
  }
  return new Proxy(provider, {
    get: (target, name) => {
      if (name === 'start') return start
      if (name === 'check') return check
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  })
}
