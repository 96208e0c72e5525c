import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

const LINES_MAX = 300
const SKIPPED = new Set(['node_modules', 'dist'])

/** The TypeScript below a folder, with what the rules of the house ask of it. Paths are absolute; answers are told from the folder. */
export class SourceFiles {
  readonly root: string
  readonly files: readonly string[]

  constructor(root: string) {
    this.root = root
    this.files = below(root)
  }

  /** Files here that a file imports, statically or not. */
  imports(file: string): string[] {
    return importsIn(text(file))
      .filter((path) => path.startsWith('.'))
      .map((path) => resolve(dirname(file), path))
      .filter((path) => path.startsWith(this.root))
  }

  /** `flow` for a file in the folder flow/, `main` for main.ts. */
  layerOf(file: string): string {
    return (this.told(file).split(/[/\\]/)[0] ?? '').replace(/\.tsx?$/, '')
  }

  told(file: string): string {
    return relative(this.root, file)
  }

  /** Imports that a map of the layers does not allow, and layers that are not on it. */
  againstMap(mayImport: Readonly<Record<string, readonly string[]>>): string[] {
    return this.files.flatMap((file) => {
      const layer = this.layerOf(file)
      const allowed = mayImport[layer]
      if (allowed === undefined) return [`${layer} is not on the map`]
      return this.imports(file)
        .filter((target) => this.layerOf(target) !== layer && !allowed.includes(this.layerOf(target)))
        .map((target) => `${this.told(file)} imports ${this.told(target)}`)
    })
  }

  /** Files that import themselves through others. */
  cycles(): string[] {
    const state = new Map<string, 'open' | 'done'>()
    const cycles: string[] = []
    const visit = (file: string, path: readonly string[]) => {
      if (state.get(file) === 'done') return
      if (state.get(file) === 'open') {
        return void cycles.push([...path, file].map((one) => this.told(one)).join(' -> '))
      }
      state.set(file, 'open')
      for (const target of this.imports(file)) visit(target, [...path, file])
      state.set(file, 'done')
    }
    for (const file of this.files) visit(file, [])
    return cycles
  }

  tooLong(): string[] {
    return this.files.filter((file) => text(file).split('\n').length > LINES_MAX).map((file) => this.told(file))
  }

  /** Names under which nobody looks for anything. */
  vague(): string[] {
    const names = this.files.map((file) => this.told(file))
    return names.filter((name) => /(^|[/\\])(utils?|helpers?|misc|common|manager|index)(\.|[/\\])/.test(name))
  }
}

/** What code imports, statically or not, as it is written there. */
export function importsIn(code: string): string[] {
  return [...code.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].map(([, path = '']) => path)
}

export const text = (file: string): string => readFileSync(file, 'utf8')

function below(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : below(path)
    return /\.tsx?$/.test(entry.name) ? [path] : []
  })
}
