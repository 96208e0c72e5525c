import { useCallback, useState } from 'react'

function recall<T extends object>(name: string, initial: T): T {
  try {
    return { ...initial, ...(JSON.parse(sessionStorage.getItem(name) ?? '{}') as Partial<T>) }
  } catch {
    return initial
  }
}

function remember(name: string, value: object): void {
  try {
    sessionStorage.setItem(name, JSON.stringify(value))
  } catch {
    // It then holds until the page is closed.
  }
}

/** State that outlives a reload of this tab; `change` replaces the fields that it is given. */
export function useTabState<T extends object>(name: string, initial: T): [T, (changes: Partial<T>) => void] {
  const [state, setState] = useState(() => recall(name, initial))
  const change = useCallback(
    (changes: Partial<T>) =>
      setState((before) => {
        const next = { ...before, ...changes }
        remember(name, next)
        return next
      }),
    [name],
  )
  return [state, change]
}
