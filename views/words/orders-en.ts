import type { orders as id } from './orders-id.ts'

export const orders: typeof id = {
  title: 'Orders',
  kinds: { quotation: 'Quotation', order: 'Order' },
  shelves: { open: 'Open', due: 'Due', ended: 'Ended' },
  search: 'Order number, name or phone',
  empty_title: 'No orders here',
  empty_text: 'Fill a basket at a till, then choose “Make it an order”.',
  number: 'Number',
  customer: 'Customer',
  day: 'Date',
  total: 'Total',
  deposit: 'Deposit',
  rest: 'Still to pay',
  nobody: 'No name',
  due: (day) => `Due ${day}`,
  due_today: 'Due today',
  valid: (day) => `Valid until ${day}`,
  over: (day) => `Ran out on ${day}`,
  sold: (number) => `Became sale ${number}`,
  called_off: 'Called off',
  made: (name, when) => `Made by ${name}, ${when}`,
  back: 'All orders',

  make: {
    button: 'Make it an order',
    title: 'Keep as',
    kind_texts: {
      quotation: 'Prices are promised, nothing is ordered yet.',
      order: 'Goods are ordered, with a deposit if you like.'
    },
    valid_until: 'Prices hold until',
    due_on: 'To be fetched on',
    note: 'Note',
    note_example: 'For example: deliver, gift wrap',
    for: (name) => `For ${name}`,
    no_customer: 'No customer yet. Choose one at the basket if it needs a name.',
    action: 'Keep it and empty the basket',
    of: (number) => `From order ${number}.`,
    left: (amount) => `Deposit ${amount}: take it as Deposit.`,
    done: 'Kept',
    see: 'Open it'
  },

  sell: {
    title: 'Make it a sale',
    text: 'Its goods go into this till’s basket at the prices that were promised.',
    action: 'Put into the basket',
    over_text: 'It has run out. Take today’s prices, or ask somebody to allow the old ones.',
    today_action: 'At today’s prices',
    promised_action: 'At the old prices (needs approval)',
    in_hand: (code) => `It lies in the basket of till ${code}.`,
    only_at_till: 'Open this page on a till to take money for it or to sell it.'
  },

  pay: {
    title: 'Deposit',
    amount: 'Amount',
    means: 'Paid by',
    reference: 'Reference',
    action: 'Take the deposit',
    none: 'No deposit yet.',
    back_action: 'Give the deposit back'
  },

  end: {
    title: 'Call off',
    text: 'The goods will not be fetched.',
    text_deposit: (amount) =>
      `The deposit of ${amount} is given back. It takes a supervisor’s or the owner’s approval.`,
    reason: 'Reason',
    action: 'Call it off'
  },

  slip: {
    titles: { quotation: 'QUOTATION', order: 'ORDER' },
    valid_until: 'Valid until',
    due_on: 'Due on',
    deposit: 'Deposit',
    rest: 'Still to pay',
    no_receipt: 'This is not a receipt',
    link: 'See it on your phone'
  },
  paper: 'Paper slip',
  copy: 'Print a copy',
  share: 'For the customer',
  share_action: 'Open the customer’s page',
  whatsapp: 'Send by WhatsApp'
}
