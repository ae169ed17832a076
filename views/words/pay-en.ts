import type { pay as payPattern, tenders as tendersPattern, vouchers as vouchersPattern } from './pay-id.ts'

export const pay: typeof payPattern = {
  title: 'Pay',
  owed: 'To pay',
  rest: 'Left to pay',
  paid: 'Already paid',
  rounding: 'Rounding',
  all_paid: 'Paid in full',
  given: 'Cash received',
  exact: 'Exact',
  quick: 'Denominations',
  accept: 'Take the money',
  part: 'Take part of it',
  part_hint: 'The rest is paid some other way. What has been taken is kept with this basket.',
  change: 'Change',
  short: 'Missing',
  back: 'Back to the goods',
  means: 'Ways to pay',
  taken: 'Taken so far',
  remove: (what) => `Remove ${what}`,
  give_back: (amount, means) => `Give ${amount} (${means}) back to the customer?`,
  given_back: 'Given back',
  keep: 'Keep it',
  finish: 'Finish the sale',
  finish_change: (amount) => `Finish, change ${amount}`,
  excess: (amount) =>
    `The customer has paid ${amount} more than it costs now. Give one of the payments back, or add goods.`,
  amount: 'Amount',
  reference: 'Reference number',
  reference_card: 'Number on the card slip (approval code)',
  reference_transfer: 'Reference number, or the sender’s name',
  reference_optional: 'Reference number (optional)',
  accept_means: (means) => `Take ${means}`,
  look_card: 'Swipe or tap the card on the machine. Press this once its slip is out.',
  look_transfer:
    'See the money in the shop’s account before you press this. What the customer’s phone shows can be forged.',
  customer_needed: 'Choose the customer first.',
  choose_customer: 'Choose a customer',

  code: {
    wait: 'Wait for the notification before you press this.',
    received: 'Money received',
    original: 'Show the original code',
    types: (amount) => `The customer types ${amount}.`,
    label: (name, amount) => `QRIS code of ${name}, ${amount}`,
    label_static: (name) => `QRIS code of ${name}, without an amount`,
    cancel: 'Cancel the code',
    other_amount: 'Change the amount',
    sticker: 'The customer scans the shop’s QRIS sticker and types the amount.',
    set_up: 'Save the sticker’s code under Settings, QRIS. The till then shows a code that holds the amount.'
  },

  purse: {
    accept: { kasbon: 'Put it on account', deposit: 'Use the deposit', points: 'Use the points' },
    customer: 'Customer',
    debt: 'Owes now',
    limit: 'Limit',
    after: 'Owes after this',
    over: (amount) => `${amount} over the limit. A supervisor’s PIN is needed.`,
    deposit: 'Deposit',
    left: 'Left after this',
    points: 'Points',
    points_worth: (points, worth) => `${points} points, worth ${worth}`,
    nothing: 'There is nothing to pay with.'
  },

  voucher: {
    code: 'Voucher code',
    hint: 'Scan or type the code.',
    worth: (worth) => `Worth ${worth}.`,
    until: (day) => `Valid until ${day}.`,
    amount: 'Amount (empty: as much as it covers)',
    use: 'Use the voucher'
  }
}

export const tenders: typeof tendersPattern = {
  title: 'Ways to pay',
  text: 'What the tills take, how cash is rounded, and how much may be taken off.',
  open: 'Set up ways to pay',
  list: 'What the tills take',
  list_text: 'In the order of the buttons on the pay screen.',
  on: 'On',
  off: 'Off',
  always_on: 'Always on',
  switch_on: 'Switch on',
  switch_off: 'Switch off',
  up: (name) => `Move ${name} up`,
  down: (name) => `Move ${name} down`,
  edit: 'Change',
  name: 'Name on the button',
  name_hint: 'Leave empty for the usual name.',
  fee: 'The bank’s share (%)',
  fee_hint: 'What the bank or provider keeps from the shop, such as 0.7. Enter 0 if nothing.',
  fee_short: (percent) => `${percent}% is kept`,
  needs_reference: 'A reference number is required',
  reference_short: 'with reference number',
  no_surcharge:
    'The shop bears this fee. Adding it to the customer’s price is forbidden: Bank Indonesia regulation 23/6/PBI/2021, article 52.',
  add: 'Add a way to pay',
  add_text: 'One button for each card machine, e-wallet or bank account.',
  kind: 'Kind',
  add_kinds: {
    card: 'Card machine',
    ewallet: 'E-wallet',
    transfer: 'Bank account'
  },
  add_examples: 'For example: EDC BCA, GoPay, Transfer Mandiri',
  add_action: 'Add',
  qris_text: 'The shop’s QRIS code has a page of its own.',
  points_off: 'Not at the tills yet: a point is worth nothing.',

  rounding: 'Rounding of cash',
  rounding_text:
    'For cash only. Customers see it as a line on the screen before they pay, and on the slip. QRIS, cards and transfers are always exact.',
  mode: 'Round which way?',
  modes: {
    nearest: ['Nearest', 'Half goes up'],
    down: ['Down', 'Always for the customer'],
    up: ['Up', 'Always for the shop']
  },
  step: 'Smallest coin in use',
  steps: {
    100: ['Rp\u00a0100', 'Hundred-rupiah coins are in use'],
    500: ['Rp\u00a0500', 'No small coins'],
    0: ['No rounding', 'To the last rupiah']
  },
  example: 'Example',

  limits: 'Discount limits',
  limits_text:
    'How many percent each may take off by themselves. For more, the till asks for the PIN of somebody whose limit is high enough.',
  roles: { cashier: 'Cashier', supervisor: 'Supervisor', owner: 'Owner' }
}

export const vouchers: typeof vouchersPattern = {
  title: 'Vouchers',
  text: 'Sold or given away by the shop, and taken as payment.',
  off: 'The tills do not take vouchers yet.',
  issue: 'Issue a voucher',
  value: 'Value',
  until: 'Valid until',
  until_hint: 'Leave empty for no end date.',
  how: 'Sold or given away?',
  sold: 'Sold',
  sold_text: 'The money is taken now.',
  given: 'Given away',
  given_text: 'No money comes in. It is written down as a cost of promotion.',
  paid_by: 'Paid by',
  only_at_till:
    'Vouchers are sold only at a till with an open shift. On this device they can only be given away.',
  action: 'Issue',
  issued: (code) => `Voucher ${code} is ready. Give the code to the customer.`,
  code: 'Code',
  left: 'Left',
  of: 'Of',
  used_up: 'used up',
  ended: 'expired',
  forever: 'no end date',
  issued_on: 'Issued',
  outstanding: 'Not used yet',
  empty_title: 'No vouchers yet',
  empty_text: 'Vouchers that were sold or given away stand here, with what is left of them.'
}
