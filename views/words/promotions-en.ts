import type { promotions as pattern } from './promotions-id.ts'

export const promotions: typeof pattern = {
  title: 'Promotions',
  text: 'Promotions apply themselves at the till. What was sold keeps the name and the amount it was sold with.',
  add: 'New promotion',
  empty_title: 'No promotions yet',
  empty_text:
    'Buy 2 get 1, bundle prices, happy hours, member prices: set up once, and no cashier has to do sums.',
  states: { running: 'running', coming: 'to come', stopped: 'stopped', ended: 'ended' },
  stop: 'Stop',
  resume: 'Resume',

  kinds: {
    'price-off': 'Money off',
    'quantity-break': 'Cheaper by the dozen',
    'buy-get': 'Buy some, get more',
    bundle: 'Bundle price',
    'basket-off': 'Money off the basket'
  },
  kind_texts: {
    'price-off': 'A happy hour, a member’s price, a sale in one category.',
    'quantity-break': 'From 12 on, all of them are cheaper.',
    'buy-get': 'Buy 2 get 1 free, or the second for half.',
    bundle: 'Bread and milk together for Rp\u00a010.000.',
    'basket-off': '5% off from Rp\u00a0200.000 on.'
  },
  choose_kind: 'Which kind?',

  mode: {
    title: 'Where several promotions meet on the same goods',
    best: 'What is cheapest for the customer',
    best_text: 'The till chooses. No customer ever loses out.',
    priority: 'The shop’s own order',
    priority_text:
      'The promotion with the higher rank goes first, even if it takes less off. Wholesale prices stand at 0.'
  },

  form: {
    new_title: 'New promotion',
    name: 'Name of the promotion',
    name_hint: 'Printed on the slip.',
    parts: {
      target: 'Goods',
      buy: 'Buy',
      get: 'Get',
      part0: 'First item',
      part1: 'Second item',
      part2: 'Third item',
      part3: 'Fourth item'
    },
    of: 'What it is about',
    ofs: { items: 'certain items', category: 'a category', everything: 'everything' },
    search: 'Find items',
    search_hint: 'Type part of the name, then tick. Mind the unit.',
    nothing_picked: 'No items yet.',
    category: 'Category',
    choose: 'choose…',
    count: 'How many',
    same: 'What they get',
    same_yes: 'The same goods',
    same_yes_text: 'The cheapest of what they buy.',
    same_no: 'Other goods',
    same_no_text: 'Choose them below.',
    off: 'Reduction',
    off_kinds: {
      percent: 'per cent',
      'amount-each': 'rupiah off each',
      'price-each': 'to a price for each',
      amount: 'rupiah'
    },
    off_value: 'How much',
    discount: 'Reduction on what they get (%)',
    discount_hint: '100 is free.',
    from: 'From this many',
    from_hint: 'In the unit you chose.',
    more_parts: 'There are more than two things in it',
    price: 'Price of the bundle',
    from_amount: 'From a basket of',
    when: 'When, and for whom',
    starts_on: 'From',
    ends_on: 'Until',
    ends_hint: 'Leave it empty for no end.',
    weekdays: 'Days',
    weekdays_hint: 'None ticked means every day.',
    days: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
    from_time: 'From (hour)',
    until_time: 'Until (hour)',
    hours_hint: 'Leave them empty for all day. It may run past midnight.',
    group: 'For',
    everybody: 'everybody',
    priority: 'Rank',
    priority_hint: 'Counts only where the shop goes by its own order. Higher goes first.',
    says: 'This promotion',
    preview: 'An example',
    preview_none: 'Fill in the form, and an example appears here.',
    pay: 'To pay',
    no_effect: 'At today’s prices this promotion takes nothing off. Check the reduction.'
  },

  says: {
    everything: { all: 'everything', any: 'of anything', same: 'of one item' },
    category: {
      all: (name) => `everything in ${name}`,
      any: (name) => `of anything in ${name}`,
      same: (name) => `of one item in ${name}`
    },
    gone: 'goods no longer sold',
    others: (count) => (count === 1 ? '1 other item' : `${count} other items`),
    percent: (goods, percent) => `${goods}: ${percent} off`,
    amount_each: (goods, amount) => `${goods}: ${amount} off each`,
    price_each: (goods, price) => `${goods}: ${price} each`,
    from: (goods, count) => `Buy ${count} or more ${goods}`,
    all_percent: (percent) => `${percent} off all of them`,
    all_amount_each: (amount) => `${amount} off each of them`,
    all_price_each: (price) => `${price} for each of them`,
    buy_get_same: (buy, goods, get, off) => `Buy ${buy} ${goods}, get ${get} more ${off}`,
    buy_get: (buy, goods, get, other, off) => `Buy ${buy} ${goods}, get ${get} ${other} ${off}`,
    free: 'free',
    with_off: (percent) => `at ${percent} off`,
    part: (count, goods) => `${count} ${goods}`,
    bundle: (parts, price) => `${parts} together for ${price}`,
    basket_percent: (amount, percent) => `Baskets from ${amount}: ${percent} off the whole`,
    basket_amount: (amount, off) => `Baskets from ${amount}: ${off} off`,
    on_days: (days) => `on ${days}`,
    hours: (from, until) => `from ${from} to ${until}`,
    for_group: (name) => `for ${name} customers`,
    from_day: (day) => `from ${day} on`,
    days: (from, until) => (from === until ? `on ${from} only` : `${from} to ${until}`)
  },

  faults: {
    name: 'Name the promotion, in 60 characters at most.',
    items: 'Choose the goods first.',
    category: 'Choose the category first.',
    count: 'The number must be whole, 1 to 1,000.',
    parts: 'A bundle holds two items at least.',
    percent: 'The reduction must be a percentage above 0 and at most 100.',
    off_value: 'The reduction must be whole rupiah above 0.',
    price: 'The price of the bundle must be whole rupiah.',
    from: 'From how many? Enter a number above zero.',
    from_amount: 'From how much? Enter whole rupiah.',
    starts_on: 'Say on which day it begins.',
    ends_on: 'The last day is wrong, or before the first.',
    hours: 'The hours are wrong. For example 15:00 to 17:00.',
    group: 'There is no such group of customers.',
    priority: 'The rank must be a whole number, no further than 1,000 from 0.'
  }
}
