/** The sign-in page, and back here afterwards. */
export function signInPath({ pathname, search }: { pathname: string; search: string }): string {
  return pathname === '/' ? '/sign-in' : `/sign-in?${new URLSearchParams({ next: pathname + search })}`
}

/** Where the sign-in page was asked to lead to: a path of ours and no other address, whoever wrote the link. */
export function nextPath(search: string): string | undefined {
  const next = new URLSearchParams(search).get('next')
  return next !== null && /^\/(?![/\\])/.test(next) ? next : undefined
}
