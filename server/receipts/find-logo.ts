import { Bitmap } from '../../views/receipts/dots/bitmap.ts'
import { kept } from '../db/kept.ts'
import { question, type Reader } from '../db/prepare.ts'
import type { Columns } from '../printing/tables.ts'
import type { LogoLook } from '../settings/read-settings.ts'

const all = question()((db) =>
  db.selectFrom('logos').select(['logo_id', 'columns', 'style', 'size', 'width', 'height', 'dots'])
)

/** All logos there are, by what they are asked for: a dozen or two, and printing asks with every slip. */
const readLogos = kept('logos', (reader) => {
  const logos = all.list(reader, {})
  return new Map(logos.map((row) => [keyOf(row, row.columns), new Bitmap(row.width, row.height, row.dots)]))
})

/** A logo as it is printed on paper of so many columns; undefined when there is none. */
export function findLogo(reader: Reader, look: LogoLook | null, columns: Columns): Bitmap | undefined {
  return look ? readLogos(reader).get(keyOf(look, columns)) : undefined
}

function keyOf({ logo_id, style, size }: LogoLook, columns: Columns): string {
  return `${logo_id} ${columns} ${style} ${size}`
}
