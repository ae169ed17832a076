import type { basket as pattern } from './basket-id.ts'

export const basket: typeof pattern = {
  line: {
    tabs: { quantity: 'Quantity', discount: 'Discount', price: 'Price' },
    sold_by: 'Sell by',
    fixed: 'A label or an order priced this line. Its quantity stays as it is.',
    why: 'Why this price?',
    add: 'Add to the basket'
  },
  off: {
    basket_title: 'Basket discount',
    button: 'Discount',
    how_much: 'How much off?',
    percent: 'Percent off',
    amount: 'Rupiah off',
    quick: 'Common percentages',
    now: (off) => `Now: ${off}`,
    none: 'No discount yet.',
    remove: 'Remove the discount'
  },
  price: {
    list: (price, unit) => `List price ${price} / ${unit}`,
    own: 'New price',
    set: 'Use this price',
    remove: 'Back to the list price'
  },
  slip: {
    subtotal: 'Subtotal',
    basket_discount: 'Basket discount',
    line_discount: 'Discount',
    tier: 'Wholesale price',
    service: 'Service charge',
    own_price: 'price changed',
    empty: 'Clear',
    held_money: 'Already received'
  },
  buyer: {
    button: 'Customer',
    title: 'Who is buying?',
    search: 'Phone number or name',
    choose: 'Choose',
    found: 'Matching customers',
    none: 'Nobody matches.',
    points: (points) => `${points} points`,
    debt: (debt, limit) => `owes ${debt} of ${limit}`,
    debt_only: (debt) => `owes ${debt}`,
    remove: (name) => `Without ${name}`,
    add_title: 'New customer',
    name: 'Name',
    phone: 'Phone number',
    consent: 'The customer agrees that the shop keeps these details',
    add: 'Add and choose'
  },
  held: {
    button: 'Hold',
    title: 'Held baskets',
    hold_title: 'Hold this basket',
    name: 'A name to find it by',
    hold: 'Hold',
    list: 'Waiting',
    list_none: 'No basket is on hold.',
    swapped: 'Taking another basket puts this one on hold.',
    take: 'Take',
    discarded: 'Cleared today',
    now: 'just now',
    minutes: (minutes) => `${minutes} min`,
    hours: (hours) => `${hours} h`,
    days: (days) => `${days} d`,
    discard_title: 'Clear the basket?',
    discard_text: (lines, total) => `${lines} lines, ${total}. It can be taken back today under “Hold”.`,
    discard: 'Yes, clear it'
  },
  keys: {
    discount: 'Basket discount, or a discount on the open line',
    customer: 'Customer',
    hold: 'Hold the basket, or take one that is held',
    line: 'Change the last line; once more: its price',
    times: 'Three of it: type 3* and scan',
    remove: 'Remove the line that is open',
    enter: 'Press the main button'
  },
  sound: {
    title: 'Sound on this device',
    refused: 'Sound when a scan is refused',
    taken: 'A quiet tick for every scan'
  }
}
