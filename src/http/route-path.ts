/** What a part of a path in braces may hold, where it is less than anything without a slash. */
const PARTS: Readonly<Record<string, string>> = {
  // So that `/v1/videos/generations` goes on being the family's address alone.
  video_id: 'task_[^/]+',
  // What stands behind a colon is a verb; ids of models may hold one, those of files don't.
  file: '[^/:]+',
}

/** `{name}`, or with a verb as Google writes it: `{model}:predictLongRunning`; that one may hold slashes. */
const PART = /\{(\w+)\}(:\w+)?/g

const expression = (name: string, verb: string | undefined) =>
  verb === undefined ? (PARTS[name] ?? '[^/]+') : `.+${verb}`

/** The path of a route as the router wants it; the value of a part with a verb has the verb at its end. */
export function routerPath(path: string): string {
  return path.replace(PART, (_whole, name: string, verb?: string) => `:${name}{${expression(name, verb)}}`)
}

/** Matches exactly the paths that the router would. */
export function pathPattern(path: string): RegExp {
  return new RegExp(`^${path.replace(PART, (_whole, name: string, verb?: string) => expression(name, verb))}$`)
}
