/** What an input picture may cost us before it is refused. */
export interface ImageLimits {
  bytesMax: number
  pixelsMax: number
  /** Over everything: resolving, redirects and the last byte. */
  deadlineMs: number
  redirectsMax: number
  /** `host:port` in lower case; these may be private addresses. */
  allowedHosts: ReadonlySet<string>
}
