import type { labels as original } from './labels-id.ts'

export const labels: typeof original = {
  title: 'Price labels',
  to_labels: 'Print labels',
  text: 'Shelf labels and barcode stickers with the prices of now.',
  search: 'Scan or find goods',
  search_hint: 'Barcode, code or name. 5*… for five labels',
  many_at_once: 'Many at once',
  choose_category: 'Choose a category',
  changed_since: 'Changed since',
  outdated: (count) =>
    count === 1
      ? 'One item has another price than on its last label.'
      : `${count} items have other prices than on their last labels.`,
  outdated_action: 'Choose them all',
  missed: {
    text: 'Nothing was found. Try a part of the name, or scan the barcode.',
    many: 'There are no such goods.'
  },
  chosen: 'To be printed',
  empty_title: 'Nothing chosen yet',
  empty_text: 'Scan or find goods above. You see each label just as it will be printed.',
  layout: 'Kind',
  layouts: { shelf: 'Shelf label', sticker: 'Sticker' },
  layout_texts: {
    shelf: 'A large price, its unit, and what it says of tax, for customers.',
    sticker: 'A large barcode to stick on goods.'
  },
  printer: 'Printer',
  no_printer: 'Set up a printer first. A receipt printer can print labels too.',
  receipt_paper: (millimetres) => `receipt paper ${millimetres} mm`,
  size: (width, height) => `${width} × ${height} mm`,
  picture: (name) => `Label of ${name}`,
  unit_of: (name) => `Unit of ${name}`,
  copies_of: (name) => `Number of labels of ${name}`,
  more: (name) => `One more label of ${name}`,
  fewer: (name) => `One label of ${name} less`,
  drop: (name) => `Leave out ${name}`,
  too_many: (labels, most) => `${labels} labels are too many for one run on this printer. At most ${most}.`,
  sure: (labels) => `Yes, print ${labels} labels`,
  print: (labels) => (labels === 1 ? 'Print 1 label' : `Print ${labels} labels`),
  earlier: 'Printed before',
  earlier_none: 'Labels that were printed are listed here, so that they can be printed again.',
  run: (labels, layout) => `${labels} × ${layout}`,
  and_more: (count) => `and ${count} more`,
  again: 'Print again',
  again_text: 'Printed again, labels have the prices of that moment.',
  others: 'Other labels',
  unit: 'Unit',
  copies: 'Labels',
  on_label: {
    included: (tax) => `Price includes ${tax}`,
    added: (tax) => `Price excludes ${tax}`,
    added_both: (tax) => `Price excludes ${tax} and service`,
    no_tax: 'No tax is added',
    service_added: 'service excluded'
  }
}
