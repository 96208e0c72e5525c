/**
 * Faults on demand, for those who test their own programs against this one. A plan is text:
 * `broken=503@poll*2, filtered=some%50, seed=7`.
 */

/** Which calls a fault can strike. */
const FAULT_PLACES = ['submit', 'poll', 'download'] as const
export type FaultPlace = (typeof FAULT_PLACES)[number]

/** A fault of the task itself, which goes with its request to the provider. */
export type TaskFault =
  /** Takes this many seconds longer. */
  { kind: 'slow'; seconds: number } | { kind: 'filtered'; what: 'all' | 'some' | 'audio' }

/** A fault of one answer. */
export type AnswerFault =
  | { kind: 'busy'; retryAfterSeconds: number }
  | { kind: 'broken'; how: '500' | '503' | 'cut' | 'garbage' | 'hang' }
  /** The call does its work, and its answer is lost. */
  | { kind: 'lossy' }
  | { kind: 'expired' }

export type Fault = TaskFault | AnswerFault

interface PlannedFault {
  fault: Fault
  places: readonly FaultPlace[]
  /** Strikes only the first so many of a caller's calls; undefined: all of them. */
  times?: number
  /** How many of a hundred calls it strikes. */
  percent: number
}

export interface FaultPlan {
  /** As it was written: callers with the same plan share nothing, one caller's calls are counted by it. */
  text: string
  seed: number
  faults: readonly PlannedFault[]
}

const SECONDS_MAX = 86_400
const LATE_SECONDS = 900
const SLOW_SECONDS = 30

function secondsOf(text: string | undefined, standard: number): number | undefined {
  if (text === undefined) return standard
  const seconds = Number(text)
  return /^\d{1,5}(\.\d{1,3})?$/.test(text) && seconds <= SECONDS_MAX ? seconds : undefined
}

function oneOf<T extends string>(text: string | undefined, allowed: readonly T[], standard: T): T | undefined {
  return text === undefined ? standard : allowed.find((one) => one === text)
}

/** Reads what stands behind the `=`; undefined where it can't be read. */
type Read = (argument: string | undefined) => Fault | undefined

const slowBy =
  (standard: number): Read =>
  (argument) => {
    const seconds = secondsOf(argument, standard)
    return seconds === undefined ? undefined : { kind: 'slow', seconds }
  }

const KINDS: Readonly<Record<string, { read: Read; places: readonly FaultPlace[] }>> = {
  slow: { places: ['submit'], read: slowBy(SLOW_SECONDS) },
  // Longer than clients wait by themselves.
  late: { places: ['submit'], read: slowBy(LATE_SECONDS) },
  filtered: {
    places: ['submit'],
    read: (argument) => {
      const what = oneOf(argument, ['all', 'some', 'audio'], 'all')
      return what && { kind: 'filtered', what }
    },
  },
  busy: {
    places: FAULT_PLACES,
    read: (argument) => {
      const seconds = secondsOf(argument, 1)
      return seconds === undefined ? undefined : { kind: 'busy', retryAfterSeconds: Math.ceil(seconds) }
    },
  },
  broken: {
    places: FAULT_PLACES,
    read: (argument) => {
      const how = oneOf(argument, ['500', '503', 'cut', 'garbage', 'hang'], '500')
      return how && { kind: 'broken', how }
    },
  },
  lossy: { places: FAULT_PLACES, read: (argument) => (argument === undefined ? { kind: 'lossy' } : undefined) },
  expired: { places: ['download'], read: (argument) => (argument === undefined ? { kind: 'expired' } : undefined) },
}

const PART = /^([a-z]+)(?:=([\w.]+))?(?:@([a-z]+))?(?:\*(\d{1,6}))?(?:%(\d{1,3}))?$/

function readPart(part: string): PlannedFault | undefined {
  const [, name = '', argument, place, times, percent = '100'] = PART.exec(part) ?? []
  const kind = Object.hasOwn(KINDS, name) ? KINDS[name] : undefined
  const fault = kind?.read(argument)
  const places = kind?.places.filter((one) => place === undefined || one === place) ?? []
  if (fault === undefined || places.length === 0 || Number(percent) > 100) return undefined
  return { fault, places, percent: Number(percent), ...(times !== undefined && { times: Number(times) }) }
}

/** A plan from its text, or the part of it that can't be read. `none` is a plan without faults. */
export function parseFaultPlan(text: string): FaultPlan | { wrong: string } {
  const faults: PlannedFault[] = []
  let seed = 1
  for (const part of text.split(',').map((one) => one.trim())) {
    const given = /^seed=(\d{1,10})$/.exec(part)?.[1]
    const planned = given === undefined && part !== 'none' ? readPart(part) : undefined
    if (given !== undefined) seed = Number(given)
    else if (planned !== undefined) faults.push(planned)
    else if (part !== 'none') return { wrong: part }
  }
  return { text, seed, faults }
}

export function isTaskFault(fault: Fault): fault is TaskFault {
  return fault.kind === 'slow' || fault.kind === 'filtered'
}
