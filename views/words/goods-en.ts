import type { goods as pattern } from './goods-id.ts'

export const goods: typeof pattern = {
  units: {
    title: 'Other units',
    text: 'For goods that are also sold by the pack, strip or carton. Each unit has a price and barcodes of its own.',
    name: 'Name of the unit',
    name_example: 'carton',
    holds: (unit) => `Holds (${unit})`,
    holds_text: (name, count, unit) => `1 ${name} = ${count} ${unit}`,
    price: 'Price of the unit',
    barcode: 'Barcodes of this unit',
    barcode_hint: 'The one printed on the carton, not on what is in it. One per line.',
    per_piece: (price, unit) => `${price} per ${unit}`,
    add: 'Add unit',
    retire: 'Stop selling',
    content_text:
      'When the content changes, the old unit retires and a new one takes its place and its barcodes, so that past sales and stock stay true. The old unit’s wholesale prices do not move along; enter them again.',
    faults: {
      name: 'Name the unit, in 20 characters at most.',
      holds: 'What the unit holds must be a number above zero.',
      price: 'The price of the unit must be whole rupiah.'
    }
  },

  tiers: {
    title: 'Wholesale prices',
    text: 'Cheaper from a quantity on, for everybody or for one group of customers. It holds for the whole quantity of the line.',
    unit: 'Unit',
    from: 'From',
    group: 'For',
    everybody: 'everybody',
    price: 'Price of the unit',
    add: 'Add row',
    remove: 'Remove row',
    warnings: {
      'above-list': 'dearer than the ordinary price',
      'below-cost': 'below cost'
    },
    faults: {
      unit: 'this unit is no longer sold',
      from: 'the quantity must be a number above zero',
      group: 'there is no such group of customers',
      price: 'the price must be whole rupiah'
    }
  },

  tax: {
    title: 'Tax and scale',
    class: 'Tax on this item',
    classes: {
      standard: 'Bears PPN',
      luxury: 'Luxury goods',
      exempt: 'Exempt from PPN',
      untaxed: 'Outside PPN',
      served: 'Served here'
    },
    examples: {
      standard: 'Most goods: instant noodles, soap, cigarettes, bottled drinks.',
      luxury: 'What bears luxury tax (PPnBM) as well; full PPN, without the 11/12.',
      exempt:
        'Staples by PP 49/2022: rice, paddy, maize, sago, soybeans, salt, meat, eggs, milk, fruit and fresh vegetables.',
      untaxed: 'What PPN does not apply to, such as phone credit sold for others or parking.',
      served: 'Food and drink served here: bears the region’s tax (PBJT) and the service charge, not PPN.'
    },
    whole_category: (name) => `Do the same for everything in ${name}`,
    plu: 'Scale number (PLU)',
    plu_hint: 'This item’s number on the label scale. Leave it empty if it is not weighed.',
    shelf: 'What the shelf tag says',
    shelf_included: (label) => `The price includes ${label}.`,
    shelf_added: (label) => `The price does not include ${label}.`,
    shelf_none: 'No tax is added.'
  },

  scale: {
    title: 'Scale labels',
    text: 'Label scales print a barcode that holds the item’s number (PLU) and its weight or price. Set it up as your scale does.',
    none: 'Not set up yet',
    count: (count) => (count === 1 ? '1 kind of label' : `${count} kinds of label`),
    prefix: 'Prefix',
    plu_digits: 'PLU digits',
    value_digits: 'Value digits',
    holds: 'Holds',
    holdings: { weight: 'weight', price: 'price', count: 'count' },
    factor: 'Times',
    rules:
      'Prefix, PLU and value are 12 digits together; the 13th checks them. Weight counts in grams (times 1), prices in rupiah. If your scale prints tens of rupiah, choose 10.',
    rows: 'Kinds of label',
    add: 'Add a kind',
    remove: 'Remove',
    offers: 'In common use',
    offer: (prefix, plu, value, holds) => `${prefix} + PLU ${plu} + ${holds} ${value}`,
    take: 'Use',
    taken: 'In use',
    cap: (amount) => `up to ${amount}`,
    tester: 'Try your labels',
    tester_text:
      'Scan one of your scale’s labels. What you have not saved yet is tried too; nothing is sold.',
    tester_empty: 'As soon as a label is scanned, it is read here.',
    reads: (plu, value) => `PLU ${plu}, ${value}`,
    is_item: (name) => `The item: ${name}`,
    no_item: 'No item has this PLU yet.',
    not_label: 'This fits none of the kinds of label.',
    is_barcode: (name) => `This is an ordinary barcode of ${name}; an item’s own barcode comes first.`,
    check_digit: 'The check digit does not fit: this label was misread.',
    faults: {
      prefix: 'the prefix is 02, or two to four digits beginning with 2',
      digits: 'prefix, PLU and value must be 12 digits together',
      plu_digits: 'the PLU has 3 to 6 digits',
      value_digits: 'the value has 4 to 7 digits',
      twice: 'another row has this prefix already'
    }
  }
}
