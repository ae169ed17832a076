import type { shifts as pattern, shift_refusals as patternRefusals } from './shifts-id.ts'

export const shifts: typeof pattern = {
  often: 'Often used',
  blind: 'Its money is shown once the drawer has been counted.',
  blind_x: 'No amounts of money are written here.',
  x_hidden: 'WITHOUT AMOUNTS',
  to_closing: 'Count and close',
  closing_text: 'Count the money in the drawer first. What should be there is shown afterwards.',

  bill: 'Picture of the bill',
  bill_hint: 'May be left out. The picture is made smaller; where and when it was taken is not kept.',
  bill_reading: 'Keeping the picture…',
  bill_kept: 'The picture of the bill is ready.',
  bill_drop: 'No picture',
  bill_of: (reason) => `Picture of the bill: ${reason}`,

  count: {
    title: 'Count the drawer',
    again_title: 'Count once more',
    text: 'How many of each are there? Leave out those there are none of.',
    moved: 'Money has moved since the drawer was counted. Count it anew.',
    notes: 'Notes',
    coins: 'Coins',
    pieces: { note: 'notes', coin: 'coins' },
    one: (value, pieces) => `${value}, how many ${pieces}`,
    sum: 'Sum',
    at_once: 'Type the sum at once',
    at_once_hint: 'When it was counted on paper or by a machine.',
    send: 'Send the count'
  },
  outcome: {
    title: 'What was counted',
    first: (amount) => `First count: ${amount}`,
    again: 'Count again',
    again_text: 'It can be counted once more. The first count is kept too.',
    reason: 'About the difference',
    reason_example: 'May be left empty. For example: wrong change given',
    close: 'Close the shift',
    hand_over: 'Hand over to the next cashier',
    hand_over_text: 'This shift is closed, and a new one opened with the money just counted.',
    taker: 'Who takes over',
    taker_pin: 'PIN of who takes over',
    nobody: 'Nobody else has a PIN for the till yet.'
  },
  counted_by: 'Counts',
  count_row: (no, name, time) => `No. ${no} · ${name}, ${time}`,
  piece_row: (count, value) => `${count} × ${value}`,
  by_cashier: 'By cashier',
  cashier_row: (sales, cash) => `${sales} sales, ${cash} in cash`,
  not_counted: 'Not counted',
  why: 'Reason',
  handed_to: (name) => `Handed over to ${name}`,
  own: 'Own shift',

  late: {
    title: 'Late sales',
    text: 'Made before the shift was closed, but known only afterwards. The first Z slip stays as it is.',
    of: (z) => `Supplement to Z ${z}`,
    open: 'Still collecting',
    finish: 'Make the supplementary Z',
    finish_text: 'What comes after this goes to the next one.'
  },
  left: {
    title: 'Close this shift from here',
    text: 'For a shift that was forgotten. A difference is recorded, never refused.',
    how: 'The money in its drawer',
    counted: 'Was counted',
    counted_text: 'Type the sum below.',
    not_counted: 'Not counted',
    not_counted_text: 'The shift is closed without a count.',
    action: 'Close this shift'
  },

  slip: {
    late: 'LATE SALES',
    late_text: 'Known after the shift was closed.',
    not_counted: 'NOT COUNTED',
    counts: (no) => `Count no. ${no}`,
    cashiers: 'By cashier',
    sold: (name, sales) => `${name} (${sales})`,
    cash: '  cash',
    reason: 'Reason',
    handed_over: 'DRAWER HANDED OVER',
    from: 'Handed over by',
    to: 'Taken over by',
    amount: 'Money handed over'
  },

  settings: {
    title: 'Shifts and drawers',
    card: 'Shared or own shifts, notes and coins, reasons for cash',
    mode: 'Whose is a shift?',
    shared: 'Shared',
    shared_text: 'One shift and one drawer at each till, for whoever is signed in.',
    own: 'Each their own',
    own_text: 'Each cashier has a shift and a drawer of their own at the till.',
    mode_hint: 'Shifts that run now stay as they were opened.',
    money: 'Notes and coins',
    money_text: 'For counting drawers. Put spaces between them.',
    notes: 'Notes',
    coins: 'Coins',
    reasons: 'Frequent reasons for cash',
    reasons_text: 'One reason a line, 8 at most. They are shown as buttons.',
    reasons_in: 'Cash in',
    reasons_out: 'Cash out'
  }
}

export const shift_refusals: typeof patternRefusals = {
  'bill/broken': 'The picture is damaged or cut off. Take it again.',
  'bill/gone': 'There is no such picture of a bill. Take it again.',
  'bill/not-a-picture': 'This is no picture that can be read. Use JPEG, PNG or WebP.',
  'bill/too-large': 'The picture is too large. Take it again, smaller.',
  'count/needed': 'Count the money in the drawer first.',
  'count/pieces': ({ row }) => `Row ${row} is not right yet. Type a whole number.`,
  'count/twice': 'The drawer was counted twice. Close with the last count.',
  'count/two-sums': ({ pieces, sum }) =>
    `The notes and coins make ${pieces}, the sum says ${sum}. Mend one of them.`,
  'handover/same': 'A drawer can’t be handed over to oneself. Choose somebody else.',
  'shift/faulty-money': ({ text }) =>
    text ? `“${text}” is no amount of money. Write the figures alone.` : 'Give one note or coin at least.',
  'shift/not-open': 'This shift is closed already.'
}
