import type { radar as pattern } from './radar-id.ts'

/** `1 refund`, `2 refunds`. */
function some(count: string, one: string): string {
  return `${count} ${count === '1' ? one : `${one}s`}`
}

const sales = (count: string) => some(count, 'sale')
const times = (count: string) => (count === '1' ? 'Once' : `${count} times`)
const daysBefore = (days: string) => (days === '1' ? 'The day before' : `The ${days} days before`)

export const radar: typeof pattern = {
  title: 'Leak radar',
  intro:
    'What happens more often than is usual in this shop, with what is behind it. This accuses nobody: look first, ask kindly, then judge.',
  nobody: 'Nobody’s by name',
  period: 'When',
  periods: { today: 'Today', week: '7 days', thirty: '30 days' },
  staff: 'Who',
  till: 'Which till',
  everyone: 'Everyone',
  all_tills: 'All tills',
  show: 'Show',
  looking: 'The radar is looking…',
  looking_hint: 'The more was sold, the longer it takes. The tills go on as ever.',
  nothing: 'Nothing unusual',
  looked_through: (sales, incidents) =>
    `Looked through: ${sales} sales and ${incidents} other events, among ${KINDS_EN}.`,
  usual: (usual, of) => `In ${sales(of)}, ${usual} would be usual here.`,
  young: (of) => `In ${sales(of)}. This shop hasn't sold long enough to know what is usual.`,
  of_shifts: (of) => `Out of ${some(of, 'drawer count')}.`,
  before: (count, days) => `${daysBefore(days)}: ${count}.`,
  before_none: (days) => `${daysBefore(days)}: none.`,
  innocent: 'May well be',
  evidence: (count) => (count === '1' ? 'See what happened' : `See all ${count}`),
  more: (count) => `And ${count} older; download the file to see them all.`,
  allowed_by: (name) => `allowed by ${name}`,
  seconds_after: (seconds) => `${some(seconds, 'second')} after the sale`,
  minutes_after: (minutes) => `${minutes} minutes after the sale`,
  minutes_back: (minutes) => `${some(minutes, 'minute')} back`,
  points: (points) => some(points, 'point'),
  of_label: (amount) => `usually ${amount}`,
  percent_off: (percent) => `${percent} off`,
  basket: 'A basket that was never sold',
  reasons: {
    change: 'Changing money',
    'wrong-change': 'Wrong change',
    count: 'Counting the money',
    try: 'Trying the drawer',
    other: 'Something else'
  },
  /** What a right was lent for, or what a secret was typed for. */
  deeds: {
    pin: 'Signing in by PIN',
    approval: 'A PIN to allow something',
    password: 'Signing in by password',
    proof: 'A password to make sure',
    'basket.changed': 'A discount or a price',
    'customer.changed': 'A debt limit',
    'drawer.opened': 'Opening the drawer',
    'payment.taken': 'A deposit or a debt',
    'points.corrected': 'Points',
    'refund.completed': 'A refund',
    'sale.completed': 'A sale',
    'tender.taken': 'A payment',
    'voucher.issued': 'A voucher'
  },
  note: 'Note',
  note_hint: 'For example: asked about it, the card machine was broken.',
  looked: 'I have looked at this',
  keep_look: 'Keep',
  looked_hint: 'It comes back only when there is something new.',
  was_looked: (name, when) => `Looked at by ${name}, ${when}`,
  fresh: (count) => `${count} new since then`,
  done: (count) => `Looked at: ${count}`,
  by_hand: 'By person',
  by_till: 'By till',
  compared: (days) => `Small figures: ${daysBefore(days).toLowerCase()}.`,
  sales: 'Sales',
  cash: 'Drawer difference',
  columns: {
    refunds: 'Refunds',
    discounts: 'Discounts',
    prices: 'Prices changed',
    openings: 'Drawer opened',
    reprints: 'Reprints'
  },
  file: 'Download CSV',
  today_line: (count) => `${some(count, 'thing')} out of the ordinary in 7 days`,
  today_none: 'Nothing unusual in 7 days',
  today_open: 'Open the radar',
  findings: {
    'reprint-refunded': {
      title: 'Slip printed again, then refunded',
      says: (count, amount) =>
        `${some(count, 'refund')}, ${amount}, after the same person had the sale's slip printed again.`,
      innocent: 'the customer lost the slip, or the paper jammed.'
    },
    'refund-as-cash': {
      title: 'Paid without cash, refunded in cash',
      says: (count, amount) => `${count} times cash was given back for other means of paying: ${amount}.`,
      innocent: 'QRIS payments are hard to send back the way they came.'
    },
    'money-given-back': {
      title: 'Money for a basket given back',
      says: (count, amount) =>
        `${count} times money already taken was given back before the sale was made: ${amount}.`,
      innocent: 'the customer paid another way, or the amount was mistyped.'
    },
    'lent-pin': {
      title: 'A PIN may have been lent',
      says: (count) => `${count} approvals within seconds of each other, or at two tills at once.`,
      innocent: 'the supervisor stood by and settled several things at once.'
    },
    'refund-soon': {
      title: 'Refunded soon after the sale',
      says: (count, amount) =>
        `${count} sales undone or refunded within 15 minutes at the same till: ${amount}.`,
      innocent: 'wrong scans noticed at once; new people have more of them.'
    },
    'refund-without-slip': {
      title: 'Refunds without a slip',
      says: (count, amount) => `${count} refunds without a slip: ${amount}.`,
      innocent: 'a faulty delivery, or customers who keep no slips.'
    },
    'cash-short': {
      title: 'Cash missing from the drawer',
      says: (count, amount) => `${some(count, 'drawer count')} did not agree, ${amount} in all.`,
      innocent: 'wrong change, a miscounted float, or money taken out and not written down.'
    },
    'given-up-late': {
      title: 'Given up when already paying',
      says: (count) =>
        `${count} times goods were removed or a basket given up after its QRIS code was shown or a part was paid.`,
      innocent: 'the customer was short of money, or changed their mind.'
    },
    'cash-one-sided': {
      title: 'Drawer differences all to one side',
      says: (count, amount) => `${count} differences in a row, all short or all over: ${amount}.`,
      innocent: 'a habit of rounding change, or a float that is always wrong.'
    },
    'cash-round': {
      title: 'Drawer differences always round',
      says: (count, amount) => `${count} differences, nearly all multiples of Rp 5.000: ${amount}.`,
      innocent: 'small coins were not counted, or the count was a guess.'
    },
    'price-by-hand': {
      title: 'Prices lowered by hand',
      says: (count, amount) => `${count} sales below the shop's price, by ${amount} in all.`,
      innocent: 'the shelf shows an old price, or the owner allowed a special one.'
    },
    'discount-by-hand': {
      title: 'More discounts than usual',
      says: (count, amount) => `${count} sales with a discount by hand, ${amount} in all.`,
      innocent: 'damaged goods sold off, or many regulars at that hour.'
    },
    'just-under-limit': {
      title: 'Discounts just under the limit',
      says: (count, amount) => `${count} discounts as large as needs no approval: ${amount}.`,
      innocent: 'the easiest discount button is as large as the limit.'
    },
    'label-low': {
      title: 'Price labels far below the usual',
      says: (count, amount) => `${count} labels named less than a quarter of the usual price: ${amount}.`,
      innocent: 'very little was bought, or the scale is set wrongly.'
    },
    'kasbon-raised': {
      title: 'Debt limits raised',
      says: (count, amount) => `${count} times a customer's debt limit was raised, by ${amount} in all.`,
      innocent: 'old and trusted customers, or the harvest is not in yet.'
    },
    'voucher-free': {
      title: 'Vouchers without money',
      says: (count, amount) => `${count} vouchers given away, worth ${amount}.`,
      innocent: 'prizes, or compensation that was agreed on.'
    },
    'points-corrected': {
      title: 'Points added by hand',
      says: (count) => `${count} times a customer was given points.`,
      innocent: 'a card left at home, or points that were missed.'
    },
    'drawer-no-sale': {
      title: 'Drawer opened without a sale',
      says: (count) => `${count} times the drawer was opened though nothing was sold.`,
      innocent: 'many people change money, or the drawer was opened to be counted.'
    },
    'drawer-found-open': {
      title: 'Drawer found open',
      says: (count) => `${count} times the drawer was open though nobody had asked for it.`,
      innocent: 'a loose drawer, one not quite closed, or one opened by its key.'
    },
    reprints: {
      title: 'Many slips printed again',
      says: (count) => `${count} slips printed again.`,
      innocent: 'printer trouble, or customers whose office wants two.'
    },
    'failed-pins': {
      title: 'A PIN or password wrong again and again',
      says: (count) => `${count} times the PIN or password was wrong.`,
      innocent: 'a new one not yet known by heart, or a dirty screen.'
    },
    'out-of-hours': {
      title: 'Signed in outside the shop’s hours',
      says: (count) => `${times(count)} somebody signed in at a till when the shop is usually closed.`,
      innocent: 'stocktaking, cleaning, or preparing for a holiday.'
    },
    'clock-jump': {
      title: 'The box’s clock went back',
      says: (count) =>
        `${times(count)} the clock went back; the hours of what came after can't be taken at face value.`,
      innocent: 'an empty clock battery, or a clock set right after a power cut.'
    }
  }
}

const KINDS_EN =
  'refunds, drawers, reprints, discounts, prices, cash, baskets, labels, PINs, debt limits, vouchers, points and the clock'
