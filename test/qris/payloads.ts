/** Codes with invented ids, after the form of real ones; the checksums were computed elsewhere. */
export const STATIC =
  '00020101021126620016ID.CO.CONTOH.WWW011893600009000000000102090000000010303UMI51440014ID.CO.QRIS.WWW0215ID10000000000010303UMI5204541153033605802ID5911TOKO CONTOH6007BANDUNG6105401116304BF9F'

/** The same shop asking for Rp 50.000, slip A1-000123, till K02. */
export const DYNAMIC =
  '00020101021226620016ID.CO.CONTOH.WWW011893600009000000000102090000000010303UMI51440014ID.CO.QRIS.WWW0215ID10000000000010303UMI5204541153033605405500005802ID5911TOKO CONTOH6007BANDUNG61054011162200109A1-0001230703K026304772B'

/** A code of other fields than {@link STATIC}: `{ '59': 'WARUNG' }` changes one, undefined leaves one out. */
export function variant(changes: Record<string, string | undefined>): string {
  const fields = new Map(FIELDS)
  for (const [tag, value] of Object.entries(changes)) {
    if (value === undefined) fields.delete(tag)
    else fields.set(tag, value)
  }
  const inOrder = [...fields].sort(([a], [b]) => (a < b ? -1 : 1))
  return sealed(inOrder.map(([tag, value]) => field(tag, value)).join(''))
}

export function field(tag: string, value: string): string {
  return `${tag}${String(value.length).padStart(2, '0')}${value}`
}

/** Fields and the checksum over them. */
export function sealed(fields: string): string {
  return `${fields}6304${crcByTable(`${fields}6304`)}`
}

/** The national account of a merchant, as tag 51 holds it. */
export function national(nmid: string, of = 'ID.CO.QRIS.WWW'): string {
  return field('00', of) + field('02', nmid) + field('03', 'UMI')
}

const FIELDS: [string, string][] = [
  ['00', '01'],
  ['01', '11'],
  [
    '26',
    field('00', 'ID.CO.CONTOH.WWW') +
      field('01', '936000090000000001') +
      field('02', '000000001') +
      field('03', 'UMI')
  ],
  ['51', national('ID1000000000001')],
  ['52', '5411'],
  ['53', '360'],
  ['58', 'ID'],
  ['59', 'TOKO CONTOH'],
  ['60', 'BANDUNG'],
  ['61', '40111']
]

// Another way to the same checksum than the one under test: a byte at a time, from a table made by dividing
// polynomials as numbers.
const TABLE = Array.from({ length: 256 }, (_, byte) => {
  let rest = byte * 0x10000
  for (let bit = 23; bit >= 16; bit--)
    if (Math.floor(rest / 2 ** bit) % 2 === 1) rest ^= 0x11021 << (bit - 16)
  return rest
})

export function crcByTable(text: string): string {
  const crc = Buffer.from(text, 'latin1').reduce(
    (rest, byte) => ((rest << 8) & 0xff00) ^ TABLE[(rest >> 8) ^ byte]!,
    0xffff
  )
  return crc.toString(16).toUpperCase().padStart(4, '0')
}
