import type { SKRSContext2D } from '@napi-rs/canvas'
import { blendLayer } from '../frame/blend.ts'
import { css, mix, type Rgb, scaled } from '../frame/colour.ts'
import { paintLayer } from '../frame/layer.ts'
import { driftPainter } from './air.ts'
import { skyline } from './city.ts'
import { lightOf, lit } from './light.ts'
import type { Furniture } from './furniture.ts'
import { leavesOf, planted } from './planting.ts'
import { drawTree } from './plants.ts'
import { perchOf } from './perch.ts'
import { platePainter } from './plate.ts'
import { ROOM_PLANS, type RoomPlan } from './rooms.ts'
import { growthOf } from './season.ts'
import { skyPainter } from './sky.ts'
import { groundY, type Painter, type Stage } from './stage.ts'
import { rangePlate } from './terrain.ts'

interface Box {
  x: number
  y: number
  w: number
  h: number
}

/** Where the room is cut by the picture, in pixels. */
export interface RoomLines {
  /** The foot of the back wall. */
  floorY: number
  /** The far edge of a table in front, if there is one. */
  tableY?: number
}

/** A room: a furnished wall with a window onto the weather, light that falls through it, a floor or a table. */
export function roomPainters(stage: Stage, lines: RoomLines, outside: readonly Painter[]): Painter[] {
  const { width, height, unit, brief } = stage
  const plan = planOf(stage)
  const hole = windowOf(stage, lines.floorY)
  const room = paintLayer(width, height, (context) => {
    paintWall(context, stage, { plan, floorY: lines.floorY })
    paintFloor(context, stage, { plan, floorY: lines.floorY })
    context.clearRect(hole.x, hole.y, hole.w, hole.h)
    paintWindow(context, stage, { plan, hole })
    paintPieces(context, stage, { plan, floorY: lines.floorY })
    paintDaylight(context, stage, { hole, floorY: lines.floorY })
    const perch = perchOf(stage)
    const y = lines.floorY + (perch?.drop ?? 0) * unit
    if (perch) paintPiece(context, stage, perch.piece, { x: width / 2, y, scale: perch.scale })
    if (lines.tableY !== undefined) paintTable(context, stage, lines.tableY)
  })
  const sky = skyPainter({ ...stage, horizon: hole.y + hole.h + 30 * unit })
  const dust = {
    name: 'dust',
    count: 26,
    sizes: [4, 6, 9],
    colour: stage.light.sun.glow,
    velocity: [0.008, 0.012] as const,
  }
  const motes = brief.without.includes('motes') ? [] : [driftPainter(stage, { ...dust, alpha: 0.22, sway: 12 })]
  return [sky, ...viewPainters(stage, hole), ...outside, (frame) => blendLayer(frame, room, 0, 0), ...motes]
}

/** What is seen through the window: roofs of a town or wooded hills, slowly passing. */
function viewPainters(stage: Stage, hole: Box): Painter[] {
  const { room, dayTime } = stage.brief
  const outside = { ...stage, light: lightOf({ ...stage.brief, place: 'meadow' }), horizon: hole.y + hole.h * 0.78 }
  const trees = { name: 'garden', draw: drawTree, colours: leavesOf(stage), count: 44, far: 0.22 }
  const shape = { name: 'view', above: 4, rise: 22, rough: 0.1, far: 0.3, parallax: 0.12, depth: 90 }
  const hill = {
    ...shape,
    colour: growthOf(stage).grass,
    growth: 90,
    grow: planted(outside, { ...trees, height: [30, 84] }),
  }
  const town = room === 'office' || room === 'cafe'
  const view = town ? skyline(outside, hole.y + hole.h + 4 * stage.unit) : [platePainter(rangePlate(outside, hill))]
  const pace = (dayTime === 'night' ? 3 : 5) * stage.unit
  return view.map((paint) => (frame, moment) => paint(frame, { ...moment, travel: moment.seconds * pace * 8 }))
}

/** The foot of the back wall, where there is a floor to stand on. */
export function floorLine(stage: Stage): number {
  return groundY(stage) - 105 * stage.unit
}

function planOf({ brief }: Stage): RoomPlan {
  return ROOM_PLANS[
    brief.room === undefined || brief.room === 'stage' || brief.room === 'studio' ? 'living' : brief.room
  ]
}

/** The window's place in the picture, by the foot of the wall that it is in. */
export function windowOf(stage: Stage, floorY: number): Box {
  const { width, unit } = stage
  const plan = planOf(stage)
  const w = Math.min(plan.window.wide * unit, width * 0.62)
  const h = plan.window.high * unit
  const x = Math.max(width * 0.03, Math.min(width * 0.97 - w, width * plan.window.at - w / 2))
  return { x, y: floorY - 150 * unit - h, w, h }
}

function paintWall(context: SKRSContext2D, stage: Stage, { plan, floorY }: { plan: RoomPlan; floorY: number }): void {
  const { width, unit, light } = stage
  const wall = lit(light, plan.wall)
  const fill = context.createLinearGradient(0, 0, width, floorY)
  fill.addColorStop(0, css(mix(wall, light.key, 0.12)))
  fill.addColorStop(0.6, css(scaled(wall, 0.92)))
  fill.addColorStop(1, css(scaled(wall, 0.72)))
  context.fillStyle = fill
  // Below the floor as well: between the two no half-covered row may be left.
  context.fillRect(0, 0, width, stage.height)
  const above = context.createLinearGradient(0, 0, 0, floorY)
  above.addColorStop(0, 'rgba(20,10,20,0.28)')
  above.addColorStop(0.35, 'rgba(20,10,20,0)')
  above.addColorStop(0.8, 'rgba(20,10,20,0)')
  above.addColorStop(1, 'rgba(20,10,20,0.16)')
  context.fillStyle = above
  context.fillRect(0, 0, width, floorY)
  if (plan.boards === 'tiles') {
    context.strokeStyle = css(scaled(wall, 0.86), 0.8)
    context.lineWidth = 1.5 * unit
    context.beginPath()
    for (let y = floorY - 110 * unit; y > floorY - 290 * unit; y -= 30 * unit) {
      context.moveTo(0, y)
      context.lineTo(width, y)
    }
    context.stroke()
  }
  context.fillStyle = css(mix(scaled(wall, 1.08), [255, 255, 255], 0.25))
  context.fillRect(0, floorY - 16 * unit, width, 16 * unit)
}

function paintFloor(context: SKRSContext2D, stage: Stage, { plan, floorY }: { plan: RoomPlan; floorY: number }): void {
  const { width, height, unit, light } = stage
  const floor = lit(light, plan.floor)
  const fill = context.createLinearGradient(0, floorY, 0, height)
  fill.addColorStop(0, css(scaled(floor, 0.8)))
  fill.addColorStop(0.4, css(floor))
  fill.addColorStop(1, css(scaled(floor, 0.66)))
  context.fillStyle = fill
  context.fillRect(0, floorY, width, height - floorY)
  if (plan.boards === 'carpet') return
  context.strokeStyle = css(scaled(floor, 0.62), 0.55)
  context.lineWidth = 1.6 * unit
  context.beginPath()
  // Lines that run away from the viewer meet far behind the wall.
  for (let n = -14; n <= 14; n++) {
    context.moveTo(width / 2 + n * 74 * unit, floorY)
    context.lineTo(width / 2 + n * 132 * unit, height)
  }
  const rows = plan.boards === 'tiles' ? 5 : 0
  for (let row = 1; row <= rows; row++) {
    const y = floorY + (height - floorY) * (row / (rows + 1)) ** 1.5
    context.moveTo(0, y)
    context.lineTo(width, y)
  }
  context.stroke()
}

function paintWindow(context: SKRSContext2D, stage: Stage, { plan, hole }: { plan: RoomPlan; hole: Box }): void {
  const { unit, light } = stage
  context.strokeStyle = css(mix(lit(light, [240, 234, 224]), [255, 255, 255], 0.15))
  context.lineWidth = 13 * unit
  context.strokeRect(hole.x, hole.y, hole.w, hole.h)
  context.lineWidth = 7 * unit
  context.beginPath()
  const panes = Math.max(2, Math.round(hole.w / (180 * unit)))
  for (let n = 1; n < panes; n++) {
    context.moveTo(hole.x + (hole.w * n) / panes, hole.y)
    context.lineTo(hole.x + (hole.w * n) / panes, hole.y + hole.h)
  }
  context.stroke()
  context.fillStyle = css(lit(light, [246, 240, 230]))
  context.fillRect(hole.x - 18 * unit, hole.y + hole.h + 4 * unit, hole.w + 36 * unit, 12 * unit)
  const { curtains } = plan.window
  if (!curtains) return
  for (const side of [0, 1]) drawCurtain(context, stage, { colour: curtains, hole, side })
  context.fillStyle = css(lit(light, [96, 70, 52]))
  context.fillRect(hole.x - 62 * unit, hole.y - 30 * unit, hole.w + 124 * unit, 7 * unit)
}

/** Folds of cloth beside a window; `side` 0 is its left. */
function drawCurtain(
  context: SKRSContext2D,
  { unit, light }: Stage,
  { colour, hole, side }: { colour: Rgb; hole: Box; side: number },
): void {
  const folds = 6
  const wide = 84 * unit
  const left = side === 0 ? hole.x - 52 * unit : hole.x + hole.w + 52 * unit - wide
  for (let fold = 0; fold < folds; fold++) {
    context.fillStyle = css(scaled(lit(light, colour), fold % 2 ? 0.82 : 1.04))
    context.fillRect(left + (fold * wide) / folds, hole.y - 24 * unit, wide / folds + 0.6, hole.h + 62 * unit)
  }
}

function paintPieces(context: SKRSContext2D, stage: Stage, { plan, floorY }: { plan: RoomPlan; floorY: number }): void {
  const narrow = stage.width < 900 * stage.unit
  const atFront = perchOf(stage)?.piece
  for (const { piece, at, wideOnly } of plan.pieces) {
    if (piece !== atFront && !(narrow && wideOnly))
      paintPiece(context, stage, piece, { x: stage.width * at, y: floorY })
  }
}

function paintPiece(
  context: SKRSContext2D,
  { unit, light, brief }: Stage,
  piece: Furniture,
  { x, y, scale = 1 }: { x: number; y: number; scale?: number },
): void {
  const lamps = brief.dayTime === 'night' ? 1 : brief.dayTime === 'day' ? 0.35 : 0.7
  context.save()
  context.translate(x, y)
  context.scale(scale * unit, scale * unit)
  piece({ context, lamps, tone: (colour) => lit(light, colour) })
  context.restore()
}

/** What falls through the window: a slanting beam, and its bright shape on the floor. */
function paintDaylight(context: SKRSContext2D, stage: Stage, { hole, floorY }: { hole: Box; floorY: number }): void {
  const { height, unit, light, brief } = stage
  const strength = brief.dayTime === 'night' ? 0.1 : brief.weather === 'clear' ? 0.36 : 0.14
  const lean = 150 * unit
  const fade = context.createLinearGradient(0, hole.y, 0, height)
  fade.addColorStop(0, css(light.sun.glow, strength * 0.3))
  fade.addColorStop(1, css(light.sun.glow, 0))
  context.fillStyle = fade
  context.beginPath()
  context.moveTo(hole.x, hole.y)
  context.lineTo(hole.x + hole.w, hole.y)
  context.lineTo(hole.x + hole.w + lean * 2, height)
  context.lineTo(hole.x + lean, height)
  context.fill()
  context.fillStyle = css(light.sun.glow, strength)
  for (const half of [0, 1]) {
    const x = hole.x + (half * hole.w) / 2 + lean * 0.8
    const w = hole.w / 2 - 10 * unit
    context.beginPath()
    context.moveTo(x, floorY + 18 * unit)
    context.lineTo(x + w, floorY + 18 * unit)
    context.lineTo(x + w + 70 * unit, floorY + 112 * unit)
    context.lineTo(x + 60 * unit, floorY + 112 * unit)
    context.fill()
  }
}

function paintTable(context: SKRSContext2D, stage: Stage, tableY: number): void {
  const { width, height, unit, light } = stage
  // What lies behind the table is a little out of the light, so that what stands on it comes forward.
  context.fillStyle = 'rgba(34,20,22,0.24)'
  context.fillRect(0, 0, width, tableY)
  const wood = mix(lit(light, [160, 102, 62]), light.ground, 0.1)
  const fill = context.createLinearGradient(0, tableY, 0, height)
  fill.addColorStop(0, css(mix(wood, light.key, 0.3)))
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
