import type { Promotion, Target } from '../../server/pricing/promotion.ts'
import { BUNDLE_PARTS, type PartName, type PromotionText } from '../../server/pricing/promotion-form.ts'
import type { Locale } from '../../server/settings/read-settings.ts'
import { figure } from '../format.ts'

/** A promotion as its own form would hold it; read back, it is the same promotion. */
export function promotionText(promotion: Promotion, locale: Locale): PromotionText {
  const { name, starts_on, ends_on, weekdays, from_minute, until_minute, group_id, priority } = promotion
  const all_day = from_minute === 0 && until_minute === 1440
  return {
    kind: promotion.offer.kind,
    name,
    starts_on,
    ends_on: ends_on ?? '',
    weekday:
      weekdays === 127 ? [] : [1, 2, 3, 4, 5, 6, 7].filter((day) => weekdays & (1 << (day - 1))).map(String),
    from_time: all_day ? '' : time(from_minute),
    until_time: all_day ? '' : time(until_minute % 1440),
    group: group_id ?? '',
    priority: String(priority),
    ...offerText(promotion.offer, locale)
  }
}

function offerText(offer: Promotion['offer'], locale: Locale): Partial<PromotionText> {
  const amount = (minor: number) => figure(minor, locale)
  switch (offer.kind) {
    case 'price-off':
      return { ...targetText('target', offer.target), ...offText(offer.off, amount) }
    case 'quantity-break':
      return {
        ...targetText('target', offer.target),
        ...offText(offer.off, amount),
        from: decimal(offer.from_milli / 1000)
      }
    case 'buy-get':
      return {
        ...targetText('buy', offer.buy),
        buy_count: String(offer.buy_count),
        ...(offer.get && targetText('get', offer.get)),
        get_same: offer.get ? 'no' : 'yes',
        get_count: String(offer.get_count),
        off_value: decimal(offer.basis_points / 100)
      }
    case 'bundle': {
      const parts = offer.parts.map(({ target, count }, at) => {
        const part = BUNDLE_PARTS[at]!
        return { ...targetText(part, target), [`${part}_count`]: String(count) }
      })
      return { ...Object.assign({}, ...parts), price: amount(offer.price_minor) }
    }
    case 'basket-off':
      return { ...offText(offer.off, amount), from: amount(offer.from_minor) }
  }
}

function offText(
  off:
    | { kind: 'percent'; basis_points: number }
    | { kind: 'amount' | 'amount-each'; amount_minor: number }
    | { kind: 'price-each'; price_minor: number },
  amount: (minor: number) => string
): Partial<PromotionText> {
  if (off.kind === 'percent') return { off_kind: off.kind, off_value: decimal(off.basis_points / 100) }
  if (off.kind === 'price-each') return { off_kind: off.kind, off_value: amount(off.price_minor) }
  return { off_kind: off.kind, off_value: amount(off.amount_minor) }
}

function targetText(part: PartName, target: Target): Partial<PromotionText> {
  if (target.of === 'everything') return { [`${part}_of`]: target.of }
  if (target.of === 'category') return { [`${part}_of`]: target.of, [`${part}_category`]: target.category_id }
  const items = target.items.map(({ item_id, unit_id }) => (unit_id ? `${item_id}/${unit_id}` : item_id))
  return { [`${part}_of`]: target.of, [`${part}_item`]: items }
}

function decimal(value: number): string {
  return String(value).replace('.', ',')
}

function time(minute: number): string {
  return [Math.floor(minute / 60), minute % 60].map((n) => String(n).padStart(2, '0')).join(':')
}
