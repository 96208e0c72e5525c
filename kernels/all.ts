// Everything that TypeScript may call. What each does is said where it is; src/renderer/kernels/kernels.ts has the types.
export { blendPlane } from './blend'
export { darken } from './darken'
export { stretchRow, mixRows } from './resample'
export { premultiply } from './premultiply'
export { doublePlane } from './upscale'
export { warpPlane } from './warp'
export { mixByShare, mixByAlpha, gradePlane, shiftPlane } from './mix'
