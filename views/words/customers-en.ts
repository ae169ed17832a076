import type { customers as id } from './customers-id.ts'

export const customers: typeof id = {
  title: 'Customers',
  add: 'New customer',
  search: 'Name or phone number',
  everyone: 'All',
  owing: 'Owing',
  receivables: 'Owed to the shop',
  receivables_of: (count) => `by ${count} ${count === '1' ? 'customer' : 'customers'}`,
  only_first: (count) => `These are the first ${count}. Type a name or number to narrow them down.`,
  empty_title: 'No customers yet',
  empty_text:
    'Note the name and phone number of regulars. Then they can buy on account, earn points and get group prices.',
  nothing_title: 'Nobody matches',
  nothing_text: 'Try part of the name, or some digits of the number.',
  nobody_owes_title: 'Nobody owes anything',
  nobody_owes_text: 'Everything bought on account has been paid.',
  back: 'All customers',

  name: 'Name',
  phone: 'Phone number',
  phone_example: '0812-3456-789',
  group: 'Group',
  no_group: 'No group',
  note: 'Note',
  note_hint: 'For the shop only, never printed.',
  debt: 'On account',
  limit: 'Credit limit',
  deposit: 'Deposit',
  points: 'Points',
  bought: 'Bought',
  bought_times: (count) => (count === '1' ? 'once' : `${count} times`),
  since: (day) => `Customer since ${day}`,
  erased: 'Deleted customer',
  erased_text: 'Name and number were deleted at the customer’s request. The sales stay in the books.',

  consent: 'The customer agrees that we keep these details',
  consent_purpose:
    'Say: “We keep your name and number to note your purchases, what you owe, deposits and points, and to send you statements at this number. We share them with nobody. You may see, correct or delete them at any time.”',
  consent_since: (day) => `Agreed on ${day}.`,
  consent_none: 'No consent yet.',
  edit_title: 'Customer details',

  groups: {
    title: 'Customer groups',
    text: 'Customers in a group share prices and promotions, such as Wholesale or Staff.',
    name: 'Group name',
    example: 'Wholesale',
    add: 'Add group',
    rename: 'Rename',
    count: (count) => `${count} ${count === 1 ? 'customer' : 'customers'}`,
    empty: 'No groups yet.'
  },

  account: {
    title: 'On account',
    nothing_owed: 'Nothing is owed.',
    owed_of: (debt, limit) => `${debt} of a limit of ${limit}`,
    left: (amount) => `${amount} still allowed`,
    over: (amount) => `${amount} over the limit`,
    no_limit: 'May not buy on account: the limit is 0.',
    set_limit: 'Save limit',
    limit_hint: 'Needs permission from a supervisor or the owner.',
    ageing: 'How old it is',
    ages: ['0–30 days', '31–60 days', '61–90 days', 'over 90 days'],
    oldest_first: 'Payments count against the oldest debt first.',
    statement: 'Statement',
    day: 'Date',
    what: 'What',
    change: 'Amount',
    balance: 'Owed',
    opening: 'Owed before',
    closing: 'Owed now',
    kinds: { sale: 'Purchase', refund: 'Refund', payment: 'Payment', other: 'Other' },
    deposit_kinds: { sale: 'Spent', refund: 'Refund', payment: 'Left or taken back', other: 'Other' }
  },

  payment: {
    take: 'Take a payment',
    leave: 'Leave a deposit',
    give_back: 'Give deposit back',
    amount: 'Amount',
    whole: (amount) => `In full: ${amount}`,
    whole_rounded: (amount) => `In full in cash: ${amount}`,
    means: 'Paid by',
    reference: 'Reference number',
    reference_hint: 'From the card machine, the app or the transfer slip.',
    take_action: 'Take payment',
    leave_action: 'Take deposit',
    give_back_action: 'Give back',
    keep_rest: (debt, rest) => `Settle ${debt}, keep ${rest} as a deposit`,
    only_at_till: 'Money is taken at a till. Open this page on one.',
    no_shift: 'No shift is open at this till.',
    open_shift: 'Open a shift',
    taken: {
      debt: (amount, left) => `Payment of ${amount} taken. Still owed: ${left}.`,
      deposit: (amount, left) => `Deposit of ${amount} taken. Deposits in all: ${left}.`,
      'deposit-back': (amount, left) => `${amount} of the deposit given back. Left: ${left}.`,
      voucher: (amount) => `Voucher of ${amount} sold.`
    },
    copy: 'Print a copy'
  },

  statement: {
    title: 'Statement of account',
    as_of: (day) => `As of ${day}`,
    since: 'Since',
    show: 'Show',
    since_debt: 'Since this debt began',
    all: 'From the beginning',
    print: 'Print the statement',
    whatsapp: 'Send by WhatsApp',
    no_phone: 'No phone number on file.',
    text: 'Text to send',
    text_hint: 'Sent from this phone or computer, so it needs the internet. The text can be copied, too.',
    settled: 'Nothing is owed. Thank you.',
    greeting: (name, shop) => `Dear ${name}, this is what is on your account at ${shop}:`,
    more: (count) => `and ${count} more`,
    total: 'Owed in all',
    thanks: 'Thank you.',
    day_left: (day, number, left) => `${day} ${number}: ${left}`,
    part_paid: (amount) => `of ${amount}`
  },

  slip: {
    titles: {
      debt: 'PAYMENT RECEIVED',
      deposit: 'DEPOSIT RECEIVED',
      'deposit-back': 'DEPOSIT GIVEN BACK',
      voucher: 'VOUCHER RECEIPT'
    },
    from: 'From',
    to: 'To',
    order: 'Order',
    reference: 'Ref',
    debt_left: 'Still owed',
    deposit_left: 'Deposit left',
    settled: 'PAID IN FULL',
    signature: 'Received by',
    statement_title: 'STATEMENT OF ACCOUNT'
  },

  history: {
    title: 'Purchases',
    empty: 'Nothing has been bought under this name.',
    only_newest: (count) => `The newest ${count} are shown.`,
    brought_back: 'Goods brought back'
  },

  points_book: {
    title: 'Points',
    empty: 'No points yet.',
    worth: (amount) => `worth ${amount}`,
    reasons: {
      earned: 'From a purchase',
      burnt: 'Used to pay',
      'earned-back': 'Taken back for a refund',
      'burnt-back': 'Returned by a refund',
      correction: 'Correction'
    },
    correct: 'Correct points',
    more: 'Add',
    fewer: 'Take',
    amount: 'How many points',
    reason: 'Reason',
    reason_example: 'Yesterday’s points are missing',
    correct_action: 'Save correction'
  },

  data: {
    title: 'Personal data',
    text: 'Law 27/2022: customers have the right to see, correct and delete their data.',
    download: 'Download all of it (JSON)',
    erase: 'Delete at the customer’s request',
    erase_text:
      'Name, number and note are deleted for good. Sales stay in the books without the name, because books must be kept for ten years. Old backups still hold it until they expire.',
    erase_sure: 'Yes, delete this customer’s data',
    erase_action: 'Delete for good'
  },

  points_settings: {
    title: 'Customer points',
    text: 'Customers earn points on what they pay, and may pay with points.',
    none: 'Not in use',
    per: 'One point for every',
    per_hint: 'Empty or 0: no points are given.',
    worth: 'One point is worth',
    worth_hint: 'Empty or 0: points cannot be used to pay yet.',
    example: 'For example',
    example_earn: (paid, points) => `Buying for ${paid} earns ${points} points.`,
    example_worth: (points, amount) => `Those ${points} points are worth ${amount}.`,
    example_rate: (percent) => `So about ${percent} of what is bought goes back to the customer.`,
    example_generous: 'That is a lot. Check that your margin covers it.',
    example_off: 'No points are given.',
    example_worthless: 'Points add up, but cannot be used yet.',
    summary: (paid, worth) => `1 point for every ${paid}, worth ${worth}`
  }
}
