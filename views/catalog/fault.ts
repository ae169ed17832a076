import type { Fault } from '../../server/catalog/price-list/faults.ts'
import { moneyText } from '../format.ts'
import type { Page } from '../page.ts'

/** All that a fault needs to be said; a terminal has it too. */
export type Speech = Pick<Page, 'words' | 'locale'>

/** Longer values are cut where they stand in a sentence. */
const LONGEST_VALUE = 60

/** Why a cell won't do, without saying which: to stand beside it. */
export function faultReason({ words, locale }: Speech, { code, facts = {} }: Fault): string {
  const sentence = words.items.faults[code]
  if (typeof sentence === 'string') return sentence
  return sentence({ ...facts, cost: moneyText(Number(facts['cost_minor'] ?? 0), locale) })
}

/** Which cell won't do, what it says, and why. */
export function faultSentence(page: Speech, fault: Fault): string {
  const { items } = page.words
  const value = shortened(fault.value)
  const reason = faultReason(page, fault)
  if (fault.field === 'row') return items.import.row_fault(value, reason)
  return items.import.fault(items.fields[fault.field], value, reason)
}

function shortened(value: string): string {
  const letters = [...value]
  return letters.length > LONGEST_VALUE ? `${letters.slice(0, LONGEST_VALUE).join('')}…` : value
}
