import type { Choice, What } from '../choice.ts'
import { customers } from './customers.ts'
import { days, takings } from './days.ts'
import { items, itemTiers, itemUnits } from './items.ts'
import { ledger } from './ledger.ts'
import { refundLines, refunds, refundTenders } from './refunds.ts'
import { saleLines, sales, tenders } from './sales.ts'
import { settings, staff, taxRules } from './settings.ts'
import type { Sheet } from './sheet.ts'
import { stockLevels, stockMoves } from './stock.ts'

const SHEETS: Record<Exclude<What, 'everything' | 'customers'>, Sheet[]> = {
  sales: [sales, saleLines, tenders],
  refunds: [refunds, refundLines, refundTenders],
  stock: [stockLevels, stockMoves],
  items: [items, itemUnits, itemTiers],
  days: [days, takings],
  ledger: [ledger],
  settings: [settings, staff, taxRules]
}

/**
 * The tables of a choice. As CSV, where a file is one table, sales and refunds are their lines, each with the number,
 * the hour and the people of its slip; whatever else has several tables comes as several files.
 */
export function listSheets({ what, format }: Choice, may_see_phones: boolean): Sheet[] {
  if (what === 'customers') return [customers(may_see_phones)]
  if (what === 'everything') return [...Object.values(SHEETS).flat(), customers(may_see_phones)]
  if (format === 'csv' && what === 'sales') return [saleLines]
  if (format === 'csv' && what === 'refunds') return [refundLines]
  return SHEETS[what]
}
