import type { tax as pattern } from './tax-id.ts'

export const tax: typeof pattern = {
  title: 'Taxes',
  text: 'The taxes that the shop collects, and from which day each rate holds.',
  none: 'The shop collects no tax.',
  shop: (taxes) => `The shop collects ${taxes}.`,
  collects: { ppn: 'PPN', pbjt: 'PBJT', service: (percent) => `a ${percent} service charge` },

  ppn: {
    title: 'PPN (VAT)',
    not_registered: 'Not VAT registered',
    not_registered_text: 'The shop collects no PPN and must not show any on its slips.',
    registered: 'VAT registered (PKP)',
    registered_text: 'The slip shows the PPN and the base it is taken of (DPP).',
    status: 'Tax status',
    prices: 'Prices',
    included: 'Include PPN',
    included_text: 'Customers pay what the shelf says.',
    added: 'Do not include PPN',
    added_text: 'PPN is added when paying. The shelf tags must say so.'
  },

  pbjt: {
    title: 'Food and drink served here (PBJT)',
    text: 'The region’s tax on food and drink that is served, formerly PB1. Only for items whose tax is “Served here”.',
    status: 'Collect PBJT?',
    no: 'No',
    no_text: 'An ordinary shop, or one that turns over less than the region’s limit.',
    yes: 'Yes',
    yes_text: 'A food stall, café or restaurant registered with the region.',
    prices: 'Menu prices',
    included: 'Include PBJT',
    included_text: 'Customers pay what the menu says.',
    added: 'Do not include PBJT',
    added_text: 'PBJT is added when paying.'
  },

  service: {
    title: 'Service charge',
    text: 'It is the shop’s own, not a tax; but PBJT is taken of the amount with the service charge in it.',
    percent: 'Service charge (%)',
    percent_hint: 'Leave it empty for none.',
    of: 'Taken of',
    net: 'The price after discounts',
    net_text: 'Customers with a discount pay less for service.',
    gross: 'The price before discounts',
    gross_text: 'Service costs the same, whatever the discount.'
  },

  example: {
    title: 'A worked example',
    text: 'A meal of Rp\u00a0100.000 with 20% off. Jakarta’s tax office calls both ways lawful.',
    net: 'Service after the discount',
    gross: 'Service before the discount',
    chosen: 'chosen',
    price: 'Menu price',
    discount: '20% off',
    service: 'Service charge',
    total: 'To pay',
    included: (label) => `${label} in it`,
    faulty: 'The service charge must be 0 to 25 per cent.'
  },

  rules: {
    title: 'Rules by date',
    text: 'A slip follows the rule of the day it was sold on; reprints and refunds follow that of the first slip. That is why rules of the past cannot be changed.',
    tax: 'Tax',
    taxes: { ppn: 'PPN', 'ppn-luxury': 'PPN on luxury goods', pbjt: 'PBJT' },
    from: 'From',
    rate: 'Rate',
    base: 'Base',
    whole: 'the whole price',
    effective: (percent) => `${percent} in effect`,
    holds: 'in force',
    later: 'to come',
    past: 'past',
    remove: 'Remove',
    state: 'State',
    add: 'Add a rule',
    add_text: 'For your region’s PBJT rate (10% at most), or when the law changes PPN.',
    rate_percent: 'Rate (%)',
    base_fraction: 'Part of the price it is taken of',
    base_hint: 'PPN today: 11 over 12. PBJT: always 1 over 1.',
    base_above: 'Numerator',
    base_below: 'Denominator',
    valid_from: 'In force from'
  },

  faults: {
    service: 'The service charge must be 0 to 25 per cent.',
    rate: 'The rate must be a percentage above 0 and at most 50.',
    pbjt_rate: 'PBJT is 10% at most (UU 1/2022).',
    base: 'The base must be a fraction above 0 and at most 1 over 1.',
    valid_from: 'Say from which day it is in force.'
  }
}
