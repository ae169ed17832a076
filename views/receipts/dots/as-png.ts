import sharp from 'sharp'
import type { Bitmap } from './bitmap.ts'

/** A picture as a PNG of one bit a dot, ink black on white. */
export function asPng(bitmap: Bitmap): Promise<Buffer> {
  const { width, height } = bitmap
  const grey = Buffer.alloc(width * height, 0xff)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) if (bitmap.at(x, y)) grey[y * width + x] = 0
  }
  return sharp(grey, { raw: { width, height, channels: 1 } })
    .toColourspace('b-w')
    .png({ palette: true, colours: 2, compressionLevel: 9 })
    .toBuffer()
}
