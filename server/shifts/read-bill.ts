import { Refusal } from '../refusal.ts'

/** A file may be so large, and hold so many dots: what a telephone's camera makes. */
const MOST_BYTES = 12_000_000
const MOST_DOTS = 60_000_000

/** No picture takes that long; one that does was made to. */
const PATIENCE_SECONDS = 10

/** What is kept of a bill: enough to read its small print, and so little that a year of them fits a backup. */
const KEPT_BYTES = 200_000
const TRIES = [
  { side: 1600, quality: 72 },
  { side: 1400, quality: 60 },
  { side: 1200, quality: 50 },
  { side: 900, quality: 45 },
  { side: 700, quality: 40 }
]

/**
 * Reads the picture of a bill and writes it anew, upright and small, on a thread beside the main one. Only what makes
 * the picture is kept: not where or when it was taken, by which telephone, nor whatever else a file may hide.
 *
 * @returns a JPEG of 200 kB at most
 * @throws {Refusal} bill/too-large, bill/not-a-picture, bill/broken
 */
export async function readBill(bytes: Buffer): Promise<Buffer> {
  if (bytes.length > MOST_BYTES) throw new Refusal('bill/too-large')
  if (!isPicture(bytes)) throw new Refusal('bill/not-a-picture')
  const { default: sharp } = await import('sharp')
  sharp.concurrency(1)
  sharp.cache(false)
  try {
    // Read once, at the largest size there is a try for; the tries start from that.
    const { data, info } = await sharp(bytes, { failOn: 'error', limitInputPixels: MOST_DOTS })
      .autoOrient()
      .flatten({ background: '#ffffff' })
      .resize({ width: TRIES[0]!.side, height: TRIES[0]!.side, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .timeout({ seconds: PATIENCE_SECONDS })
      .raw()
      .toBuffer({ resolveWithObject: true })
    const { width, height, channels } = info
    let jpeg: Buffer = Buffer.alloc(0)
    for (const { side, quality } of TRIES) {
      jpeg = await sharp(data, { raw: { width, height, channels } })
        .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
        .jpeg({ quality, mozjpeg: true })
        .timeout({ seconds: PATIENCE_SECONDS })
        .toBuffer()
      if (jpeg.length <= KEPT_BYTES) return jpeg
    }
    throw new Refusal('bill/too-large')
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal(/pixel limit|timeout/.test(String(error)) ? 'bill/too-large' : 'bill/broken')
  }
}

/** JPEG, PNG and WebP by their first bytes: what cameras and browsers make. What the file's name says is no matter. */
function isPicture(bytes: Buffer): boolean {
  const begins = (text: string, at = 0) => bytes.toString('latin1', at, at + text.length) === text
  return begins('\xff\xd8\xff') || begins('\x89PNG\r\n\x1a\n') || (begins('RIFF') && begins('WEBP', 8))
}
