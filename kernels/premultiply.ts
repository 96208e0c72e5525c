// BT.709, limited range, in 65536ths: the same numbers as in src/renderer/frame/colour.ts.
const Y_R: i32 = 11966
const Y_G: i32 = 40254
const Y_B: i32 = 4064

/**
 * A picture of straight RGBA as planes multiplied by alpha: luma and alpha for each pixel, the differences and their
 * alpha for each square of four. Both sides are even.
 */
export function premultiply(
  rgba: usize,
  y: usize,
  a: usize,
  u: usize,
  v: usize,
  ca: usize,
  width: u32,
  height: u32,
): void {
  for (let row: u32 = 0; row < height; row++) {
    const from = rgba + <usize>row * width * 4
    lumaRow(from, y + <usize>row * width, a + <usize>row * width, width)
    if (row & 1) continue
    const to = <usize>(row >> 1) * (width >> 1)
    chromaRow(from, u + to, v + to, ca + to, width)
  }
}

function lumaRow(from: usize, y: usize, a: usize, width: u32): void {
  for (let x: usize = 0; x < width; x++) {
    const pixel = load<u32>(from + x * 4)
    const alpha = pixel >> 24
    store<u8>(a + x, <u8>alpha)
    const luma = (16 << 16) + Y_R * (pixel & 255) + Y_G * ((pixel >> 8) & 255) + Y_B * ((pixel >> 16) & 255)
    store<u8>(y + x, <u8>(((luma >> 8) * alpha + 32640) / 65280))
  }
}

function chromaRow(from: usize, u: usize, v: usize, ca: usize, width: u32): void {
  const stride = <usize>width * 4
  for (let x: usize = 0; x < <usize>(width >> 1); x++) {
    const at = from + x * 8
    let r: i32 = 0
    let g: i32 = 0
    let b: i32 = 0
    let alpha: i32 = 0
    for (let k: usize = 0; k < 4; k++) {
      const pixel = load<u32>(at + (k & 1) * 4 + (k >> 1) * stride)
      const one = <i32>(pixel >> 24)
      r += <i32>(pixel & 255) * one
      g += <i32>((pixel >> 8) & 255) * one
      b += <i32>((pixel >> 16) & 255) * one
      alpha += one
    }
    // In 4096ths; divided by the four pixels and by 255.
    const grey = 128 * 4096 * alpha + 1020 * 2048
    store<u8>(u + x, <u8>((grey - 412 * r - 1387 * g + 1799 * b) / (1020 * 4096)))
    store<u8>(v + x, <u8>((grey + 1799 * r - 1634 * g - 165 * b) / (1020 * 4096)))
    store<u8>(ca + x, <u8>((alpha + 2) >> 2))
  }
}
