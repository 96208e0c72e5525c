import { METRICS } from './table.ts'
import type { LabelsOf, MetricDeclaration, MetricId, MetricOf } from './table.ts'

/** One series of a histogram. */
export class Distribution {
  readonly #bounds: readonly number[]
  /** By bucket, each without those below it; the last one is +Inf. */
  readonly #counts: number[]
  #sum = 0

  constructor(bounds: readonly number[]) {
    this.#bounds = bounds
    this.#counts = Array.from({ length: bounds.length + 1 }, () => 0)
  }

  observe(value: number): void {
    let bucket = 0
    while (bucket < this.#bounds.length && value > (this.#bounds[bucket] ?? 0)) bucket += 1
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1
    this.#sum += value
  }

  /** In the text format, where `labels` stand between the braces. */
  lines(name: string, labels: string): string[] {
    let count = 0
    const buckets = this.#counts.map((own, bucket) => {
      count += own
      const bound = `le="${this.#bounds[bucket] ?? '+Inf'}"`
      return `${name}_bucket{${labels === '' ? bound : `${labels},${bound}`}} ${count}`
    })
    const inBraces = labels === '' ? '' : `{${labels}}`
    return [...buckets, `${name}_sum${inBraces} ${this.#sum}`, `${name}_count${inBraces} ${count}`]
  }
}

const escaped = (value: string) => value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')

/** In the order of the declaration, so that the same labels are always the same series. */
function labelText<Id extends MetricId>(id: Id, labels: LabelsOf<Id>): string {
  const given: Readonly<Record<string, string>> = labels
  return METRICS[id].labels.map((name) => `${name}="${escaped(given[name] ?? '')}"`).join(',')
}

/**
 * What one server counts and measures, in memory, from its start. One for each server, so that several in a process don't
 * mix. What is counted on a hot path keeps its series (docs/decisions/0028-metrics-counted-by-ourselves.md).
 */
export class Metrics {
  /** By metric, then by its labels as they are written. */
  readonly #numbers = new Map<MetricId, Map<string, number>>()
  readonly #distributions = new Map<MetricId, Map<string, Distribution>>()

  constructor() {
    // A count that may be missing can't be told from nothing; what has no labels is known from the start.
    for (const [id, { type, labels }] of Object.entries(METRICS) as [MetricId, MetricDeclaration][]) {
      this.#numbers.set(id, new Map(type === 'counter' && labels.length === 0 ? [['', 0]] : []))
      this.#distributions.set(id, new Map())
    }
  }

  add<Id extends MetricOf<'counter'>>(id: Id, labels: LabelsOf<Id>, by = 1): void {
    const series = this.#numbers.get(id)
    const key = labelText(id, labels)
    series?.set(key, (series.get(key) ?? 0) + by)
  }

  /** Takes the place of all series of the metric; for what is asked and not counted. */
  replace<Id extends MetricOf<'gauge' | 'counter'>>(
    id: Id,
    series: readonly { labels: LabelsOf<Id>; value: number }[],
  ): void {
    this.#numbers.set(id, new Map(series.map(({ labels, value }) => [labelText(id, labels), value])))
  }

  /** The series of a histogram with these labels; the same object each time. */
  distribution<Id extends MetricOf<'histogram'>>(id: Id, labels: LabelsOf<Id>): Distribution {
    const key = labelText(id, labels)
    let found = this.#distributions.get(id)?.get(key)
    if (found === undefined) {
      found = new Distribution(METRICS[id].bounds)
      this.#distributions.get(id)?.set(key, found)
    }
    return found
  }

  /** All of it in Prometheus's text format, version 0.0.4. */
  text(): string {
    const lines = (Object.entries(METRICS) as [MetricId, MetricDeclaration][]).flatMap(([id, { name, type, en }]) => [
      `# HELP ${name} ${en.replaceAll('\\', '\\\\')}`,
      `# TYPE ${name} ${type}`,
      ...[...(this.#numbers.get(id) ?? [])].map(([labels, value]) =>
        labels === '' ? `${name} ${value}` : `${name}{${labels}} ${value}`,
      ),
      ...[...(this.#distributions.get(id) ?? [])].flatMap(([labels, series]) => series.lines(name, labels)),
    ])
    return `${lines.join('\n')}\n`
  }
}
