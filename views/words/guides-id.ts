import { cashier } from './guide-cashier-id.ts'
import { owner } from './guide-owner-id.ts'
import { technician } from './guide-technician-id.ts'

/** How Laci is used, for the three who stand before it; `docs/guides` is written from these tables. */
export const guides = {
  title: 'Panduan',
  text: 'Bisa dibaca di sini atau dicetak, juga tanpa masuk dulu.',
  one_sheet: 'Muat di selembar A4, untuk digantung.',
  sheets: 'Beberapa lembar A4.',
  print: 'Cetak',
  cashier,
  owner,
  technician
}
