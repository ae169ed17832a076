import type { drawer as pattern } from './drawer-id.ts'

export const drawer: typeof pattern = {
  open: 'Open drawer',
  title: 'Open the drawer without a sale',
  why: 'Why is it opened? The reason and the name are kept.',
  reasons: {
    change: 'Change money',
    'wrong-change': 'Wrong change given',
    count: 'Count the money',
    try: 'Try the drawer',
    other: 'Another reason'
  },
  other_hint: 'For example: take the storeroom key',
  asked_title: 'Drawer',
  finished: 'Done',

  heading: 'Drawer',
  without_sale: 'Opened without a sale',
  times: (count) => (count === 1 ? 'once' : `${count} times`),
  tried: 'Tried from the Printers menu',
  allowed_by: (name) => `allowed by ${name}`,
  none: 'The drawer has not been opened without a sale.',
  found_open: (count) => `Drawer found open unasked, ${count === 1 ? 'once' : `${count} times`}`,

  at_tills_title: 'Each till’s printer and drawer',
  at_tills_text: 'Receipts come out of the chosen printer. The drawer may hang on another one.',
  slips_from: 'Receipts from',
  hangs_on: 'Drawer at',
  with_slips: 'The receipt printer',
  socket: 'Drawer socket',
  as_printer: 'As the printer says',
  try: 'Try this drawer',

  print_x: 'Print X',
  x_text: 'The shift’s figures up to now. The shift goes on.',
  print_z: 'Print the Z slip again',
  print_move: 'Print the cash slip again',
  copy_text: 'It will say that it is a COPY.',
  slip: {
    x_title: 'X REPORT',
    x_open: 'NOT CLOSED',
    x_asked: 'Seen',
    x_foot: 'This closes nothing.',
    without_sale: 'Drawer, no sale',
    found_open: 'Drawer found open',
    times: (count) => `${count}x`,
    cash_in: 'CASH IN',
    cash_out: 'CASH OUT',
    move_no: (no) => `Cash move ${no} of this shift`,
    reason: 'Reason',
    handed_over: 'Handed over by',
    received: 'Received by'
  }
}
