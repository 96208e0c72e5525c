import type { Reader, Tx } from '../db/database.ts'
import { changeTask } from '../db/tasks.ts'
import type { Model, Route } from '../domain/model.ts'
import type { Pictures, Provider } from '../domain/provider.ts'
import { rankRoutes } from '../domain/rank-routes.ts'
import type { RouteState } from '../domain/rank-routes.ts'
import type { Task } from '../domain/task.ts'
import type { VideoRequest } from '../domain/video-request.ts'
import type { StartMark } from '../queue/queue.ts'
import { providerOf } from './context.ts'
import type { Flow } from './context.ts'

/** Routes whose provider would take the request. Where all refuse, the first one's ReelgateError is thrown. */
export function acceptableRoutes(flow: Flow, model: Model, request: VideoRequest, pictures: Pictures): Route[] {
  const { routes, refusals } = divide(flow, model.routes, request, pictures)
  if (routes.length === 0) throw refusals[0]
  return routes
}

/** Routes that take the request, and what the others say against it. */
function divide(flow: Flow, all: readonly Route[], request: VideoRequest, pictures: Pictures) {
  const refusals: unknown[] = []
  const routes = all.filter(({ provider }) => {
    try {
      providerOf(flow, provider).assertAcceptable?.(request, pictures)
      return true
    } catch (error) {
      refusals.push(error)
      return false
    }
  })
  return { routes, refusals }
}

/** What a start of the request at the provider counts for against its quota, if it is made now. */
export function startMark(flow: Flow, provider: Provider, request: VideoRequest): StartMark {
  const { name, startsPerMinute } = provider
  return { provider: name, now: flow.clock.now(), startsPerMinute, starts: provider.startsOf?.(request) ?? 1 }
}

interface Choice extends RouteState {
  provider: Provider
  hasQuota: boolean
  isBusy: boolean
}

type Chooser = Pick<Task, 'id' | 'request'>

/**
 * How each route stands for one more task. A provider that is only tried is healthy as long as nobody waits to try it:
 * it would never be found well again beside a healthy one otherwise. Without `places` they are not counted: a submit with
 * no choice does not pay for it.
 */
async function standings(
  { flow, db, places }: { flow: Flow; db: Reader; places: boolean },
  routes: readonly Route[],
  task: Chooser,
): Promise<Choice[]> {
  const choices: Choice[] = []
  for (const route of routes) {
    const provider = providerOf(flow, route.provider)
    const hasQuota = !(await flow.queue.isQuotaUsed(db, startMark(flow, provider, task.request)))
    const isBusy = flow.health.isBusy(provider.name)
    const hasRoom = hasQuota && !isBusy && (!places || (await hasPlace(flow, db, provider)))
    choices.push({ route, provider, hasQuota, isBusy, hasRoom, isHealthy: await isHealthy(flow, db, provider) })
  }
  return choices
}

async function isHealthy({ health, queue }: Flow, db: Reader, { name }: Provider): Promise<boolean> {
  const max = health.startsMax(name)
  return max === Infinity || (await queue.countAt(db, { provider: name, phase: 'start', max })) < max
}

async function hasPlace({ queue }: Flow, db: Reader, { name, capacity: max }: Provider): Promise<boolean> {
  const waiting = await queue.countAt(db, { provider: name, phase: 'start', max })
  return waiting + (await queue.countAt(db, { provider: name, phase: 'follow', max })) < max
}

function best(choices: readonly Choice[], task: Chooser): Choice | undefined {
  const [first] = rankRoutes(choices, task.id)
  return choices.find(({ route }) => route === first)
}

/** The best of a new task's routes, and whether it has to wait there: for its quota, or for the provider to get well. */
export async function chooseRoute(
  flow: Flow,
  db: Reader,
  routes: readonly Route[],
  task: Chooser,
): Promise<{ provider: Provider; mustWait: boolean }> {
  const choice = best(await standings({ flow, db, places: routes.length > 1 }, routes, task), task)
  if (choice === undefined) throw new Error('a model has no routes')
  return { provider: choice.provider, mustWait: !choice.isHealthy || !choice.hasQuota }
}

/** Routes of the task's model besides its own. */
export function otherRoutes(flow: Flow, { request, provider: own }: Pick<Task, 'request' | 'provider'>): Route[] {
  const routes = flow.catalogue.find(request.model)?.routes ?? []
  return routes.filter(({ provider }) => provider !== own && flow.providers.has(provider))
}

/**
 * Where a task that its provider certainly did not take may go instead: to a healthy one that has not just said "busy",
 * and with `withRoom` only where it can be started now. undefined where it is best off where it is.
 */
export async function nextRoute(
  flow: Flow,
  db: Reader,
  task: Task,
  { withRoom }: { withRoom: boolean },
): Promise<Provider | undefined> {
  const { firstFrame, lastFrame, personGeneration, picturesWithoutPeople } = task.request
  const pictures = { first: firstFrame !== undefined, last: lastFrame !== undefined }
  const { routes } = divide(flow, otherRoutes(flow, task), task.request, pictures)
  // A provider that was not there when its pictures came may not be one that would look at them.
  const isUnseen = personGeneration === 'disallow' && pictures.first && picturesWithoutPeople !== true
  const fit = (await standings({ flow, db, places: true }, routes, task)).filter(
    ({ provider, ...choice }) =>
      choice.isHealthy &&
      !choice.isBusy &&
      (choice.hasRoom || !withRoom) &&
      (!isUnseen || provider.judgesPictures === true),
  )
  return best(fit, task)?.provider
}

/** Gives a waiting task to another provider, which is to start it as soon as it can. */
export async function reroute(flow: Flow, tx: Tx, task: Task, to: Provider): Promise<void> {
  await changeTask(tx, task.id, { provider: to.name, estimatedSeconds: flow.times.estimate(to, task.request) })
  await flow.queue.move(tx, task.id, to.name, flow.clock.now())
}
