import type { Reason } from '../../server/pricing/basket.ts'
import type { Locale } from '../../server/settings/read-settings.ts'
import { moneyText, quantity } from '../format.ts'
import type { Words } from '../words/words.ts'

/**
 * A step on the way to a line's price as a sentence, without a full stop: it stands in a list.
 *
 * @param unit the name of the line's unit, said after a quantity
 */
export function reasonSentence(words: Words, locale: Locale, reason: Reason, unit = ''): string {
  const says = words.pricing.reasons
  const money = (amount: number) => moneyText(amount, locale)
  const count = (thousandths: number) => `${quantity(thousandths, locale)} ${unit}`.trim()
  switch (reason.kind) {
    case 'list':
    case 'own-price':
      return says[reason.kind](money(reason.price_minor))
    case 'label':
    case 'order':
      return says[reason.kind](money(reason.total_minor))
    case 'tier': {
      const say = reason.group_id === null ? says.tier : says.group_tier
      return say(count(reason.from_milli), money(reason.price_minor), money(reason.amount_minor))
    }
    case 'promotion':
      return says.promotion(reason.name, count(reason.quantity_milli), money(reason.amount_minor))
    case 'basket-promotion':
      return says['basket-promotion'](reason.name, money(reason.amount_minor))
    case 'passed-over':
      return says['passed-over'](reason.name)
    case 'line-discount':
    case 'basket-discount':
    case 'service':
      return says[reason.kind](money(reason.amount_minor))
    case 'tax':
      return says[reason.included ? 'tax_included' : 'tax_added'](reason.label, money(reason.amount_minor))
  }
}
