/** The part of WebAssembly that is used here: TypeScript describes it only together with everything of a browser. */
declare namespace WebAssembly {
  class Memory {
    constructor(size: { initial: number; maximum: number; shared: true })
    readonly buffer: SharedArrayBuffer
    grow(pages: number): number
  }
  class Module {
    constructor(bytes: Uint8Array)
  }
  class Instance {
    constructor(module: Module, imports: { env: { memory: Memory; exp: (x: number) => number } })
    readonly exports: object
  }
}
