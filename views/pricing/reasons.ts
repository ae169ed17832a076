import type { Reason } from '../../server/pricing/basket.ts'
import type { Locale } from '../../server/settings/read-settings.ts'
import { moneyText } from '../format.ts'
import type { Words } from '../words/words.ts'

/** A step on the way to a line's price, as one says it. */
export function reasonSentence(words: Words, locale: Locale, reason: Reason): string {
  const w = words.basket.slip
  const amount = 'amount_minor' in reason ? moneyText(reason.amount_minor, locale) : ''
  if (reason.kind === 'list') return words.basket.price.list(moneyText(reason.price_minor, locale), '')
  if (reason.kind === 'own-price') return `${w.own_price}: ${moneyText(reason.price_minor, locale)}`
  if (reason.kind === 'label' || reason.kind === 'order') return moneyText(reason.total_minor, locale)
  if (reason.kind === 'promotion') return `${reason.name}: −${amount}`
  if (reason.kind === 'passed-over') return reason.name
  if (reason.kind === 'tier') return `${w.tier}: −${amount}`
  if (reason.kind === 'service') return `${w.service}: ${amount}`
  if (reason.kind === 'tax') return `${reason.label}: ${amount}`
  return `${reason.kind === 'basket-discount' ? w.basket_discount : w.line_discount}: −${amount}`
}
