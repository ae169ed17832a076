import type { Sharp, SharpOptions } from 'sharp'
import { Refusal } from '../refusal.ts'
import type { Grey } from './dither.ts'

/** A file may be so large, and hold so many dots: what a telephone's camera makes. */
const MOST_BYTES = 5_000_000
const MOST_DOTS = 40_000_000

/** No picture takes that long; one that does was made to. */
const PATIENCE_SECONDS = 10

/** More than twice as wide as the widest paper is of no use. */
const WIDEST = 1200

/** What is this light is paper, not picture: a scanner's white is never quite white. */
const PAPER_FROM = 240

/** Broken pictures are refused, not half shown. */
const CAREFUL = { failOn: 'error', limitInputPixels: MOST_DOTS } satisfies SharpOptions

/**
 * Reads a picture as it lies in its file: upright, on white paper, without the empty border, in grey. PNG, JPEG, WebP
 * and GIF only, by their first bytes: an SVG may lead to other files, and the rest is rarely what a shop has.
 *
 * @throws {Refusal} logo/too-large, logo/not-a-picture, logo/drawn, logo/broken, logo/blank
 */
export async function readPicture(bytes: Buffer): Promise<Grey> {
  if (bytes.length > MOST_BYTES) throw new Refusal('logo/too-large')
  if (!isPicture(bytes)) throw new Refusal(isDrawing(bytes) ? 'logo/drawn' : 'logo/not-a-picture')
  const sharp = await openSharp()
  const picture = sharp(bytes, CAREFUL)
    .autoOrient()
    .flatten({ background: '#ffffff' })
    .resize({ width: WIDEST, height: WIDEST, fit: 'inside', withoutEnlargement: true })
  return withoutBorder(await inGrey(picture))
}

/** A picture in another size. */
export async function resize(grey: Grey, width: number, height: number): Promise<Grey> {
  const sharp = await openSharp()
  const raw = { width: grey.width, height: grey.height, channels: 1 } as const
  return inGrey(sharp(grey.bytes, { raw }).resize(width, height, { fit: 'fill' }))
}

/** Its library is loaded when somebody brings a logo, and takes one core: a queue may stand before the others. */
async function openSharp() {
  const { default: sharp } = await import('sharp')
  sharp.concurrency(1)
  sharp.cache(false)
  return sharp
}

async function inGrey(picture: Sharp): Promise<Grey> {
  try {
    const { data, info } = await picture
      .toColourspace('b-w')
      .timeout({ seconds: PATIENCE_SECONDS })
      .raw()
      .toBuffer({ resolveWithObject: true })
    return { width: info.width, height: info.height, bytes: data }
  } catch (error) {
    throw new Refusal(/pixel limit|timeout/.test(String(error)) ? 'logo/too-large' : 'logo/broken')
  }
}

/** @throws {Refusal} logo/blank when there is nothing but paper */
function withoutBorder({ width, height, bytes }: Grey): Grey {
  let [left, right, top, bottom] = [width, -1, height, -1]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (bytes[y * width + x]! >= PAPER_FROM) continue
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = y
    }
  }
  if (right < 0) throw new Refusal('logo/blank')
  const within = { width: right - left + 1, height: bottom - top + 1 }
  const cut = new Uint8Array(within.width * within.height)
  for (let y = 0; y < within.height; y++) {
    const from = (top + y) * width + left
    cut.set(bytes.subarray(from, from + within.width), y * within.width)
  }
  return { ...within, bytes: cut }
}

function isPicture(bytes: Buffer): boolean {
  const begins = (text: string, at = 0) => bytes.toString('latin1', at, at + text.length) === text
  return (
    begins('\x89PNG\r\n\x1a\n') ||
    begins('\xff\xd8\xff') ||
    begins('GIF8') ||
    (begins('RIFF') && begins('WEBP', 8))
  )
}

/** An SVG is text; so it is told by what it says near its beginning. */
function isDrawing(bytes: Buffer): boolean {
  return /<svg[\s>]/i.test(bytes.toString('latin1', 0, 4096))
}
