import type { Off, Promotion, Target } from '../../server/pricing/promotion.ts'
import type { Locale } from '../../server/settings/read-settings.ts'
import { moneyText, percent, plainDay, quantity } from '../format.ts'
import type { Words } from '../words/words.ts'

/** What the goods and the groups that a promotion speaks of are called; undefined for what is gone. */
export interface Names {
  goods(item: { item_id: string; unit_id: string | null }): string | undefined
  category(category_id: string): string | undefined
  group(group_id: string): string | undefined
}

/** A sentence names so many goods; of the others it says how many they are. */
const NAMED = 3

interface Language {
  words: Words
  locale: Locale
}

/** What a promotion does, when and for whom, in one sentence that a cashier can read out. */
export function promotionSentence(language: Language, promotion: Promotion, names: Names): string {
  const parts = [offerText(language, promotion, names), ...circumstances(language, promotion, names)]
  const sentence = parts.join(', ')
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`
}

function offerText({ words, locale }: Language, { offer }: Promotion, names: Names): string {
  const w = words.promotions.says
  const goods = (target: Target, counted: Counted = 'any') =>
    targetText({ words, locale }, target, names, counted)
  switch (offer.kind) {
    case 'price-off':
      return offText(locale, offer.off, {
        percent: (off) => w.percent(goods(offer.target, 'all'), off),
        amount: (off) => w.amount_each(goods(offer.target, 'all'), off),
        price: (price) => w.price_each(goods(offer.target, 'all'), price)
      })
    case 'quantity-break': {
      const enough = w.from(goods(offer.target, 'same'), quantity(offer.from_milli, locale))
      return `${enough}, ${offText(locale, offer.off, { percent: w.all_percent, amount: w.all_amount_each, price: w.all_price_each })}`
    }
    case 'buy-get': {
      const off = offer.basis_points === 10_000 ? w.free : w.with_off(percent(offer.basis_points, locale))
      if (!offer.get) return w.buy_get_same(offer.buy_count, goods(offer.buy), offer.get_count, off)
      return w.buy_get(offer.buy_count, goods(offer.buy), offer.get_count, goods(offer.get), off)
    }
    case 'bundle': {
      const parts = offer.parts.map(({ count, target }) => w.part(count, goods(target)))
      return w.bundle(listed(locale, parts, 'conjunction'), moneyText(offer.price_minor, locale))
    }
    case 'basket-off': {
      const from = moneyText(offer.from_minor, locale)
      return offer.off.kind === 'percent'
        ? w.basket_percent(from, percent(offer.off.basis_points, locale))
        : w.basket_amount(from, moneyText(offer.off.amount_minor, locale))
    }
  }
}

/** Whether goods are all meant, so many of any of them, or so many of one of them. */
type Counted = 'all' | 'any' | 'same'

function targetText({ words, locale }: Language, target: Target, names: Names, counted: Counted): string {
  const w = words.promotions.says
  if (target.of === 'everything') return w.everything[counted]
  if (target.of === 'category') {
    const name = names.category(target.category_id)
    return name === undefined ? w.gone : w.category[counted](name)
  }
  const all = target.items.map((item) => names.goods(item) ?? w.gone)
  const list = counted === 'all' ? 'conjunction' : 'disjunction'
  if (all.length <= NAMED) return listed(locale, all, list)
  return listed(locale, [...all.slice(0, NAMED - 1), w.others(all.length - NAMED + 1)], list)
}

function offText(
  locale: Locale,
  off: Off,
  say: Record<'percent' | 'amount' | 'price', (figure: string) => string>
): string {
  if (off.kind === 'percent') return say.percent(percent(off.basis_points, locale))
  if (off.kind === 'amount-each') return say.amount(moneyText(off.amount_minor, locale))
  return say.price(moneyText(off.price_minor, locale))
}

function circumstances(
  { words, locale }: Language,
  { weekdays, from_minute, until_minute, group_id, starts_on, ends_on }: Promotion,
  names: Names
): string[] {
  const w = words.promotions.says
  const days = words.promotions.form.days.filter((_name, at) => weekdays & (1 << at))
  const all_day = from_minute === 0 && until_minute === 1440
  const from = plainDay(starts_on, locale)
  return [
    days.length < 7 && w.on_days(listed(locale, days, 'conjunction')),
    !all_day && w.hours(clock(from_minute, locale), clock(until_minute, locale)),
    group_id !== null && w.for_group(names.group(group_id) ?? w.gone),
    ends_on === null ? w.from_day(from) : w.days(from, plainDay(ends_on, locale))
  ].filter((part) => part !== false)
}

/** A minute of the day as a clock shows it, `15.30` or `15:30`; the last one is 24.00. */
function clock(minute: number, locale: Locale): string {
  const [hours, minutes] = [Math.floor(minute / 60), minute % 60].map((n) => String(n).padStart(2, '0'))
  return `${hours}${locale === 'id' ? '.' : ':'}${minutes}`
}

function listed(locale: Locale, names: string[], type: 'conjunction' | 'disjunction'): string {
  return new Intl.ListFormat(locale, { type }).format(names)
}
