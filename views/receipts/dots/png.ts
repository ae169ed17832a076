import { crc32, deflateSync } from 'node:zlib'
import type { Bitmap } from './bitmap.ts'

/**
 * A picture of dots as a PNG with one bit a dot.
 *
 * @param look.ink as `#rrggbb`
 * @param look.is_clear whether one sees through where there is no ink; else that is white
 */
export function asPng(bitmap: Bitmap, { ink = '#000000', is_clear = false } = {}): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(bitmap.width, 0)
  head.writeUInt32BE(bitmap.height, 4)
  head.set([1, 3, 0, 0, 0], 8) // a bit a dot, by palette; the rest is as it always is

  // Each row begins with the number of its filter: none.
  const rows = Buffer.alloc(bitmap.height * (bitmap.stride + 1))
  for (let y = 0; y < bitmap.height; y++) {
    const row = bitmap.bytes.subarray(y * bitmap.stride, (y + 1) * bitmap.stride)
    rows.set(row, y * (bitmap.stride + 1) + 1)
  }
  const palette = Buffer.from(`ffffff${ink.slice(1)}`, 'hex')
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('PLTE', palette),
    ...(is_clear ? [chunk('tRNS', Buffer.from([0, 255]))] : []),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0))
  ])
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name), data])
  const whole = Buffer.alloc(named.length + 8)
  whole.writeUInt32BE(data.length, 0)
  whole.set(named, 4)
  whole.writeUInt32BE(crc32(named), named.length + 4)
  return whole
}
