import type { z } from 'zod'
import type { Route } from '../route.ts'
import { describeField } from './describe.ts'
import type { JsonSchema, Place } from './describe.ts'
import { PATH_EXAMPLES } from './examples/story.ts'
import { toSchema } from './to-schema.ts'

interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  schema?: JsonSchema
  example?: string
}

/**
 * A value of a query that may be left out, where its schema has one. The reference's viewer would write it into every
 * sample of a request; `x-disabled` is its word for leaving that to the reader.
 */
const optional = (value: unknown) => ({ examples: { default: { value, 'x-disabled': true } } })

export function describeParameter(parameter: Parameter, place: Place): unknown {
  const { name, in: where, schema = { type: 'string' }, example } = parameter
  const { description: own, ...rest } = schema
  const description = describeField(name, own, { ...place, parent: where })
  const [choice] = Array.isArray(schema['enum']) ? (schema['enum'] as unknown[]) : []
  const shown = example ?? schema['default'] ?? choice
  return {
    name,
    in: where,
    required: where === 'path',
    ...(description !== undefined && { description }),
    schema: rest,
    ...(where === 'query' ? shown !== undefined && optional(shown) : shown !== undefined && { example: shown }),
  }
}

export function parameters(route: Route, place: Place): unknown[] {
  const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => {
    const example = PATH_EXAMPLES[name]
    return { name, in: 'path' as const, ...(example !== undefined && { example }) }
  })
  const inQuery = Object.entries(route.query?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: 'query' as const,
    schema: toSchema(schema as z.ZodType, 'output'),
  }))
  const inHeader = (route.headers ?? []).map((name) => ({ name, in: 'header' as const }))
  const described = [...inPath, ...inQuery, ...inHeader].map((one) => describeParameter(one, place))
  return [...described, { $ref: '#/components/parameters/language' }]
}
