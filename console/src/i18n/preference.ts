/** What this browser keeps; one that keeps nothing (a private window, a full disk) starts anew each time. */
export function recall(name: string): string | undefined {
  try {
    return localStorage.getItem(name) ?? undefined
  } catch {
    return undefined
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(name, value)
  } catch {
    // The choice then holds until the page is closed.
  }
}
