import { describeSchema } from './describe.ts'
import type { JsonSchema, Place } from './describe.ts'
import { exampleObjects } from './examples/example.ts'
import type { Examples } from './examples/example.ts'

/** A JSON body: what may be in it, and what it looks like. */
export const jsonContent = (schema: JsonSchema, place: Place, examples: Examples | undefined) => ({
  'application/json': { schema: describeSchema(schema, place), ...exampleObjects(examples, place.language) },
})
