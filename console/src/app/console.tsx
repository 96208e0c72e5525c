import { Suspense, lazy } from 'react'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import { SignedInAs, useSession } from '../api/session.ts'
import { LoadingPage } from '../parts/loading.tsx'
import { QueryProblem } from '../parts/problem.tsx'
import { Boundary } from './boundary.tsx'
import { NotFound } from './not-found.tsx'
import { LANDING, PAGES } from './pages.ts'
import { Shell } from './shell.tsx'
import { nextPath, signInPath } from '../parts/sign-in-path.ts'

const SignInPage = lazy(() => import('../pages/sign-in/sign-in-page.tsx'))

function Pages({ isAdmin }: { isAdmin: boolean }) {
  const [location] = useLocation()
  return (
    <Boundary key={location}>
      <Suspense fallback={<LoadingPage />}>
        <Switch>
          {PAGES.filter(({ admin }) => isAdmin || admin !== true).map(({ path, page: Page }) => (
            <Route key={path} path={path}>
              <Page />
            </Route>
          ))}
          <Route path="/">
            <Redirect to={LANDING} replace />
          </Route>
          <Route>
            <NotFound />
          </Route>
        </Switch>
      </Suspense>
    </Boundary>
  )
}

function SignIn() {
  const { data: me } = useSession({ asks: false })
  if (me) return <Redirect to={nextPath(globalThis.location.search) ?? LANDING} replace />
  return (
    <Boundary>
      <Suspense fallback={<LoadingPage />}>
        <SignInPage />
      </Suspense>
    </Boundary>
  )
}

function SignedIn() {
  const session = useSession()
  const { data: me } = session
  if (me === undefined) return session.isError ? <QueryProblem query={session} /> : <LoadingPage />
  if (me === null) return <Redirect to={signInPath(globalThis.location)} replace />
  return (
    <SignedInAs value={me}>
      <Shell me={me}>
        <Pages isAdmin={me.user.role === 'admin'} />
      </Shell>
    </SignedInAs>
  )
}

export function Console() {
  return (
    <Switch>
      <Route path="/sign-in">
        <SignIn />
      </Route>
      <Route>
        <SignedIn />
      </Route>
    </Switch>
  )
}
