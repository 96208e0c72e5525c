/** A backup can't be made or restored; the message says what its operator can do about it. */
export class BackupRefused extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'BackupRefused'
  }
}
