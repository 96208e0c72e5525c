import type { Frame } from '../frame/frame.ts'
import { addressOf, kernels } from '../kernels/memory.ts'
import type { Mesh } from './mesh.ts'

/** Fills the mesh's window of `target` with what it finds at the mesh's places in `source`, bilinear. */
export function warpFrame(source: Frame, mesh: Mesh, target: Frame): void {
  const { window, columns, cellBits } = mesh
  const places = addressOf(mesh.places)
  for (const kind of ['y', 'u', 'v'] as const) {
    const by = kind === 'y' ? 1 : 2
    const stride = target.width / by
    const to = addressOf(target[kind]) + (window.top / by) * stride + window.left / by
    const from = addressOf(source[kind])
    const [width, height] = [source.width / by, source.height / by]
    kernels().warpPlane(
      from,
      width,
      height,
      places,
      columns,
      cellBits,
      by,
      to,
      stride,
      window.width / by,
      window.height / by,
    )
  }
}
