import type { Reader } from '../db/database.ts'
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

const isHealthy = (flow: Flow, provider: string) => (flow.busyUntil.get(provider) ?? 0) <= flow.clock.now()

/** What a start of the request at the provider counts for against its quota, if it is made now. */
export function startMark(flow: Flow, provider: Provider, request: VideoRequest): StartMark {
  const { name, startsPerMinute } = provider
  return { provider: name, now: flow.clock.now(), startsPerMinute, starts: provider.startsOf?.(request) ?? 1 }
}

async function stateOf(flow: Flow, db: Reader, route: Route, request: VideoRequest): Promise<RouteState> {
  const provider = providerOf(flow, route.provider)
  const hasQuota = !(await flow.queue.isQuotaUsed(db, startMark(flow, provider, request)))
  return { route, isHealthy: isHealthy(flow, provider.name), hasQuota }
}

/** The best of a new task's routes, and whether its quota has a start left. */
export async function chooseRoute(
  flow: Flow,
  db: Reader,
  routes: readonly Route[],
  task: Pick<Task, 'id' | 'request'>,
): Promise<{ provider: Provider; hasQuota: boolean }> {
  const states = []
  for (const route of routes) states.push(await stateOf(flow, db, route, task.request))
  const [best] = rankRoutes(states, task.id)
  const state = states.find(({ route }) => route === best)
  if (state === undefined) throw new Error('a model has no routes')
  return { provider: providerOf(flow, state.route.provider), hasQuota: state.hasQuota }
}

/** Where a task that its provider certainly did not take may go instead; undefined where it is best off where it is. */
export async function nextRoute(flow: Flow, db: Reader, task: Task): Promise<Provider | undefined> {
  const model = flow.catalogue.find(task.request.model)
  if (model === undefined) return undefined
  const { firstFrame, lastFrame } = task.request
  const others = model.routes.filter(({ provider }) => {
    return provider !== task.provider && flow.providers.has(provider) && isHealthy(flow, provider)
  })
  const pictures = { first: firstFrame !== undefined, last: lastFrame !== undefined }
  const { routes } = divide(flow, others, task.request, pictures)
  return routes.length === 0 ? undefined : (await chooseRoute(flow, db, routes, task)).provider
}
