/** One stored video of a task. The row exists before the bytes, so that a repeated store writes the same file again. */
export interface Artifact {
  /** 32 random base32 characters (160 bits): the link can't be guessed. */
  id: string
  taskId: string
  /** 0-based place among the task's samples. */
  sample: number
  contentType: string
  /** null until the bytes are stored. */
  bytes: number | null
  sha256: string | null
  expiresAt: number | null
}
