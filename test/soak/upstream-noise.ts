import type { Behaviour, Upstream } from '../harness/upstream.ts'
import type { Draw } from './draw.ts'

const FINISH_EVERY_MS = 20

/** Has an upstream fail, lose answers and filter, by chance, and end its work sooner or later; returns what makes it good again. */
export function makeNoise(upstream: Upstream, draw: Draw): { calm: () => void; stop: () => void } {
  let isCalm = false
  const noise = (faults: readonly (readonly [number, Behaviour])[]) => (): Behaviour => {
    if (isCalm) return 'ok'
    let left = draw.fraction()
    for (const [share, behaviour] of faults) {
      if (left < share) return behaviour
      left -= share
    }
    return 'ok'
  }
  const start = noise([
    [0.005, 500],
    [0.005, 'cut'],
    [0.03, 422],
  ])
  upstream.onStart = () => {
    // Of a charging service the worst: it has taken the order, and nobody hears of it.
    upstream.loseStartAnswers = !isCalm && draw.chance(0.01)
    return start()
  }
  upstream.onCheck = noise([
    [0.04, 503],
    [0.02, 'cut'],
  ])
  upstream.onDownload = noise([
    [0.05, 500],
    [0.03, 'cut'],
  ])
  upstream.finishAtOnce = false
  const finishing = setInterval(() => {
    for (const operation of upstream.operations) {
      if (operation.state !== 'running' || (!isCalm && !draw.chance(0.1))) continue
      if (!isCalm && draw.chance(0.1)) operation.state = 'failed'
      else {
        // Filtered: one too few, which may be none at all.
        const delivered = operation.samples - (!isCalm && draw.chance(0.1) ? 1 : 0)
        Object.assign(operation, { state: 'done', progress: 100, delivered })
      }
    }
  }, FINISH_EVERY_MS)
  return { calm: () => (isCalm = true), stop: () => clearInterval(finishing) }
}
