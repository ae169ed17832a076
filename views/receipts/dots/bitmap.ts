/**
 * A picture of ink and paper, one bit a dot, rows from the top, each padded to whole bytes with the leftmost dot in the
 * highest bit: what a raster command of any printer takes as it is.
 */
export class Bitmap {
  readonly width: number
  readonly height: number
  /** Bytes of a row. */
  readonly stride: number
  readonly bytes: Uint8Array

  /** @param bytes as described above; blank paper when left out */
  constructor(width: number, height: number, bytes?: Uint8Array) {
    this.width = width
    this.height = height
    this.stride = (width + 7) >> 3
    this.bytes = bytes ?? new Uint8Array(this.stride * height)
    if (this.bytes.length !== this.stride * height) throw new RangeError('not so many dots')
  }

  /** Whether there is ink; outside there is none. */
  at(x: number, y: number): boolean {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) return false
    return (this.bytes[y * this.stride + (x >> 3)]! & (0x80 >> (x & 7))) !== 0
  }

  /** Puts ink on a dot; outside nothing happens. */
  ink(x: number, y: number): void {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) return
    this.bytes[y * this.stride + (x >> 3)]! |= 0x80 >> (x & 7)
  }

  /** Fills a box with ink. */
  box(x: number, y: number, width: number, height: number): void {
    for (let row = y; row < y + height; row++) for (let dot = x; dot < x + width; dot++) this.ink(dot, row)
  }

  /** Adds the ink of another picture, each of its dots `times` as large. */
  stamp(other: Bitmap, x: number, y: number, times = 1): void {
    for (let row = 0; row < other.height; row++) {
      for (let dot = 0; dot < other.width; dot++) {
        if (other.at(dot, row)) this.box(x + dot * times, y + row * times, times, times)
      }
    }
  }

  /** The rows from one to before another, as a picture of their own. */
  slice(from: number, to: number): Bitmap {
    return new Bitmap(this.width, to - from, this.bytes.subarray(from * this.stride, to * this.stride))
  }
}
