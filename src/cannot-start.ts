/** The machine does not let the server start; the message says what its operator can do about it. */
export class CannotStart extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'CannotStart'
  }
}

export const folderInUse = (dataDir: string) =>
  new CannotStart(
    `another Reelgate server is using ${dataDir}. Stop it first, or give this one a folder of its own with REELGATE_DATA_DIR.`,
  )

/** What to throw where the system says this against listening there. */
export function cannotListen(error: NodeJS.ErrnoException, { host, port }: { host: string; port: number }): unknown {
  const place = `port ${port} on ${host}`
  const told: Readonly<Record<string, string>> = {
    EADDRINUSE: `${place} is in use by another program. Stop that one, or choose another port with REELGATE_PORT (0 takes any free one).`,
    EACCES: `${place} may not be used by this user. Choose a port above 1023 with REELGATE_PORT.`,
    EADDRNOTAVAIL: `${host} is not an address of this machine. Correct REELGATE_HOST.`,
    ENOTFOUND: `the name ${host} has no address. Correct REELGATE_HOST.`,
  }
  const message = told[error.code ?? '']
  return message === undefined ? error : new CannotStart(message, error)
}
