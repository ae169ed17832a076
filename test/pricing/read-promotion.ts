import assert from 'node:assert/strict'
import type { Off, Offer, Promotion, Target } from '../../server/pricing/promotion.ts'
import { minor } from '../../server/values/money.ts'
import { milli } from '../../server/values/quantity.ts'
import { basisPoints, DAYS, number } from './paper-numbers.ts'

/** Reads a promotion as the papers write it: the offer, then what limits it, each after a bar. */
export function readPromotion(name: string, text: string): Promotion {
  const [offer, ...limits] = text.split(' | ')
  const promotion: Promotion = {
    promotion_id: name,
    name,
    offer: readOffer(offer!),
    priority: 0,
    starts_on: '2026-01-01',
    ends_on: null,
    weekdays: 127,
    from_minute: 0,
    until_minute: 1440,
    group_id: null
  }
  for (const limit of limits) Object.assign(promotion, readLimit(limit))
  return promotion
}

function readLimit(text: string): Partial<Promotion> {
  const [, from, until] = /^(\d\d:\d\d)-(\d\d:\d\d)$/.exec(text) ?? []
  if (from && until) return { from_minute: minute(from), until_minute: minute(until) }
  const [, starts_on, ends_on] = /^(\S{10}) to (\S{10})$/.exec(text) ?? []
  if (starts_on && ends_on) return { starts_on, ends_on }
  const [, group_id] = /^for (\w+)$/.exec(text) ?? []
  if (group_id) return { group_id }
  const [, priority] = /^priority (\d+)$/.exec(text) ?? []
  if (priority) return { priority: Number(priority) }
  const weekdays = text.split(' ').map((day) => DAYS.indexOf(day))
  assert(!weekdays.includes(-1), `what is “${text}”?`)
  return { weekdays: weekdays.reduce((bits, day) => bits | (1 << day), 0) }
}

function minute(text: string): number {
  const [hour, minute] = text.split(':').map(Number)
  return hour! * 60 + minute!
}

function readOffer(text: string): Offer {
  const got = /^buy (\d+) (.+) get (\d+) (?:(.+) )?(?:free|at (\S+)% off)$/.exec(text)
  if (got) {
    const [, buy_count, buy, get_count, get, percent] = got
    return {
      kind: 'buy-get',
      buy: readTarget(buy!),
      buy_count: Number(buy_count),
      get: get === undefined ? null : readTarget(get),
      get_count: Number(get_count),
      basis_points: percent ? basisPoints(percent) : 10_000
    }
  }
  const bundle = /^bundle (.+) for (\S+)$/.exec(text)
  if (bundle) {
    const parts = bundle[1]!.split(' + ').map((part) => {
      const [, count, target] = /^(\d+) (.+)$/.exec(part)!
      return { count: Number(count), target: readTarget(target!) }
    })
    return { kind: 'bundle', parts, price_minor: minor(number(bundle[2]!)) }
  }
  const basket = /^basket from (\S+) (\S+?)(%?) off$/.exec(text)
  if (basket) {
    const [, from, amount, percent] = basket
    const off = percent
      ? ({ kind: 'percent', basis_points: basisPoints(amount!) } as const)
      : ({ kind: 'amount', amount_minor: minor(number(amount!)) } as const)
    return { kind: 'basket-off', from_minor: minor(number(from!)), off }
  }
  const [, from, target, off] =
    /^(?:from (\d+) )?(\S.*?) (\S+% off|\S+ off each|at \S+ each)$/.exec(text) ??
    assert.fail(`what is “${text}”?`)
  if (!from) return { kind: 'price-off', target: readTarget(target!), off: readOff(off!) }
  return {
    kind: 'quantity-break',
    target: readTarget(target!),
    from_milli: milli(Number(from) * 1000),
    off: readOff(off!)
  }
}

function readOff(text: string): Off {
  const [, percent] = /^(\S+)% off$/.exec(text) ?? []
  if (percent) return { kind: 'percent', basis_points: basisPoints(percent) }
  const [, amount] = /^(\S+) off each$/.exec(text) ?? []
  if (amount) return { kind: 'amount-each', amount_minor: minor(number(amount)) }
  return { kind: 'price-each', price_minor: minor(number(text.split(' ')[1]!)) }
}

function readTarget(text: string): Target {
  if (text === 'all') return { of: 'everything' }
  const [, category_id] = /^\[(.+)\]$/.exec(text) ?? []
  if (category_id) return { of: 'category', category_id }
  const items = text.split('/').map((item) => {
    const [, item_id, unit_id] = /^(.+?)(?: per (\w+))?$/.exec(item)!
    return { item_id: item_id!, unit_id: unit_id ?? null }
  })
  return { of: 'items', items }
}
