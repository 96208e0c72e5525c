import { csharp } from './languages/csharp.ts'
import { curl } from './languages/curl.ts'
import { go } from './languages/go.ts'
import { java } from './languages/java.ts'
import { javascript } from './languages/javascript.ts'
import { php } from './languages/php.ts'
import { python } from './languages/python.ts'
import { ruby } from './languages/ruby.ts'
import { swift } from './languages/swift.ts'
import type { Sample, SampleParts } from './sample.ts'

/** The languages, in the order in which they are offered. */
export const SAMPLE_LANGUAGES = [
  { id: 'curl', name: 'cURL', highlight: 'sh', file: 'generate.sh', run: 'sh generate.sh' },
  { id: 'python', name: 'Python', highlight: 'python', file: 'generate.py', run: 'python3 generate.py' },
  { id: 'javascript', name: 'JavaScript', highlight: 'js', file: 'generate.mjs', run: 'node generate.mjs' },
  { id: 'go', name: 'Go', highlight: 'go', file: 'generate.go', run: 'go run generate.go' },
  {
    id: 'java',
    name: 'Java',
    highlight: 'java',
    file: 'Generate.java',
    run: 'java -Dfile.encoding=UTF-8 Generate.java',
  },
  { id: 'php', name: 'PHP', highlight: 'php', file: 'generate.php', run: 'php generate.php' },
  { id: 'ruby', name: 'Ruby', highlight: 'ruby', file: 'generate.rb', run: 'ruby generate.rb' },
  { id: 'swift', name: 'Swift', highlight: 'swift', file: 'generate.swift', run: 'swift generate.swift' },
  { id: 'csharp', name: 'C#', highlight: 'csharp', file: 'Program.cs', run: 'dotnet run' },
] as const

export type SampleLanguage = (typeof SAMPLE_LANGUAGES)[number]['id']

const SAMPLES: Readonly<Record<SampleLanguage, Sample>> = {
  curl,
  python,
  javascript,
  go,
  java,
  php,
  ruby,
  swift,
  csharp,
}

const withoutSlash = ({ baseUrl, request }: SampleParts) => ({ baseUrl: baseUrl.replace(/\/+$/, ''), request })

/**
 * A whole program that submits the request, waits for its end and writes the videos into the current folder. It takes the
 * key from the environment (`REELGATE_API_KEY`), so that no key ever stands in a program, and needs nothing but the
 * language itself (cURL: also `jq`).
 */
export function sampleCode(language: SampleLanguage, parts: SampleParts): string {
  return SAMPLES[language].whole(withoutSlash(parts))
}

/** The shortest program that submits the request; it prints the answer, or the task's id out of it. */
export function submitOnly(language: SampleLanguage, parts: SampleParts): string {
  return SAMPLES[language].submitOnly(withoutSlash(parts))
}
