import { once } from 'node:events'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { ReelgateError } from '../../domain/errors.ts'
import { isTaskFault, parseFaultPlan } from '../../domain/faults.ts'
import type { AnswerFault, FaultPlace, FaultPlan } from '../../domain/faults.ts'
import type { HttpContext } from '../context.ts'
import { FaultDice } from './draw.ts'

const HEADER = 'x-reelgate-fault'
const PLAN_CHARACTERS_MAX = 500

/** Answers a call, or breaks it as the caller asked for. */
export type FaultGate = (c: HttpContext, place: FaultPlace, answer: () => Promise<Response>) => Promise<Response>

/** A server that was not started for it: whoever orders a fault is told so, rather than given a good answer. */
export const refuseFaults: FaultGate = (c, _place, answer) => {
  if (c.req.header(HEADER) !== undefined) throw new ReelgateError('faults_off', { param: 'X-Reelgate-Fault' })
  return answer()
}

/** Nothing more goes out on this connection, not even the end of an answer. */
function cut(c: HttpContext): Response {
  c.env.incoming.socket.destroy()
  return RESPONSE_ALREADY_SENT
}

async function breakAnswer(c: HttpContext, how: Extract<AnswerFault, { kind: 'broken' }>['how']): Promise<Response> {
  switch (how) {
    case '500':
      throw new ReelgateError('server_error', { operatorText: 'a fault that the caller asked for' })
    case '503':
      throw new ReelgateError('shutting_down', {
        retryAfterSeconds: 1,
        operatorText: 'a fault that the caller asked for',
      })
    case 'garbage':
      return c.body('{"name": <html>\u0000', 200, { 'Content-Type': 'application/json' })
    case 'hang':
      await once(c.env.outgoing, 'close')
      return RESPONSE_ALREADY_SENT
    case 'cut':
      return cut(c)
  }
}

async function strike(c: HttpContext, fault: AnswerFault, answer: () => Promise<Response>): Promise<Response> {
  switch (fault.kind) {
    case 'busy': {
      const seconds = fault.retryAfterSeconds
      throw new ReelgateError('queue_full', { retryAfterSeconds: seconds, values: { seconds } })
    }
    case 'broken':
      return breakAnswer(c, fault.how)
    case 'lossy':
      await (await answer()).body?.cancel()
      return cut(c)
    case 'expired':
      throw new ReelgateError('file_expired')
  }
}

function planOf(c: HttpContext, standard: FaultPlan): FaultPlan {
  const text = c.req.header(HEADER)
  if (text === undefined) return standard
  const plan = text.length > PLAN_CHARACTERS_MAX ? { wrong: text } : parseFaultPlan(text)
  if (!('wrong' in plan)) return plan
  throw new ReelgateError('fault_unknown', { param: 'X-Reelgate-Fault', values: { given: plan.wrong } })
}

/** A server that was started for it. The header's plan, and `standard` where a call brings none. */
export function makeFaultGate(standard: FaultPlan): FaultGate {
  const dice = new FaultDice()
  return async (c, place, answer) => {
    const struck = dice.strike(c.get('caller')?.key.id ?? '', planOf(c, standard), place)
    c.set('taskFaults', struck.filter(isTaskFault))
    const first = struck.find((fault) => !isTaskFault(fault))
    return first === undefined ? answer() : strike(c, first, answer)
  }
}
