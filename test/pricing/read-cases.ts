import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type {
  Basket,
  BasketLine,
  Discount,
  OutletTax,
  PriceRules,
  TaxClass
} from '../../server/pricing/basket.ts'
import { minor } from '../../server/values/money.ts'
import { milli } from '../../server/values/quantity.ts'
import { basisPoints, DAYS, number } from './paper-numbers.ts'
import { readPromotion } from './read-promotion.ts'

/** What is taken off a line, by the name it has on the paper: a promotion's, `tier`, `discount` or `basket`. */
export interface ExpectedLine {
  total_minor: number
  /** Undefined where the paper doesn't say. */
  off?: Record<string, number>
  passed_over?: string[]
}

/** Some pieces that come back. */
interface ExpectedRefund {
  line_no: number
  quantity_milli: number
  /** What is given back for them. */
  total_minor: number
}

/** A priced basket from the paper: what goes in, and what a person with a pencil made of it. */
export interface PaperCase {
  name: string
  basket: Basket
  rules: PriceRules
  lines: ExpectedLine[]
  service_minor: number | undefined
  /** By label: the tax and its base. */
  taxes: Record<string, { tax_minor: number; base_minor: number }>
  total_minor: number | undefined
  /** In the order in which they come; only a paper about refunds has any. */
  refunds: ExpectedRefund[]
}

/** Units of an item that are not its own. */
const PACKS: Record<string, number> = { pack: 5, lusin: 12, dus: 40 }

/** Reads a paper of priced baskets; how one is written stands at the head of `priced-baskets.txt`. */
export function readCases(file: string): PaperCase[] {
  const cases: PaperCase[] = []
  for (const [at, row] of readFileSync(join(import.meta.dirname, file), 'utf8')
    .split('\n')
    .entries()) {
    const text = row.replace(/#.*/, '').trim()
    if (text === '') continue
    const heading = /^== (.+)$/.exec(text)
    if (heading) cases.push(emptyCase(heading[1]!))
    else assert(readRow(cases.at(-1)!, text), `${file}:${at + 1} cannot be read: ${text}`)
  }
  return cases
}

function emptyCase(name: string): PaperCase {
  return {
    name,
    basket: { lines: [], discount: null, group_id: null },
    rules: {
      at: { day: '2026-11-20', weekday: 5, minute: 600 },
      promotions: [],
      promotion_mode: 'best',
      taxes: {},
      service: null
    },
    lines: [],
    service_minor: undefined,
    taxes: {},
    total_minor: undefined,
    refunds: []
  }
}

/** Each kind of row, and what it says about the case; the first that fits is it. */
const ROWS: [RegExp, (on: PaperCase, ...found: string[]) => void][] = [
  [/^customer (\w+)$/, (on, group) => Object.assign(on.basket, { group_id: group })],
  [/^by priority$/, (on) => Object.assign(on.rules, { promotion_mode: 'priority' })],
  [
    /^at (\w{3}) (\d\d):(\d\d)$/,
    (on, day, hour, minute) => Object.assign(on.rules, { at: at(day!, hour!, minute!) })
  ],
  [/^on (\d{4}-\d\d-\d\d)$/, (on, day) => Object.assign(on.rules.at, { day })],
  [/^discount (\S+)$/, (on, discount) => Object.assign(on.basket, { discount: readDiscount(discount!) })],
  [
    /^service (\S+)% of (net|gross)$/,
    (on, part, of) => Object.assign(on.rules, { service: { basis_points: basisPoints(part!), of } })
  ],
  [/^charge (\S+) (\S+)% of (\d+)\/(\d+) (included|on top)(?: for (\w+))?$/, readTax],
  [
    /^promo (\w+): (.+)$/,
    (on, name, text) =>
      Object.assign(on.rules, { promotions: [...on.rules.promotions, readPromotion(name!, text!)] })
  ],
  [/^total (\S+)$/, (on, total) => Object.assign(on, { total_minor: number(total!) })],
  [/^service is (\S+)$/, (on, service) => Object.assign(on, { service_minor: number(service!) })],
  [
    /^(\S+) is (\S+) of (\S+)$/,
    (on, label, tax, base) =>
      Object.assign(on.taxes, { [label!]: { tax_minor: number(tax!), base_minor: number(base!) } })
  ],
  [
    /^refund (\S+) of line (\d+) = (\S+)$/,
    (on, quantity, line_no, total) =>
      on.refunds.push({
        line_no: Number(line_no),
        quantity_milli: thousandths(quantity!),
        total_minor: number(total!)
      })
  ],
  [
    /^(\S+) (\w+) ([^@]+) @(\S+)(.*?) = ([\d.]+)(?: after (.+?))?(?:; not (.+))?$/,
    (on, quantity, unit, name, price, more, total, off, passed_over) => {
      const line_no = on.basket.lines.length + 1
      const line = readLine(line_no, {
        quantity: quantity!,
        unit: unit!,
        name: name!,
        price: price!,
        more: more!
      })
      Object.assign(on.basket, { lines: [...on.basket.lines, line] })
      on.lines.push({
        total_minor: number(total!),
        ...(off && { off: off === 'nothing' ? {} : Object.fromEntries(off.split(', ').map(readOff)) }),
        ...(passed_over && { passed_over: passed_over === 'nobody' ? [] : passed_over.split(', ') })
      })
    }
  ]
]

function readRow(on: PaperCase, text: string): boolean {
  for (const [pattern, read] of ROWS) {
    const found = pattern.exec(text)
    if (!found) continue
    read(on, ...found.slice(1))
    return true
  }
  return false
}

function at(day: string, hour: string, minute: string) {
  const weekday = DAYS.indexOf(day) + 1
  assert(weekday > 0, `${day} is no weekday`)
  return { day: `2026-11-${15 + weekday}`, weekday, minute: Number(hour) * 60 + Number(minute) }
}

function readTax(on: PaperCase, ...[label, rate, over, under, how, tax_class]: string[]): void {
  const tax: OutletTax = {
    tax_rule_id: label!,
    label: label!,
    included: how === 'included',
    rate: [Number(rate), 100],
    base: [Number(over), Number(under)]
  }
  Object.assign(on.rules, { taxes: { ...on.rules.taxes, [tax_class ?? 'standard']: tax } })
}

function readDiscount(text: string): Discount {
  if (text.endsWith('%')) return { kind: 'percent', basis_points: basisPoints(text.slice(0, -1)) }
  return { kind: 'amount', amount_minor: minor(number(text)) }
}

function readOff(text: string): [string, number] {
  const [name, amount] = text.split(' ')
  return [name!, number(amount!)]
}

function thousandths(quantity: string): number {
  return Math.round(Number(quantity.replaceAll('.', '').replace(',', '.')) * 1000)
}

function readLine(
  line_no: number,
  { quantity, unit, name, price, more }: Record<'quantity' | 'unit' | 'name' | 'price' | 'more', string>
): BasketLine {
  const found = (pattern: RegExp) => pattern.exec(more)?.[1]
  const fixed = /\b(label|order) (\S+)/.exec(more)
  const own = found(/\bown (\S+)/)
  const discount = found(/ -(\S+)/)
  const left = more.replace(/\(.*\)|\[.*?\]|\{.*?\}|\b(label|order|own) \S+| -\S+/g, '').trim()
  assert(left === '', `what is “${left}”?`)
  return {
    line_no,
    item_id: name,
    unit_id: unit in PACKS ? unit : null,
    name,
    unit,
    category_id: found(/\[(.+?)\]/) ?? null,
    tax_class: (found(/\{(\w+)\}/) ?? 'standard') as TaxClass,
    quantity_milli: milli(thousandths(quantity)),
    holds_milli: milli((PACKS[unit] ?? 1) * 1000),
    list_price_minor: minor(number(price)),
    tiers: (found(/\((.+)\)/)?.split('; ') ?? []).map((text) => {
      const [, from, each, group] = /^(\S+)\+ (\S+)(?: (\w+))?$/.exec(text)!
      return {
        from_milli: milli(thousandths(from!)),
        group_id: group ?? null,
        price_minor: minor(number(each!))
      }
    }),
    cost_minor: null,
    own_price_minor: own === undefined ? null : minor(number(own)),
    fixed: fixed && { total_minor: minor(number(fixed[2]!)), by: fixed[1] as 'label' | 'order' },
    discount: discount === undefined ? null : readDiscount(discount)
  }
}
