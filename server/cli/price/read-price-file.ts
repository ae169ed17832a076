import type { TSchema } from 'typebox'
import { Value } from 'typebox/value'
import type { Basket, BasketLine, Discount, OutletTax, PriceRules, ShopTime } from '../../pricing/basket.ts'
import type { Offer, Promotion, Target } from '../../pricing/promotion.ts'
import { businessDay } from '../../values/business-day.ts'
import { minor } from '../../values/money.ts'
import { type Milli, milli, ONE } from '../../values/quantity.ts'
import {
  type FileLine,
  type FileOff,
  type FilePromotion,
  type FileTarget,
  type FileTax,
  PROMOTIONS,
  PriceFile
} from './file-shape.ts'

/** What is wrong with the file, and where: `lines.2.price`, counted as a person counts. */
export class PriceFileFault extends Error {
  override readonly name = 'PriceFileFault'
  readonly code: 'not-json' | 'missing' | 'unknown' | 'wrong'
  readonly place: string
  readonly found: string

  constructor(code: PriceFileFault['code'], place = '', found = '') {
    super(`${code} ${place} ${found}`)
    this.code = code
    this.place = place
    this.found = found
  }
}

const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/**
 * Reads a basket and the rules that price it from a JSON file; its shape is described in `docs/pricing.md`.
 *
 * @param now what time it is where the file says nothing, as the wall shows it
 * @throws {PriceFileFault} at the first thing that it cannot use
 */
export function readPriceFile(
  text: string,
  now: Temporal.PlainDateTime
): { basket: Basket; rules: PriceRules } {
  const file = checked<PriceFile>(PriceFile, parsed(text), '')
  const promotions = (file.promotions ?? []).map((promotion, at) => {
    return checked<FilePromotion>(PROMOTIONS[promotion.kind], promotion, `/promotions/${at}`)
  })
  return {
    basket: {
      lines: file.lines.map(lineOf),
      discount: file.discount === undefined ? null : discountOf(file.discount),
      group_id: file.group ?? null
    },
    rules: {
      at: timeAt(file.at === undefined ? now : momentOf(file.at)),
      promotions: promotions.map(promotionOf),
      promotion_mode: file.mode ?? 'best',
      taxes: Object.assign({}, ...(file.taxes ?? []).map(taxOf)),
      service: file.service
        ? { basis_points: basisPoints(file.service.percent), of: file.service.of ?? 'net' }
        : null
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new PriceFileFault('not-json')
  }
}

/** @param within where the value stands in the file, as a path */
function checked<Shape>(schema: TSchema, value: unknown, within: string): Shape {
  const faults = Value.Errors(schema, value).filter(({ keyword }) => keyword !== 'boolean')
  // A misspelt name leaves the right one missing: the misspelling is what to say.
  const fault = faults.find(({ keyword }) => keyword === 'additionalProperties') ?? faults[0]
  if (!fault) return value as Shape
  const path = within + fault.instancePath
  const { params } = fault as { params: Record<string, string[] | undefined> }
  const [unknown] = params['additionalProperties'] ?? []
  if (unknown !== undefined) throw new PriceFileFault('unknown', asSaid(`${path}/${unknown}`))
  const [missing] = params['requiredProperties'] ?? []
  if (missing !== undefined) throw new PriceFileFault('missing', asSaid(`${path}/${missing}`))
  throw new PriceFileFault(
    'wrong',
    asSaid(path),
    JSON.stringify(Value.Pointer.Get(value, fault.instancePath))
  )
}

/** `/lines/1/price` as `lines.2.price`. */
function asSaid(path: string): string {
  const steps = path.slice(1).split('/')
  return steps.map((step) => (/^\d+$/.test(step) ? String(Number(step) + 1) : step)).join('.')
}

function momentOf(at: string): Temporal.PlainDateTime {
  try {
    return Temporal.PlainDateTime.from(at.replace(' ', 'T'))
  } catch {
    throw new PriceFileFault('wrong', 'at', at) // the 31st of February
  }
}

/** The day of trade begins at four, as it does in a shop. */
function timeAt(at: Temporal.PlainDateTime): ShopTime {
  const day = businessDay(at.toZonedDateTime('UTC').toInstant().toString(), 'UTC')
  return { day, weekday: at.dayOfWeek, minute: at.hour * 60 + at.minute }
}

function lineOf(line: FileLine, at: number): BasketLine {
  const place = `lines.${at + 1}`
  const { own_price, label, order, discount } = line
  return {
    line_no: at + 1,
    item_id: line.item,
    unit_id: line.holds === undefined ? null : (line.unit ?? ''),
    name: line.item,
    unit: line.unit ?? '',
    category_id: line.category ?? null,
    tax_class: line.class ?? 'standard',
    quantity_milli: thousandths(line.quantity, `${place}.quantity`),
    holds_milli: line.holds === undefined ? ONE : thousandths(line.holds, `${place}.holds`),
    list_price_minor: minor(line.price),
    tiers: (line.tiers ?? []).map(({ from, price, group }, tier) => ({
      from_milli: thousandths(from, `${place}.tiers.${tier + 1}.from`),
      group_id: group ?? null,
      price_minor: minor(price)
    })),
    cost_minor: null,
    own_price_minor: own_price === undefined ? null : minor(own_price),
    fixed:
      label !== undefined
        ? { total_minor: minor(label), by: 'label' }
        : order !== undefined
          ? { total_minor: minor(order), by: 'order' }
          : null,
    discount: discount === undefined ? null : discountOf(discount)
  }
}

function promotionOf(promotion: FilePromotion, at: number): Promotion {
  const { name, days = WEEK, from = '00:00', until = '24:00' } = promotion
  return {
    promotion_id: String(at + 1).padStart(5, '0'),
    name,
    offer: offerOf(promotion, `promotions.${at + 1}`),
    priority: promotion.priority ?? 0,
    starts_on: promotion.starts ?? '0000-01-01',
    ends_on: promotion.ends ?? null,
    weekdays: days.reduce((bits, day) => bits | (1 << WEEK.indexOf(day)), 0),
    from_minute: minuteOf(from),
    until_minute: minuteOf(until),
    group_id: promotion.group ?? null
  }
}

function offerOf(promotion: FilePromotion, place: string): Offer {
  switch (promotion.kind) {
    case 'buy-get': {
      const { kind, buy, buy_count, get, get_count, off = '100%' } = promotion
      const got = get ? targetOf(get) : null
      return { kind, buy: targetOf(buy), buy_count, get: got, get_count, basis_points: basisPoints(off) }
    }
    case 'quantity-break': {
      const { kind, target, from_quantity, off } = promotion
      const from_milli = thousandths(from_quantity, `${place}.from_quantity`)
      return { kind, target: targetOf(target), from_milli, off: offOf(off) }
    }
    case 'bundle': {
      const parts = promotion.parts.map(({ target, count }) => ({ target: targetOf(target), count }))
      return { kind: 'bundle', parts, price_minor: minor(promotion.price) }
    }
    case 'price-off':
      return { kind: 'price-off', target: targetOf(promotion.target), off: offOf(promotion.off) }
    case 'basket-off':
      return { kind: 'basket-off', from_minor: minor(promotion.from_total), off: discountOf(promotion.off) }
  }
}

function targetOf({ category, item, items = [], unit }: FileTarget): Target {
  if (category !== undefined) return { of: 'category', category_id: category }
  const named = item === undefined ? items : [item, ...items]
  if (named.length === 0) return { of: 'everything' }
  return { of: 'items', items: named.map((item_id) => ({ item_id, unit_id: unit ?? null })) }
}

function offOf({ percent, each, price }: FileOff) {
  if (percent !== undefined) return { kind: 'percent', basis_points: basisPoints(percent) } as const
  if (each !== undefined) return { kind: 'amount-each', amount_minor: minor(each) } as const
  return { kind: 'price-each', price_minor: minor(price!) } as const
}

function taxOf({ label, percent, of = '1/1', included = true, for: classes = ['standard'] }: FileTax) {
  const [over, under] = of.split('/').map(Number)
  const tax: OutletTax = { tax_rule_id: label, label, included, rate: [percent, 100], base: [over!, under!] }
  return Object.fromEntries(classes.map((tax_class) => [tax_class, tax]))
}

function discountOf(discount: string | number): Discount {
  if (typeof discount === 'string') return { kind: 'percent', basis_points: basisPoints(discount) }
  return { kind: 'amount', amount_minor: minor(discount) }
}

function basisPoints(percent: string): number {
  return Math.round(Number(percent.slice(0, -1).replace(',', '.')) * 100)
}

function minuteOf(hour: string): number {
  const [hours, minutes] = hour.split(':').map(Number)
  return hours! * 60 + minutes!
}

/** @throws {PriceFileFault} where there are more than three digits behind the point */
function thousandths(quantity: number, place: string): Milli {
  const rounded = Math.round(quantity * 1000)
  if (Math.abs(rounded - quantity * 1000) > 1e-6 * Math.max(1, quantity)) {
    throw new PriceFileFault('wrong', place, String(quantity))
  }
  return milli(rounded)
}
