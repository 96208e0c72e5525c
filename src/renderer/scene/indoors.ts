import { blendLayer } from '../frame/blend.ts'
import { css, mix, type Rgb, scaled } from '../frame/colour.ts'
import { paintLayer } from '../frame/layer.ts'
import { skyPainter } from './sky.ts'
import type { Paint, Painter, Stage } from './stage.ts'

/** A room: a wall with a window onto the sky, a wooden table in front. `tableY` in pixels. */
export function roomPainters(stage: Stage, tableY: number): Painter[] {
  const { width, height, unit } = stage
  const frameOf = { x: width * 0.16, y: height * 0.1, w: width * 0.5, h: tableY - height * 0.24 }
  const room = paintLayer(width, height, (context) => {
    paintWall(stage, tableY)(context)
    context.globalCompositeOperation = 'destination-out'
    context.fillStyle = '#000'
    context.fillRect(frameOf.x, frameOf.y, frameOf.w, frameOf.h)
    context.globalCompositeOperation = 'source-over'
    paintWindow(stage, frameOf)(context)
    paintTable(stage, tableY)(context)
  })
  const sky = skyPainter({ ...stage, horizon: frameOf.y + frameOf.h + 30 * unit })
  return [sky, (frame) => blendLayer(frame, room, 0, 0)]
}

function paintWall(stage: Stage, tableY: number): Paint {
  const { width, light } = stage
  const night = stage.brief.dayTime === 'night'
  const wall: Rgb = night ? [96, 78, 70] : mix([222, 206, 186], light.ground, 0.35)
  return (context) => {
    const fill = context.createRadialGradient(width * 0.4, tableY * 0.4, 0, width * 0.4, tableY * 0.4, width * 0.8)
    fill.addColorStop(0, css(mix(wall, light.key, night ? 0.05 : 0.3)))
    fill.addColorStop(1, css(scaled(wall, 0.5)))
    context.fillStyle = fill
    context.fillRect(0, 0, width, stage.height)
    const lamp = context.createRadialGradient(width * 0.86, tableY * 0.3, 0, width * 0.86, tableY * 0.3, width * 0.34)
    lamp.addColorStop(0, 'rgba(255,206,130,0.75)')
    lamp.addColorStop(0.2, 'rgba(255,190,110,0.32)')
    lamp.addColorStop(1, 'rgba(255,180,90,0)')
    context.fillStyle = lamp
    context.fillRect(0, 0, width, stage.height)
  }
}

function paintWindow(stage: Stage, box: { x: number; y: number; w: number; h: number }): Paint {
  const { unit } = stage
  return (context) => {
    context.strokeStyle = css(scaled([240, 232, 220], stage.brief.dayTime === 'night' ? 0.45 : 0.92))
    context.lineWidth = 14 * unit
    context.strokeRect(box.x, box.y, box.w, box.h)
    context.lineWidth = 8 * unit
    context.beginPath()
    context.moveTo(box.x + box.w / 2, box.y)
    context.lineTo(box.x + box.w / 2, box.y + box.h)
    context.moveTo(box.x, box.y + box.h * 0.45)
    context.lineTo(box.x + box.w, box.y + box.h * 0.45)
    context.stroke()
  }
}

function paintTable(stage: Stage, tableY: number): Paint {
  const { width, height, unit, light } = stage
  const wood = mix([150, 96, 58], light.ground, 0.2)
  return (context) => {
    const fill = context.createLinearGradient(0, tableY, 0, height)
    fill.addColorStop(0, css(mix(wood, light.key, 0.35)))
    fill.addColorStop(0.25, css(wood))
    fill.addColorStop(1, css(scaled(wood, 0.5)))
    context.fillStyle = fill
    context.fillRect(0, tableY, width, height - tableY)
    for (let n = 0; n < 26; n++) {
      const t = (n / 26) ** 1.5
      const y = tableY + t * (height - tableY)
      context.strokeStyle = `rgba(50,24,10,${0.05 + 0.1 * ((n * 7) % 5) * 0.2})`
      context.lineWidth = (1 + 3 * t) * unit
      context.beginPath()
      context.moveTo(0, y)
      context.bezierCurveTo(width * 0.3, y + 5 * unit * Math.sin(n), width * 0.7, y - 6 * unit * Math.cos(n), width, y)
      context.stroke()
    }
  }
}

/** Steam above a cup: soft wisps that rise and sway. */
export function steamPainter(stage: Stage, x: number, y: number): Painter {
  const { unit } = stage
  const size = 90 * unit
  const puff = paintLayer(size, size, (context) => {
    const fade = context.createRadialGradient(size / 2, size / 2, 0, size / 2, size / 2, size / 2)
    fade.addColorStop(0, 'rgba(255,250,244,0.13)')
    fade.addColorStop(1, 'rgba(255,250,244,0)')
    context.fillStyle = fade
    context.fillRect(0, 0, size, size)
  })
  return (frame, { seconds }) => {
    for (let n = 0; n < 14; n++) {
      const age = (seconds * 0.28 + n / 14) % 1
      const sway = Math.sin(age * 6 + n * 2.1 + seconds) * 20 * age
      blendLayer(frame, puff, x - size / 2 + (sway + ((n * 37) % 50) - 25) * unit, y - size / 2 - age * 230 * unit)
    }
  }
}
