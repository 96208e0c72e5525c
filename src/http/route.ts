import type { z } from 'zod'
import type { Scope } from '../domain/account.ts'
import type { ErrorCode } from '../domain/errors.ts'
import type { FaultPlace } from '../domain/faults.ts'
import type { HttpContext, HttpServices } from './context.ts'

/** Which of a key's two limits a call counts against. */
export type LimitKind = 'submit' | 'poll'

/** What a caller's key must be good for; a route without it needs no key. */
export interface KeyGuard {
  limit: LimitKind
  scope: Scope
}

export const GENERATE = { limit: 'submit', scope: 'generate' } as const satisfies KeyGuard
/** What ends or removes a video, or asks its price: for keys that may make one, though it makes none. */
export const CHANGE = { limit: 'poll', scope: 'generate' } as const satisfies KeyGuard
export const READ = { limit: 'poll', scope: 'read' } as const satisfies KeyGuard

/** One route: how it is reached, what guards it, and what the OpenAPI document says of it. */
export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** As OpenAPI writes it: `/v1/tasks/{task_id}`. */
  path: string
  /** undefined: no key is needed. */
  guard?: KeyGuard
  /** Only an admin key opens it. */
  admin?: true
  /** What a fault on demand takes the call for; undefined: nothing strikes it. */
  place?: FaultPlace
  handler: (c: HttpContext, services: HttpServices) => Response | Promise<Response>
  summary: string
  tag:
    | 'videos'
    | 'tasks'
    | 'images'
    | 'webhooks'
    | 'balance'
    | 'models'
    | 'files'
    | 'server'
    | 'google'
    | 'openai'
    | 'admin'
    | 'console'
  body?: z.ZodType | 'multipart'
  query?: z.ZodObject
  /** Request headers that change the answer. */
  headers?: readonly string[]
  /** A schema for JSON, a media type for anything else, `no body` for a 302 and a 304. */
  answers: Readonly<Record<number, z.ZodType | string>>
  /** A media type that the good answer comes in too, for those who ask for it. */
  alsoAs?: string
  /** Errors worth naming besides those every route may give. */
  errors?: readonly ErrorCode[]
}
