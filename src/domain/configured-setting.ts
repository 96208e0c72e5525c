/** A setting as this server was started with it, for its administrators to read. */
export interface ConfiguredSetting {
  /** In the environment. */
  name: string
  /** As it was written; null: not set. A secret that is set is `***`. */
  value: string | null
  source: 'env' | 'file' | 'default'
  description: Readonly<{ en: string; zh: string }>
}
