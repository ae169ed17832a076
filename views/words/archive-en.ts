import type { archive as indonesian } from './archive-id.ts'

export const archive: typeof indonesian = {
  title: (shop, year) => `Archive of ${shop}, ${year}`,
  intro: "These are the shop's complete records of one year. The files open on any computer, without Laci.",
  plain:
    "This archive is NOT locked: whoever holds it can read every sale and every customer's name. Keep it under lock and key. It holds no passwords and no PINs.",
  made: (moment, version) => `Made ${moment} by Laci ${version}.`,
  proven: (moment) =>
    `All of it was restored from the backup and proven to match: every page, every line of the ledger. The shop as of ${moment}.`,
  months: 'Sales by month',
  month: 'Month',
  sales: 'Sales',
  total: 'Total',
  tax: 'Tax',
  refunds: 'Refunds',
  year_total: 'Year',
  files: 'What is in it',
  file: 'File',
  rows: 'Rows',
  of_year: 'of this year',
  of_all: 'all',
  database: 'the whole shop as one SQLite database, for any program that reads them',
  check: 'Checking that it is genuine',
  check_text:
    'If these three commands do not complain, not a letter was changed since it was made. Compare the fingerprint of the key with the one printed on the recovery sheet.',
  key: "The shop's key",
  key_mark: (mark) => `Fingerprint: ${mark}`
}
