import { readFileSync } from 'node:fs'
import type { ItemDraft } from '../catalog/price-list/check-row.ts'
import { type PriceList, readPriceList } from '../catalog/price-list/read-price-list.ts'
import type { Dice } from './dice.ts'

const DATA = new URL('./data/', import.meta.url)

/** A product that the example shop will sell. */
export type Good = ItemDraft

/** The example shop's price list: the file, and what it says. */
export type GoodsList = PriceList & { file_name: string; bytes: Buffer }

/** One line of a customer's shopping. */
export interface Wanted {
  good: Good
  pieces: number
}

/** Reads the example shop's price list as any shop's. */
export function readGoods(): GoodsList {
  const file_name = 'products-id.csv'
  const bytes = readFileSync(new URL(file_name, DATA))
  return { file_name, bytes, ...readPriceList(bytes) }
}

/** How many products at most stand for one grocery; the first is bought most, the second half as often, … */
const STAND_INS = 8

/**
 * Customers who buy what real ones bought together: each takes a basket of the market-basket data, with products
 * of ours in the place of its groceries, so that what was popular there is popular here.
 *
 * @returns a function that sends in the next customer.
 */
export function readCustomers({ rows }: GoodsList, chance: Dice): () => Wanted[] {
  const goods = rows.flatMap(({ draft }) => draft ?? [])
  const products = readLines('groceries.csv')
    .slice(1)
    .map((line) => standIns(goods, line.split(',')[1]!.split('|'), chance))
  const baskets = readLines('baskets.txt').map((line) => line.split(' ').map((no) => Number.parseInt(no, 36)))
  return () => {
    const wanted = new Map<Good, number>()
    for (const grocery of chance.pick(baskets)) {
      wanted.set(favouring(products[grocery]!, chance), pieces(chance))
    }
    return [...wanted].map(([good, pieces]) => ({ good, pieces }))
  }
}

function readLines(name: string): string[] {
  return readFileSync(new URL(name, DATA), 'utf8').trimEnd().split('\n')
}

/** Some products of which a word, or the whole name, begins as one of these. */
function standIns(goods: readonly Good[], beginnings: string[], chance: Dice): Good[] {
  const fitting = goods.filter(({ name }) => beginnings.some((text) => ` ${name}`.includes(` ${text}`)))
  const some: Good[] = []
  while (fitting.length > 0 && some.length < STAND_INS) {
    some.push(...fitting.splice(chance.below(fitting.length), 1))
  }
  return some
}

function favouring(goods: readonly Good[], chance: Dice): Good {
  return goods[chance.weigh(goods.map((_good, i) => 1 / (i + 1)))]!
}

function pieces(chance: Dice): number {
  const roll = chance.below(100)
  if (roll < 84) return 1
  return roll < 96 ? 2 : 3 + chance.below(4)
}
