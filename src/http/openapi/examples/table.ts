import { adminExamples } from './admin.ts'
import type { ExampleTable, Told } from './example.ts'
import { familyExamples } from './family.ts'
import { googleExamples } from './google.ts'
import { MONEY_EXAMPLES } from './money.ts'
import { openaiExamples } from './openai.ts'
import { operationsExamples } from './operations.ts'

/** What each call looks like. Tests hold it to the schemas: no call without, no example that its own schema refuses. */
export const examplesOfAll = (told: Told): ExampleTable => ({
  ...familyExamples(told),
  ...MONEY_EXAMPLES,
  ...googleExamples(told),
  ...openaiExamples(told),
  ...adminExamples(told),
  ...operationsExamples(told),
})
