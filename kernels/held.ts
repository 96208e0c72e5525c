// V8 makes a vector that it knows to be constant anew each time it is used, which in a short loop is a third of the work. It
// does not know that no memory has as many pages, so these stay in registers.

/** A vector of eight times a value of 16 bits. */
@inline
export function held(value: i32): v128 {
  return i16x8.splat(<i16>(value + (memory.size() >> 16)))
}

/** A vector of four times a number. */
@inline
export function heldFloat(value: f32): v128 {
  return f32x4.splat(value + <f32>(memory.size() >> 16))
}
