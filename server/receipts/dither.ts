import { Bitmap } from '../../views/receipts/dots/bitmap.ts'

/** A picture in grey, a byte a dot, 0 black to 255 white, rows from the top. */
export interface Grey {
  width: number
  height: number
  bytes: Uint8Array
}

/**
 * A photograph as dots of ink: what each dot is off from its grey goes on to those not yet drawn beside and below it, by
 * the weights of Floyd and Steinberg (1976), so that a patch is as dark as it was. Rows run in turns from the left and
 * from the right, or slanting lines would show. The same picture always gives the same dots.
 */
export function ditherPhoto({ width, height, bytes }: Grey): Bitmap {
  const dots = new Bitmap(width, height)
  // With one dot more at either end, so that nothing is asked about the edges.
  let here = new Float32Array(width + 2)
  let below = new Float32Array(width + 2)
  for (let y = 0; y < height; y++) {
    const step = y % 2 === 0 ? 1 : -1
    for (let i = 0, x = step === 1 ? 0 : width - 1; i < width; i++, x += step) {
      const wanted = bytes[y * width + x]! + here[x + 1]!
      const inked = wanted < 128
      if (inked) dots.ink(x, y)
      const off = wanted - (inked ? 0 : 255)
      here[x + 1 + step]! += (off * 7) / 16
      below[x + 1 - step]! += (off * 3) / 16
      below[x + 1]! += (off * 5) / 16
      below[x + 1 + step]! += off / 16
    }
    here = below
    below = new Float32Array(width + 2)
  }
  return dots
}

/** A drawing as dots of ink: black where it is darker than the grey that parts it best, white elsewhere. */
export function drawLines(grey: Grey): Bitmap {
  const { level } = parting(grey)
  const dots = new Bitmap(grey.width, grey.height)
  for (let y = 0; y < grey.height; y++) {
    for (let x = 0; x < grey.width; x++) if (grey.bytes[y * grey.width + x]! <= level) dots.ink(x, y)
  }
  return dots
}

/** How much of a picture's contrast two greys alone must make for it to be a drawing; a photograph has some 0.7. */
const DRAWN_FROM = 0.88

/** What kind of picture it is, going by whether two greys would do for it. */
export function styleOf(grey: Grey): 'photo' | 'drawing' {
  return parting(grey).share >= DRAWN_FROM ? 'drawing' : 'photo'
}

/**
 * The grey that parts dark from light best, by Otsu's method (1979): a yellow drawing is found on white as a black one
 * is.
 *
 * @returns the lightest grey that is still dark, and which part of the contrast lies between the two halves, 0 to 1
 */
function parting({ bytes }: Grey): { level: number; share: number } {
  const counts = new Float64Array(256)
  for (const grey of bytes) counts[grey]!++
  let all = 0
  let squares = 0
  for (const [grey, count] of counts.entries()) {
    all += grey * count
    squares += grey * grey * count
  }
  const whole = squares - (all * all) / bytes.length
  let best = { level: 127, between: 0 }
  let dark = 0
  let darkness = 0
  for (let level = 0; level < 255; level++) {
    dark += counts[level]!
    darkness += level * counts[level]!
    const light = bytes.length - dark
    if (dark === 0 || light === 0) continue
    const apart = darkness / dark - (all - darkness) / light
    const between = ((dark * light) / bytes.length) * apart * apart
    if (between > best.between) best = { level, between }
  }
  return { level: best.level, share: whole === 0 ? 1 : best.between / whole }
}
