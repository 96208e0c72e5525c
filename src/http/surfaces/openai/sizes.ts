import { ASPECT_RATIOS, pixelSize, RESOLUTIONS } from '../../../domain/video-request.ts'
import type { AspectRatio, Resolution } from '../../../domain/video-request.ts'

interface Shape {
  aspectRatio: AspectRatio
  resolution: Resolution
}

export function sizeOf(shape: Shape): string {
  const { width, height } = pixelSize(shape)
  return `${width}x${height}`
}

const SHAPES: ReadonlyMap<string, Shape> = new Map(
  RESOLUTIONS.flatMap((resolution) =>
    ASPECT_RATIOS.map((aspectRatio) => [sizeOf({ aspectRatio, resolution }), { aspectRatio, resolution }] as const),
  ),
)

/** Every size there is, as `1280x720`. */
export const SIZES = [...SHAPES.keys()]

/** Ratio and resolution of a size; undefined where no video has it. */
export const shapeOf = (size: string): Shape | undefined => SHAPES.get(size)
