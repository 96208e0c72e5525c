import { ReelgateError } from '../../domain/errors.ts'
import { sendHeader } from '../context.ts'
import type { Route } from '../route.ts'
import * as keys from './keys.ts'
import * as money from './money.ts'
import * as oidc from './oidc.ts'
import * as passkeys from './passkeys.ts'
import { isFromConsole } from './session.ts'
import * as sessions from './sessions.ts'
import * as signIn from './sign-in.ts'
import { listTasks } from './tasks.ts'
import { getTask } from './task-story.ts'

const api = '/console/api'

/**
 * A call of the console's own pages. Other sites may neither read what it answers nor have it done: without the header
 * that only our pages can send nothing is changed, not even for somebody who is not signed in yet.
 */
function call(method: Route['method'], path: string, handler: Route['handler']): Route {
  return {
    method,
    path: `${api}${path}`,
    summary: '',
    tag: 'console',
    answers: {},
    handler: (c, services) => {
      c.env.outgoing.removeHeader('Access-Control-Allow-Origin')
      sendHeader(c, 'Cache-Control', 'no-store')
      if (method !== 'GET' && !isFromConsole(c)) throw new ReelgateError('console_header_missing')
      return handler(c, services)
    },
  }
}

/** What the console's pages are made for. It changes with them and is no part of the documented API. */
export const CONSOLE_ROUTES: readonly Route[] = [
  call('GET', '/sign-in-options', signIn.options),
  call('GET', '/me', signIn.me),
  call('POST', '/first-start', signIn.firstStart),
  call('GET', '/sign-in-link', signIn.lookAtToken),
  call('POST', '/sign-in-link', signIn.signInByLink),
  call('POST', '/auth/sign-in', signIn.signInByPassword),
  call('POST', '/auth/register', signIn.register),
  call('POST', '/auth/sign-out', signIn.signOut),
  call('POST', '/auth/password', signIn.changePassword),
  call('POST', '/auth/passkeys/sign-in-options', passkeys.signInOptions),
  call('POST', '/auth/passkeys/sign-in', passkeys.signIn),
  call('POST', '/auth/passkeys/options', passkeys.registrationOptions),
  call('GET', '/auth/passkeys', passkeys.list),
  call('POST', '/auth/passkeys', passkeys.register),
  call('DELETE', '/auth/passkeys/{passkey_id}', passkeys.remove),
  call('GET', '/auth/oidc/{oidc_id}', oidc.begin),
  call('GET', '/auth/oidc/{oidc_id}/callback', oidc.finish),
  call('GET', '/sessions', sessions.list),
  call('DELETE', '/sessions/{session_id}', sessions.end),
  call('GET', '/tasks', listTasks),
  call('GET', '/tasks/{task_id}', getTask),
  call('GET', '/balance', money.getBalance),
  call('GET', '/entries', money.listEntries),
  call('GET', '/keys', keys.list),
  call('POST', '/keys', keys.create),
  call('PATCH', '/keys/{key_id}', keys.change),
  call('POST', '/keys/{key_id}/rotate', keys.rotate),
  call('POST', '/keys/{key_id}/revoke', keys.revoke),
]
