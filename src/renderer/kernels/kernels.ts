/**
 * What `kernels.wasm` exports, compiled by `npm run kernels` from the folder `kernels/`, where each function says what
 * it does. Places are addresses in the memory (`addressOf`), lengths are in values.
 */
export interface Kernels {
  average(from: number, fromWidth: number, fromHeight: number, to: number, width: number, height: number): void
  barrier(
    plane: number,
    distance: number,
    high: number,
    low: number,
    width: number,
    height: number,
    border: number,
  ): void
  blendPlane(
    to: number,
    toStride: number,
    colour: number,
    alpha: number,
    stride: number,
    kinds: number,
    count: number,
    lines: number,
    fx: number,
    fy: number,
  ): void
  boxBlur(from: number, to: number, across: number, sums: number, width: number, height: number, radius: number): void
  cloudRow(to: number, x: number, step: number, y: number, seed: number, octaves: number, count: number): void
  copyBytes(from: number, to: number, count: number): void
  darken(luma: number, keep: number, count: number): void
  doublePlane(from: number, to: number, width: number, height: number): void
  fillBytes(to: number, count: number, value: number): void
  mixTileRows(to: number, upper: number, lower: number, size: number, way: number): void
  placeCorners(
    places: number,
    columns: number,
    count: number,
    cell: number,
    near: number,
    across: number,
    steps: number,
    numbers: number,
  ): void
  kindsOfRows(alpha: number, width: number, height: number, kinds: number): void
  planesOf(
    rgba: number,
    y: number,
    a: number,
    u: number,
    v: number,
    ca: number,
    width: number,
    height: number,
    stride: number,
  ): void
  premultiply(rgba: number, y: number, a: number, u: number, v: number, ca: number, width: number, height: number): void
  resamplePlane(
    from: number,
    to: number,
    width: number,
    height: number,
    startX: number,
    startY: number,
    step: number,
    room: number,
  ): void
  skyLuma(luma: number, to: number, columns: number, rows: number, y: number): void
  skyRow(
    luma: number,
    u: number,
    v: number,
    count: number,
    chroma: number,
    y: number,
    density: number,
    towards: number,
    faces: number,
    row: number,
  ): void
  waterRow(
    y: number,
    u: number,
    v: number,
    count: number,
    fine: number,
    fineMask: number,
    broad: number,
    broadMask: number,
    colours: number,
    row: number,
  ): void
  gradePlane(to: number, count: number, gain: number, plus: number, low: number, high: number): void
  mixByAlpha(from: number, alpha: number, to: number, count: number, strength: number): void
  mixByShare(
    from: number,
    to: number,
    shares: number,
    columns: number,
    bits: number,
    width: number,
    height: number,
  ): void
  mixEvenly(from: number, to: number, count: number, part: number): void
  shiftPlane(
    to: number,
    shifts: number,
    columns: number,
    bits: number,
    width: number,
    height: number,
    low: number,
    high: number,
  ): void
  warpChroma(
    fromU: number,
    fromV: number,
    width: number,
    height: number,
    places: number,
    columns: number,
    cellBits: number,
    toU: number,
    toV: number,
    stride: number,
    windowWidth: number,
    windowHeight: number,
  ): void
  warpLuma(
    from: number,
    width: number,
    height: number,
    places: number,
    columns: number,
    cellBits: number,
    to: number,
    stride: number,
    windowWidth: number,
    windowHeight: number,
  ): void
  waveSlopes(to: number, heights: number, size: number, seed: number): void
  widen(from: number, to: number, width: number, height: number, most: number): void
  bleed(to: number, width: number, height: number, keep: number, grey: number): void
  grainRow(to: number, count: number, table: number, grain: number, start: number): void
  lookUp(to: number, count: number, table: number): void
  outline(
    to: number,
    width: number,
    height: number,
    table: number,
    least: number,
    gain: number,
    most: number,
    light: number,
  ): void
  pencil(
    to: number,
    width: number,
    height: number,
    paper: number,
    hatching: number,
    pitch: number,
    start: number,
  ): void
  tintByLuma(u: number, v: number, luma: number, width: number, height: number, table: number): void
  wash(to: number, width: number, height: number, table: number, fibre: number, bare: number): void
}
