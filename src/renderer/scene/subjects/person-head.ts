import { mix, type Rgb, scaled } from '../../frame/colour.ts'
import { ball, blob, type Clay, flat } from './clay.ts'
import { drawHeadwear } from './headwear.ts'
import type { Look } from './person-look.ts'
import type { Stance } from './stance.ts'

/** A head on its neck's end at (0, 0), between the side (looking right) and the front. */
export function drawHead(clay: Clay, look: Look, stance: Stance): void {
  const { context } = clay
  const { turn } = stance
  context.save()
  context.translate(2 + 2 * (1 - turn), -36)
  if (look.hat?.shape === 'helmet') drawHelmetBack(clay, look.hat.colour)
  if (look.hairstyle === 'bun') ball(clay, [-24 + 18 * turn, -18 - 8 * turn], [12, 12], look.hair)
  blob(
    clay,
    [
      [-24, -6],
      [-14, -28],
      [8, -30],
      [24, -14],
      [25 - 1 * turn, 4],
      [17 - 8 * turn, 24],
      [2 - 2 * turn, 29],
      [-14, 20],
    ],
    look.skin,
  )
  drawFace(clay, look, stance)
  if (look.hairstyle !== 'none') drawHair(clay, look.hair, turn)
  if (look.hat?.shape === 'helmet') drawVisor(clay, look.skin)
  else drawHeadwear(clay, look.hat, 30)
  context.restore()
}

function drawFace(clay: Clay, look: Look, { turn, blink }: Stance): void {
  const { context } = clay
  const [near, far, nose] = [6 - 16 * turn, 19 - 9 * turn, 25 - 24 * turn]
  ball(clay, [nose, 5], [4.4, 4], scaled(look.skin, 1.04))
  context.fillStyle = flat(clay, [46, 32, 34])
  for (const x of [near, far]) {
    context.beginPath()
    context.ellipse(x, -2, 2.9, blink ? 0.8 : 4.1, 0, 0, 7)
    context.fill()
  }
  if (!blink) {
    context.fillStyle = 'rgba(255,255,255,0.8)'
    for (const x of [near, far]) context.fillRect(x + 0.2, -4.2, 1.6, 1.6)
  }
  context.strokeStyle = flat(clay, scaled(look.hair, 0.8))
  context.lineWidth = 2.4
  context.lineCap = 'round'
  context.beginPath()
  for (const x of [near, far]) {
    context.moveTo(x - 4, -9)
    context.quadraticCurveTo(x, -11.5, x + 4, -9)
  }
  context.stroke()
  const mouth = 15 - 14 * turn
  context.strokeStyle = flat(clay, mix(look.skin, [150, 44, 50], 0.7))
  context.lineWidth = 2.2
  context.beginPath()
  context.moveTo(mouth - 6, 13)
  context.quadraticCurveTo(mouth, look.microphone ? 21 : 17.5, mouth + 6, 12.5)
  context.stroke()
  context.fillStyle = flat(clay, mix(look.skin, [240, 96, 90], 0.45))
  context.globalAlpha = 0.4
  for (const x of [near - 4, far + 2 * turn]) {
    context.beginPath()
    context.ellipse(x, 8, 5, 3.4, 0, 0, 7)
    context.fill()
  }
  context.globalAlpha = 1
  ball(clay, [-10 - 13 * turn, 2], [4.5, 6.5], scaled(look.skin, 0.92))
}

/** The cap of hair: over the crown, down the back of the head, a fringe over the brow. */
function drawHair(clay: Clay, hair: Rgb, turn: number): void {
  const back = 18 - 18 * turn
  blob(
    clay,
    [
      [-27, 4 + back * 0.4],
      [-28, -14],
      [-17, -33],
      [6, -38],
      [24, -28],
      [27, -12],
      [16, -17],
      [2, -20 + 3 * turn],
      [-10, -12 - 6 * turn],
      [-14 - 6 * turn, 2],
      [-20, 12 * (1 - turn)],
    ],
    hair,
  )
}

/** Hair that hangs down behind, in the head's place. */
export function drawLongHair(clay: Clay, hair: Rgb, { turn, nod, lean, sway }: Stance): void {
  const swing = nod * 60 - lean * 60 - sway * 0.4
  clay.context.save()
  clay.context.translate(2, -36)
  blob(
    clay,
    [
      [-22, -26],
      [10, -30],
      [24 * turn, 0],
      [20 * turn - 2 + swing * 0.4, 44],
      [-8 + swing, 62],
      [-32 + swing, 54],
      [-33, 10],
    ],
    scaled(hair, 0.9),
  )
  clay.context.restore()
}

function drawHelmetBack(clay: Clay, colour: Rgb): void {
  ball(clay, [-2, -4], [44, 44], colour)
}

/** The glass of a space helmet with the face behind it. */
function drawVisor(clay: Clay, skin: Rgb): void {
  const { context } = clay
  context.save()
  context.lineWidth = 15
  context.strokeStyle = flat(clay, [236, 238, 244], [-0.3, -0.3])
  context.beginPath()
  context.ellipse(4, -2, 38, 37, 0, 0, 7)
  context.stroke()
  context.beginPath()
  context.ellipse(5, -2, 32, 31, 0, 0, 7)
  context.clip()
  const glass = context.createLinearGradient(-30, -34, 34, 34)
  glass.addColorStop(0, 'rgba(255,255,255,0.55)')
  glass.addColorStop(0.32, 'rgba(150,190,255,0.16)')
  glass.addColorStop(1, 'rgba(30,40,90,0.42)')
  context.fillStyle = glass
  context.fillRect(-40, -44, 90, 90)
  context.fillStyle = flat(clay, mix(skin, [255, 255, 255], 0.8))
  context.globalAlpha = 0.5
  context.beginPath()
  context.ellipse(-12, -18, 11, 4.5, -0.7, 0, 7)
  context.fill()
  context.restore()
}
