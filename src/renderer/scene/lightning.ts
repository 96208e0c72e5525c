import { between } from '../random.ts'
import { type Painter, randomFor, type Stage } from './stage.ts'

/** How long a flash takes to die away, in seconds. */
const AFTERGLOW = 0.34

/** Flashes that light up the sky down to the horizon, each with a second, weaker one right after it. */
export function lightningPainter(stage: Stage): Painter {
  const random = randomFor(stage, 'lightning')
  const flashes: { at: number; strength: number }[] = []
  for (let at = between(random, 0.5, 1.6); at < stage.seconds; at += between(random, 1.6, 3.4)) {
    flashes.push({ at, strength: 1 }, { at: at + 0.16, strength: 0.6 })
  }
  const lift = new Uint8Array(256)
  return (frame, { seconds }) => {
    const glow = flashes.reduce((most, { at, strength }) => {
      const age = (seconds - at) / AFTERGLOW
      return age < 0 || age > 1 ? most : Math.max(most, strength * (1 - age) ** 2)
    }, 0)
    if (glow < 0.03) return
    for (let value = 0; value < 256; value++) lift[value] = Math.min(235, value + glow * (34 + value * 0.34))
    for (let i = 0; i < frame.y.length; i++) frame.y[i] = lift[frame.y[i] as number] as number
  }
}
