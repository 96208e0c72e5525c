import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Metrics } from '../../src/metrics/metrics.ts'

const linesOf = (metrics: Metrics, name: string) =>
  metrics
    .text()
    .split('\n')
    .filter((line) => line.startsWith(name))

test('a value counts in the first bucket that it is not above, and in all above that', () => {
  const metrics = new Metrics()
  const lag = metrics.distribution('detectionLag', { provider: 'veo' })
  for (const value of [0.1, 0.11, 1000]) lag.observe(value)
  const lines = linesOf(metrics, 'reelgate_detection_lag_seconds')
  const bucket = (le: string) => `reelgate_detection_lag_seconds_bucket{provider="veo",le="${le}"}`
  for (const line of [
    `${bucket('0.1')} 1`,
    `${bucket('0.25')} 2`,
    `${bucket('600')} 2`,
    `${bucket('+Inf')} 3`,
    'reelgate_detection_lag_seconds_sum{provider="veo"} 1000.21',
    'reelgate_detection_lag_seconds_count{provider="veo"} 3',
  ]) {
    assert.ok(lines.includes(line), `${line} is not in\n${lines.join('\n')}`)
  }
})

test('the same labels are the same series in whatever order they are given, and their values are escaped', () => {
  const metrics = new Metrics()
  metrics.add('submits', { result: 'refused', error: 'a"b\\c\nd' })
  metrics.add('submits', { error: 'a"b\\c\nd', result: 'refused' }, 2)
  assert.deepEqual(linesOf(metrics, 'reelgate_submits_total'), [
    'reelgate_submits_total{result="refused",error="a\\"b\\\\c\\nd"} 3',
  ])
})

test('what is asked takes the place of what was asked before: nothing that has gone is told on', () => {
  const metrics = new Metrics()
  metrics.replace('tasks', [{ labels: { state: 'running' }, value: 2 }])
  metrics.replace('tasks', [{ labels: { state: 'storing' }, value: 1 }])
  assert.deepEqual(linesOf(metrics, 'reelgate_tasks{'), ['reelgate_tasks{state="storing"} 1'])
})
