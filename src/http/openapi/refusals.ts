import type { ErrorCode } from '../../domain/errors.ts'
import type { Route } from '../route.ts'
import { familySurface } from '../surfaces/family/surface.ts'
import { problemAnswer } from '../surfaces/family/schemas.ts'
import { problemAnswer as googleProblem } from '../surfaces/google/schemas.ts'
import { googleSurface } from '../surfaces/google/surface.ts'
import { problemAnswer as openaiProblem } from '../surfaces/openai/schemas.ts'
import { openaiSurface } from '../surfaces/openai/surface.ts'
import { surfaceOf } from '../surfaces/surface-of.ts'
import { describeSchema, inLanguage } from './describe.ts'
import type { JsonSchema, OpenApiLanguage, Place } from './describe.ts'
import { refusalBody } from './examples/problems.ts'
import { toSchema } from './to-schema.ts'

/** Every route may fail; every guarded one may refuse the key or limit the caller; one that reads may find something wrong. */
const COMMON_ERRORS: readonly ErrorCode[] = ['server_error', 'database_unavailable']
const GUARD_ERRORS: readonly ErrorCode[] = ['key_missing', 'key_invalid', 'scope_forbidden']
const ADMIN_ERRORS: readonly ErrorCode[] = ['admin_key_invalid', 'role_forbidden']
const LIMIT_ERRORS = { submit: 'submits_limited', poll: 'polls_limited' } as const

/** The form of a refusal on each surface. */
const PROBLEMS = {
  family: { name: 'problem', surface: familySurface, schema: problemAnswer },
  google: { name: 'google_problem', surface: googleSurface, schema: googleProblem },
  openai: { name: 'openai_problem', surface: openaiSurface, schema: openaiProblem },
} as const

/** What a refusal with this status says, on any surface. */
const REFUSALS: Readonly<Record<number, string>> = {
  400: 'The request is wrong: the message names the field, and what it should be.',
  401: 'The key is missing or wrong.',
  402: 'The balance is too low.',
  403: 'The key may not do this, or not from this address.',
  404: 'There is no such thing.',
  409: 'It contradicts what is there already.',
  410: 'Its time is over.',
  413: 'The body is too large.',
  416: 'The file has no such bytes.',
  429: 'Too much at a time: Retry-After says when to come back.',
  500: 'A fault of the server.',
  502: 'A service behind this one failed.',
  503: 'Not at this moment: Retry-After says when to come back.',
}

/** The errors that a call names: those it may be refused with that are worth knowing. */
function codesOf(route: Route): ErrorCode[] {
  const { body, query, guard } = route
  return [
    ...(body === undefined || body === 'multipart' ? [] : (['field_required'] as const)),
    ...(query === undefined ? [] : (['field_range'] as const)),
    ...(route.errors ?? []),
    ...(route.admin ? ADMIN_ERRORS : guard === undefined ? [] : [...GUARD_ERRORS, LIMIT_ERRORS[guard.limit]]),
    ...COMMON_ERRORS,
  ]
}

/** A call's refusals by status, each as a reference to what `refusals` describes. */
export function errorAnswers(route: Route): Record<string, unknown> {
  const surface = surfaceOf(route.path)
  const { name } = PROBLEMS[surface.name]
  const statuses = codesOf(route).map((code) => surface.statusOf(code))
  return Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/${name}_${status}` }]))
}

/** One for each status that some call names, in the form of each surface, with each of its errors as an example. */
export function refusals(routes: readonly Route[], language: OpenApiLanguage): JsonSchema {
  const all = Object.values(PROBLEMS).flatMap(({ name, surface, schema }) => {
    const place: Place = { language, tag: surface.name === 'family' ? 'server' : surface.name }
    const described = describeSchema(toSchema(schema, 'output'), place)
    const codes = new Set(routes.filter(({ path }) => surfaceOf(path) === surface).flatMap(codesOf))
    const statuses = new Set([...codes].map((code) => surface.statusOf(code)).toSorted((a, b) => a - b))
    return [...statuses].map((status) => {
      const own = [...codes].filter((code) => surface.statusOf(code) === status)
      const examples = Object.fromEntries(own.map((code) => [code, { value: refusalBody(code, surface, language) }]))
      const text = inLanguage(REFUSALS[status] ?? '', language)
      return [
        `${name}_${status}`,
        { description: text, content: { 'application/json': { schema: described, examples } } },
      ]
    })
  })
  return Object.fromEntries(all) as JsonSchema
}
