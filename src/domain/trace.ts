/** Where the spans of a task belong: with it the trace goes on after a restart, and on another machine. */
export interface TaskTrace {
  /** The span that all of them stand below, as W3C's Trace Context writes it: `00-<trace>-<span>-<flags>`. */
  traceparent: string
  /** The submit brought a trace of its caller's, which ours continues. */
  isCallers: boolean
}
