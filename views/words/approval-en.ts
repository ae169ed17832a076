import type { approval as pattern } from './approval-id.ts'

export const approval: typeof pattern = {
  title: 'Permission needed',
  ask_any: 'This needs somebody’s permission.',
  asks: {
    'discount-more': ({ asked, limit }) =>
      asked
        ? `A discount of ${asked} is more than your limit of ${limit}.`
        : 'This discount is above your limit.',
    'change-price': () => 'A price is to be changed by hand.',
    refund: ({ payout }) => `Goods worth ${payout} are to come back.`,
    'refund-as-cash': ({ payout }) => `${payout} is to go back another way than it was paid.`,
    'refund-without-slip': ({ payout }) => `Goods worth ${payout} are to come back without a receipt.`,
    'void-sale': ({ payout }) => `A whole sale of ${payout} is to be voided.`,
    'open-drawer': () => 'The drawer is to be opened without a sale.',
    'move-cash': ({ amount }) =>
      amount ? `${amount} is to be taken out of the drawer.` : 'Cash is to be taken out of the drawer.',
    'exceed-debt-limit': ({ left }) =>
      left
        ? `This is more than the customer may owe. ${left} is left.`
        : 'This is more than the customer may owe.',
    'set-debt-limits': () => 'How much a customer may owe is to be changed.',
    'manage-customers': () => 'A customer’s details or points are to be put right.',
    'give-deposits-back': () => 'A deposit is to be paid back.',
    'issue-vouchers': () => 'A voucher is to be issued.',
    'edit-promotions': () => 'A promotion is to be changed.'
  },
  who: 'Who allows it?',
  nobody: 'Nobody here may allow this yet. The owner can give a supervisor a PIN under Staff.',
  pin: 'PIN',
  allow: 'Allow'
}
