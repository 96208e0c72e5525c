import type { Frame } from '../frame/frame.ts'
import { addressOf, kernels } from '../kernels/memory.ts'
import type { Mesh } from './mesh.ts'

/** Fills the mesh's window of `target` with what it finds at the mesh's places in `source`, bilinear. */
export function warpFrame(source: Frame, mesh: Mesh, target: Frame): void {
  const { window, columns, cellBits, places } = mesh
  const { width, height, left, top } = window
  const corners = [addressOf(places), columns, cellBits] as const
  const luma = addressOf(target.y) + top * target.width + left
  const from = [source.width, source.height] as const
  kernels().warpLuma(addressOf(source.y), ...from, ...corners, luma, target.width, width, height)
  const half = [source.width / 2, source.height / 2] as const
  const stride = target.width / 2
  const offset = (top / 2) * stride + left / 2
  const to = [addressOf(target.u) + offset, addressOf(target.v) + offset] as const
  const [u, v] = [addressOf(source.u), addressOf(source.v)]
  kernels().warpChroma(u, v, ...half, ...corners, ...to, stride, width / 2, height / 2)
}
