import { moneyText } from '../format.ts'
import { characterName, type qris as pattern } from './qris-id.ts'

const AGAIN = 'Scan or copy the whole code again.'

export const qris: typeof pattern = {
  title: 'QRIS',
  text: 'Customers scan the code on the screen and the amount is filled in. The code is made in this box, without the internet.',
  none: 'Not set up yet',
  set_up: 'Set up QRIS',

  faults: {
    'too-short': ({ found }) => `There are only ${found} characters, too few for a QRIS code. ${AGAIN}`,
    'too-long': ({ found, most }) => `The code has ${found} characters; a QRIS code has ${most} at most.`,
    characters: ({ position, found }) =>
      `Character ${position} (“${characterName(found)}”) cannot be part of a QRIS code. ${AGAIN}`,
    'not-a-payment-code': ({ found }) =>
      `This is not a payment code. QRIS codes begin with 000201, and this one with “${found}”.`,
    'cut-short': ({ after }) => `The code breaks off after field ${after}. ${AGAIN}`,
    'tag-unreadable': ({ after, found }) =>
      `After field ${after} there should be the number of a field, but it says “${found}”. ${AGAIN}`,
    'length-unreadable': ({ tag, found }) =>
      `The length of field ${tag} should be two digits, but it says “${found}”. ${AGAIN}`,
    'length-lies': ({ tag, expected, found }) =>
      `Field ${tag} should have ${expected} characters, but only ${found} are left. ${AGAIN}`,
    'duplicate-tag': ({ tag }) => `Field ${tag} stands there twice. ${AGAIN}`,
    'missing-crc': `The checksum at the end is missing: the code is cut off. ${AGAIN}`,
    'crc-not-last': ({ after }) =>
      `Something follows the checksum (field ${after}). Use one code only, from its beginning to its end.`,
    'crc-wrong': ({ expected, found }) =>
      `The checksum does not match (it should be ${expected} and says ${found}): a character has changed. ${AGAIN}`,
    'missing-tag': ({ tag }) => `Field ${tag} is missing, and every QRIS code must have it.`,
    'not-rupiah': ({ found }) => `The currency of this code is not the rupiah (360) but ${found}.`,
    'not-indonesia': ({ found }) => `The country of this code is not Indonesia (ID) but ${found}.`,
    'not-qris': 'This is a payment code, but not a QRIS one.',
    'nmid-wrong': ({ found }) =>
      found
        ? `Its NMID is “${found}”, but should be ID and 13 digits.`
        : 'This code names no NMID (ID and 13 digits).',
    'not-static':
      'This code is for a single payment. Use the one printed on the shop’s QRIS sticker (static QRIS).',
    'has-amount': ({ found }) =>
      `This code always asks for ${found} rupiah. Use a sticker’s code, where the customer enters the amount.`,
    'amount-wrong': 'The amount must be whole rupiah, Rp\u00a01 or more.',
    'amount-too-large': ({ most }) =>
      `One QRIS payment is ${moneyText(Number(most), 'en')} at most. Use another way to pay.`,
    'bill-wrong': 'The receipt number in a QRIS code must be 1 to 25 plain letters, digits or signs.',
    'terminal-wrong': 'The name of the till in a QRIS code must be 1 to 25 plain letters, digits or signs.',
    'no-room': 'The shop’s code says too much already; there is no room left for the receipt number.'
  },

  form: {
    title: 'The shop’s QRIS code',
    payload: 'What the static QRIS code says',
    payload_hint:
      'Point the scanner at the shop’s QRIS sticker, or paste the text of the code. It begins with 000201 and needs no tidying.',
    empty: 'As soon as the code is in, you read here what it says.',
    name: 'Merchant name',
    city: 'City',
    nmid: 'NMID',
    criteria: 'Criteria',
    criteria_names: {
      UMI: 'micro business',
      UKE: 'small business',
      UME: 'medium business',
      UBE: 'large business',
      URE: 'regular business'
    },
    mode: 'What customers are shown',
    dynamic: 'A code with the amount',
    dynamic_text: 'The customer scans and agrees, no more.',
    original: 'The shop’s own code',
    original_text: 'The amount is shown large, and the customer types it.',
    remove: 'Take this code out',
    remove_text: 'The till no longer offers QRIS until there is a new code.'
  },

  preview: {
    title: 'Example',
    none: 'No code has been saved yet.',
    asks: (amount) => `This code asks for ${amount}. Do not pay it, it is only an example.`,
    types: (amount) => `The customer types ${amount}.`,
    label: (name, amount) => `QRIS code of ${name}, ${amount}`,
    label_static: (name) => `QRIS code of ${name}, without an amount`
  },

  care: {
    title: 'Good to know',
    points: [
      'This box cannot tell whether a payment has come in. Look for the notification in the shop’s app or phone before you hand over the goods. The customer’s screen proves nothing.',
      'The code with the amount is made from the shop’s own code. Some banks or wallets may turn it down. If that happens, choose “The shop’s own code”.',
      'Never charge customers extra for paying by QRIS: Bank Indonesia forbids it.',
      'One payment is Rp\u00a010.000.000 at most.'
    ]
  },

  check: {
    title: 'Check the shop’s sticker',
    text: 'Fraudsters stick their own code over the shop’s. Scan your own sticker, as often as you can.',
    scan: 'Scan a sticker in the shop',
    action: 'Check',
    never: 'No sticker has been found to match yet.',
    last: (time) => `Last match: ${time}.`,
    same: 'It matches: this sticker pays your shop.',
    'other-merchant': 'ANOTHER MERCHANT! This sticker pays somebody else.',
    'other-merchant-text': 'Take the sticker down now, and tell the bank that issued your QRIS code.',
    'other-account': 'The NMID is yours, but the account is another.',
    'other-account-text':
      'It may be a sticker of another bank of yours, or a forgery. Ask the bank that issued it first.',
    kept: 'The shop’s code',
    scanned: 'This sticker'
  }
}
