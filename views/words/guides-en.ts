import { cashier } from './guide-cashier-en.ts'
import { owner } from './guide-owner-en.ts'
import { technician } from './guide-technician-en.ts'

/** How Laci is used, for the three who stand before it; `docs/guides` is written from these tables. */
export const guides = {
  title: 'Guides',
  text: 'To be read here or printed, without signing in, too.',
  one_sheet: 'Fits one sheet of A4, to be hung up.',
  sheets: 'A few sheets of A4.',
  print: 'Print',
  cashier,
  owner,
  technician
}
