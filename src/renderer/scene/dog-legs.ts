import type { SKRSContext2D } from '@napi-rs/canvas'
import { css, mix, type Rgb } from '../frame/colour.ts'
import type { Coat } from './dog-fur.ts'
import type { Leg } from './dog-pose.ts'
import { type Point, traceLimb } from './shapes.ts'

export function drawForeLeg(context: SKRSContext2D, coat: Coat, shoulder: Point, { swing, fold }: Leg): void {
  const elbow = along(shoulder, 58, swing - 0.12 + fold * 0.35)
  const wrist = along(elbow, 54, swing - fold * 1.5)
  const toes = along(wrist, 24, swing * 0.5 - fold * 1.7 + 0.25)
  const paint = (colour: Rgb): void => {
    context.fillStyle = css(colour)
    context.fill()
  }
  traceLimb(context, wrist, toes, { from: 20, to: 18 })
  paint(coat.light)
  traceLimb(context, elbow, wrist, { from: 32, to: 20 })
  paint(mix(coat.base, coat.light, 0.25))
  traceLimb(context, shoulder, elbow, { from: 62, to: 32 })
  paint(coat.base)
}

export function drawHindLeg(context: SKRSContext2D, coat: Coat, hip: Point, { swing, fold }: Leg): void {
  const knee = along(hip, 58, swing + 0.32 + fold * 0.5)
  const hock = along(knee, 52, swing - 0.62 - fold * 0.75)
  const foot = along(hock, 42, swing + 0.12 - fold * 0.9)
  const toes = along(foot, 18, swing * 0.5 + 0.7 - fold * 1.4)
  const paint = (colour: Rgb): void => {
    context.fillStyle = css(colour)
    context.fill()
  }
  traceLimb(context, foot, toes, { from: 17, to: 16 })
  paint(coat.light)
  traceLimb(context, hock, foot, { from: 20, to: 18 })
  paint(mix(coat.base, coat.light, 0.3))
  traceLimb(context, knee, hock, { from: 42, to: 21 })
  paint(coat.base)
  traceLimb(context, hip, knee, { from: 86, to: 44 })
  paint(coat.base)
}

function along([x, y]: Point, length: number, angle: number): Point {
  return [x + Math.sin(angle) * length, y + Math.cos(angle) * length]
}
