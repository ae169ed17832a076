import type { ledger as indonesian } from './ledger-id.ts'

/** What is said of the sealed ledger. */
export const ledger: typeof indonesian = {
  title: 'The ledger’s seal',
  intro:
    'Everything that happens in the shop is sealed with all that came before it. If anybody alters a record, takes one away or slips one in, this finds it and says which.',
  menu: 'The ledger’s seal',
  head: 'The newest seal',
  head_of: (event) => `event number ${event}`,
  head_none: 'Nothing has happened yet. The first seal is made with the first event.',
  verify: 'Verify now',
  noted: 'Seal from a Z slip',
  noted_hint:
    'May be left empty. Type the number and the code at the foot of a Z slip, such as 1842 K7QD-03MX-9VTA-5HJE.',
  noted_wrong: 'That seal can’t be read. Type its number, then the four groups of letters on the Z slip.',
  running: 'Being verified',
  progress: (done, of) => `${done} of ${of} events`,
  time_left: (seconds) => `about ${seconds} seconds left`,
  end: 'Stop',
  ended: 'The verification was stopped before it was done. Nothing is said of the ledger.',
  sound: 'The ledger is whole',
  sound_text: (events, rows) => `${events} events and ${rows} records were looked at; nothing was altered.`,
  harmed: 'The ledger was altered',
  failed: 'The verification did not finish',
  failed_text: (why) =>
    `Nothing can be said of the ledger. Try again; if it stays like this, show a technician: ${why}`,
  harmed_do:
    'Change nothing. Keep the backups you have, compare with the Z slips, and call a technician. You may go on selling.',
  says_now: 'What it says now',
  later: (event) =>
    `Events up to number ${event} were there before there were seals; what was altered before that can’t be known.`,
  today_sound: (when) => `The ledger is whole, verified ${when}`,
  today_harmed: 'The ledger was altered',
  today_open: 'See the seal',
  history: 'Earlier verifications',
  history_none: 'Never verified yet. Laci does it by itself every night.',
  history_box: 'Laci itself',
  history_span: (from, to) => `events ${from} to ${to}`,
  anchors: (count) => `Compared with ${count} seals that were noted outside the database.`,
  left_known: (count, when, event) =>
    `${count} more were noted before the shop was taken back to an earlier state on ${when} (event ${event}), on the way that was left then. They are rightly not here.`,
  left_other: ({ event, anchor, when, restored }) =>
    `The seal of event ${event} from ${anchor} is not in this ledger, because the shop was taken back to an earlier state on ${when} (event ${restored}). That is as it should be if the seal is from before then, or from the old box. If nobody restored the shop then, or the slip is newer, the ledger was altered: call a technician.`,
  anchors_none: 'There was no seal outside the database to compare with.',
  usage: `Usage: laci verify-ledger [--from SEAL]… [--against PLACE]… [--key FILE] [--store SHOP] [--json]

  --from    a seal from a Z slip: "1842 K7QD-03MX-9VTA-5HJE", or the number and whole hash from its QR code
  --against a folder, a stick, a file with an address, or a backup place by name; or a file of seals (ledger-anchors.jsonl)

Exits 0 when the ledger is whole, 1 when it was altered, 2 when it is whole but a seal is of a way that was left when the shop was restored.`,
  no_ledger: 'This database is from before there were seals. Start the box once, then verify again.',
  no_seals: (place) => `No seal could be read at ${place}.`,
  z_head: (event) => `Ledger seal no. ${event}`,
  z_keep: 'Keep this slip as proof',
  tables: {
    sales: 'sales',
    sale_lines: 'lines of a sale',
    sale_taxes: 'taxes of a sale',
    sale_reductions: 'reductions',
    tenders: 'tenders',
    refunds: 'refunds',
    refund_lines: 'lines of a refund',
    refund_tenders: 'money given back',
    payments: 'payments',
    cash_moves: 'cash moves',
    shifts: 'shifts',
    shift_closings: 'closings of shifts',
    shift_counts: 'counts of a drawer',
    bill_pictures: 'pictures of bills',
    vouchers: 'vouchers',
    orders: 'orders',
    order_lines: 'lines of an order',
    order_endings: 'ends of orders',
    journal: 'the journal',
    stock_moves: 'stock moves',
    points_moves: 'points'
  },
  harms: {
    altered: ({ event, at, type }) => `Event ${event} (${type}, ${at}) was altered after it was sealed.`,
    swapped: ({ event, other, type }) => `Event ${event} (${type}) was swapped with event ${other}.`,
    missing: ({ event, other }) =>
      event === other ? `Event ${event} was deleted.` : `Events ${event} to ${other} were deleted.`,
    inserted: ({ event, at, type }) => `Event ${event} (${type}, ${at}) was slipped in; it was never sealed.`,
    'seal-altered': ({ event, type }) =>
      `The seal of event ${event} (${type}) was altered; the event itself is whole.`,
    'row-altered': ({ event, at, type, table }) =>
      `A record of ${table} beside event ${event} (${type}, ${at}) was altered after it was sealed.`,
    'row-missing': ({ event, at, type, table }) =>
      `A record of ${table} beside event ${event} (${type}, ${at}) was deleted.`,
    'row-inserted': ({ event, at, type, table }) =>
      `A record of ${table} was slipped in beside event ${event} (${type}, ${at}).`,
    stranger: ({ table }) => `There is a record of ${table} that no event made.`,
    rewritten: ({ event, other, anchor }) =>
      `The seal of event ${event} is not the one noted in ${anchor}: what came after event ${other} was written anew, or another box goes on from there.`,
    'cut-off': ({ event, other, anchor }) =>
      `Event ${event}, noted in ${anchor}, is not there any more: what came after ${other} was deleted, or another box goes on from there.`,
    genesis: () => 'The beginning of the chain of seals was altered.'
  }
}
