/** Every way the shop says no to a person, with the HTTP status it answers. Sentences: `views/words/`. */
export const refusals = {
  'basket/changed': 409,
  'basket/empty': 409,
  'basket/fixed-line': 409,
  'basket/in-hand': 409,
  'basket/no-customer': 409,
  'basket/nothing-to-undo': 409,
  'basket/taken': 409,
  'box/busy': 503,
  'box/disk-full': 507,
  'box/halted': 503,
  'box/mistake': 500,
  'cash/amount-needed': 422,
  'cash/not-that-much': 422,
  'customer/gone': 404,
  'exchange/in-hand': 409,
  'exchange/nothing-new': 409,
  'form/stale': 403,
  'form/unreadable': 422,
  'import/done': 409,
  'import/gone': 404,
  'import/newer-first': 409,
  'import/nothing-good': 422,
  'import/undone': 409,
  'import/unreadable': 422,
  'item/barcode-taken': 409,
  'item/barcode-wrong': 422,
  'item/code-taken': 409,
  'item/faulty': 422,
  'item/gone': 404,
  'job/gone': 404,
  'page/missing': 404,
  'page/too-large': 413,
  'printer/address-wrong': 422,
  'printer/gone': 404,
  'printer/name-taken': 409,
  'qris/none': 409,
  'qris/unreadable': 422,
  'refund/changed': 409,
  'refund/gone': 404,
  'refund/not-void': 409,
  'refund/nothing': 422,
  'refund/reason-needed': 422,
  'refund/too-much': 409,
  'request/reused': 409,
  'right/ask': 403,
  'right/missing': 403,
  'right/sign-in': 401,
  'sale/gone': 404,
  'sale/short-tender': 422,
  'sale/too-much-given': 422,
  'scan/quantity': 422,
  'scan/several': 409,
  'scan/unknown': 404,
  'setup/code-wrong': 403,
  'setup/done': 409,
  'setup/incomplete': 409,
  'shift/closed': 409,
  'shift/gone': 404,
  'shift/open': 409,
  'sign-in/locked': 429,
  'sign-in/too-many': 429,
  'sign-in/wrong': 401,
  'staff/gone': 404,
  'staff/last-owner': 409,
  'staff/name-taken': 409,
  'staff/name-used': 409,
  'staff/oneself': 409,
  'staff/password-weak': 422,
  'staff/passwords-differ': 422,
  'staff/pin-weak': 422,
  'tender/customer-needed': 409,
  'tender/more-than-owed': 422,
  'tender/not-enough': 409,
  'tender/reference-needed': 422,
  'tender/unknown': 404,
  'terminal/gone': 404,
  'terminal/name-taken': 409,
  'terminal/needed': 409,
  'terminal/paired': 409,
  'voucher/expired': 409,
  'voucher/gone': 404
} as const

export type RefusalCode = keyof typeof refusals

/** The shop says no and a person can put it right. `facts` are what the sentence needs. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: RefusalCode
  readonly facts: Record<string, string | number>

  constructor(code: RefusalCode, facts: Record<string, string | number> = {}) {
    super(`${code} ${JSON.stringify(facts)}`)
    this.code = code
    this.facts = facts
  }
}
