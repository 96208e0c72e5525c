import { ReelgateError } from '../../domain/errors.ts'
import { isIpRange } from '../../domain/ip-range.ts'
import type { Catalogue } from '../../domain/model.ts'

/** The ids of models that are named by id or alias. Throws unknown_model. */
export function modelIds(catalogue: Catalogue, names: readonly string[]): string[] {
  return names.map((given) => {
    const model = catalogue.find(given)
    if (model !== undefined) return model.id
    const allowed = catalogue.models.map(({ id }) => id)
    const operatorText = `there is no model "${given}"; there are ${allowed.join(', ')}`
    throw new ReelgateError('unknown_model', { param: 'models', values: { given, allowed }, operatorText })
  })
}

/** Throws field_format for what is neither an address nor a range. */
export function assertIpRanges(ranges: readonly string[]): void {
  const wrong = ranges.find((range) => !isIpRange(range))
  if (wrong === undefined) return
  const operatorText = `IP ranges must hold addresses and ranges such as 10.0.0.0/8 or 2001:db8::/32; "${wrong}" is not one`
  const values = { expected: 'ip_ranges', given: wrong }
  throw new ReelgateError('field_format', { param: 'ip_ranges', values, operatorText })
}
