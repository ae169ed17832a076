import { Refusal } from '../refusal.ts'
import { basisPoints, isDay } from '../settings/read-tax-form.ts'
import type { Minor } from '../values/money.ts'
import { readMoney, readQuantity } from '../values/read-number.ts'
import type { Off, Offer, Promotion, Target } from './promotion.ts'
import { BUNDLE_PARTS, type PartName, type PromotionText } from './promotion-form.ts'

const MOST_COUNT = 1000
const EVERY_DAY = 127
const WHOLE_DAY = 1440

/**
 * Reads a promotion as it was meant.
 *
 * @throws {Refusal} promotion/faulty, naming the field
 */
export function readPromotion(form: PromotionText, promotion_id: string): Promotion {
  const name = form.name.trim()
  if (!name || name.length > 60) throw faulty('name')
  const offer = readOffer(form)
  const starts_on = form.starts_on ?? ''
  if (!isDay(starts_on)) throw faulty('starts_on')
  const ends_on = form.ends_on || null
  if (ends_on !== null && (!isDay(ends_on) || ends_on < starts_on)) throw faulty('ends_on')
  const priority = Number(form.priority || '0')
  if (!Number.isInteger(priority) || Math.abs(priority) > 1000) throw faulty('priority')
  return {
    promotion_id,
    name,
    offer,
    priority,
    starts_on,
    ends_on,
    weekdays: readWeekdays(form.weekday ?? []),
    ...readHours(form),
    group_id: form.group || null
  }
}

function readOffer(form: PromotionText): Offer {
  switch (form.kind) {
    case 'price-off':
      return { kind: 'price-off', target: readTarget(form, 'target'), off: readOff(form) }
    case 'quantity-break': {
      const from_milli = readQuantity(form.from ?? '')
      if (typeof from_milli === 'string' || from_milli <= 0) throw faulty('from')
      return { kind: 'quantity-break', target: readTarget(form, 'target'), from_milli, off: readOff(form) }
    }
    case 'buy-get':
      return {
        kind: 'buy-get',
        buy: readTarget(form, 'buy'),
        buy_count: readCount(form, 'buy'),
        get: form.get_same === 'no' ? readTarget(form, 'get') : null,
        get_count: readCount(form, 'get'),
        basis_points: readPercent(form.off_value)
      }
    case 'bundle':
      return { kind: 'bundle', parts: readParts(form), price_minor: readAmount(form.price, 'price') }
    case 'basket-off':
      return {
        kind: 'basket-off',
        from_minor: readAmount(form.from, 'from_amount'),
        off: readBasketOff(form)
      }
  }
}

function readTarget(form: PromotionText, part: PartName): Target {
  const of = form[`${part}_of`]
  if (of === 'everything') return { of: 'everything' }
  if (of === 'category') {
    const category_id = form[`${part}_category`]
    if (!category_id) throw faulty('category')
    return { of: 'category', category_id }
  }
  const items = (form[`${part}_item`] ?? []).map(goodsOf)
  if (items.length === 0) throw faulty('items')
  return { of: 'items', items }
}

/** An item and its unit as they stand in the form, `item_id` or `item_id/unit_id`. */
export function goodsOf(text: string): { item_id: string; unit_id: string | null } {
  const [item_id = '', unit_id] = text.split('/')
  return { item_id, unit_id: unit_id || null }
}

function readParts(form: PromotionText): { target: Target; count: number }[] {
  const parts = BUNDLE_PARTS.filter((part) => !isBlank(form, part)).map((part) => ({
    target: readTarget(form, part),
    count: readCount(form, part)
  }))
  const pieces = parts.reduce((sum, { count }) => sum + count, 0)
  if (pieces < 2) throw faulty('parts')
  return parts
}

function isBlank(form: PromotionText, part: PartName): boolean {
  return form[`${part}_of`] !== 'everything' && !form[`${part}_category`] && !form[`${part}_item`]?.length
}

function readCount(form: PromotionText, part: PartName): number {
  const text = form[`${part}_count`] || '1'
  const count = Number(text)
  if (!/^\d{1,4}$/.test(text) || count < 1 || count > MOST_COUNT) throw faulty('count')
  return count
}

function readOff({ off_kind, off_value }: PromotionText): Off {
  if (off_kind === 'percent') return { kind: 'percent', basis_points: readPercent(off_value) }
  if (off_kind === 'price-each')
    return { kind: 'price-each', price_minor: readAmount(off_value, 'off_value') }
  const amount_minor = readAmount(off_value, 'off_value')
  if (amount_minor === 0) throw faulty('off_value')
  return { kind: 'amount-each', amount_minor }
}

function readBasketOff({ off_kind, off_value }: PromotionText) {
  if (off_kind === 'percent') return { kind: 'percent', basis_points: readPercent(off_value) } as const
  const amount_minor = readAmount(off_value, 'off_value')
  if (amount_minor === 0) throw faulty('off_value')
  return { kind: 'amount', amount_minor } as const
}

function readPercent(text: string | undefined): number {
  const basis_points = basisPoints(text ?? '')
  if (!basis_points || basis_points > 10_000) throw faulty('percent')
  return basis_points
}

function readAmount(text: string | undefined, field: string): Minor {
  const amount = readMoney(text ?? '')
  if (typeof amount === 'string') throw faulty(field)
  return amount
}

/** None chosen is every day: a promotion that never runs is nobody's wish. */
function readWeekdays(days: string[]): number {
  const bits = days
    .filter((day) => /^[1-7]$/.test(day))
    .reduce((sum, day) => sum | (1 << (Number(day) - 1)), 0)
  return bits || EVERY_DAY
}

function readHours({ from_time = '', until_time = '' }: PromotionText) {
  if (!from_time && !until_time) return { from_minute: 0, until_minute: WHOLE_DAY }
  const from_minute = from_time ? minuteOf(from_time) : 0
  const until_minute = until_time ? endMinute(until_time) : WHOLE_DAY
  if (from_minute === undefined || until_minute === undefined || from_minute === until_minute) {
    throw faulty('hours')
  }
  return { from_minute, until_minute }
}

function minuteOf(time: string): number | undefined {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)/.exec(time) ?? []
  return hour === undefined ? undefined : Number(hour) * 60 + Number(minute)
}

/** Until 00:00 is until the end of the day. */
function endMinute(time: string): number | undefined {
  const minute = minuteOf(time)
  return minute === 0 ? WHOLE_DAY : minute
}

function faulty(field: string): Refusal {
  return new Refusal('promotion/faulty', { field })
}
