import type { LabelLayout } from '../../views/labels/label.ts'
import type { Moment } from '../values/clock.ts'
import type { Minor } from '../values/money.ts'
import type { Milli } from '../values/quantity.ts'

export interface LabelTables {
  label_runs: { run_id: string; layout: LabelLayout; asked_at: Moment; asked_by: string }
  label_lines: {
    run_id: string
    line_no: number
    item_id: string
    /** Null: the item's own unit. */
    unit_id: string | null
    code: string
    name: string
    unit: string
    /** How much of the item's own unit is in it. */
    holds_milli: Milli
    base_unit: string
    barcode: string | null
    price_minor: Minor
    /** Null: no tax is taken for it. */
    tax: 'included' | 'added' | null
    tax_label: string | null
    /** Whether a charge for serving comes on top. */
    service: 0 | 1
    copies: number
  }
}

/** What stands on a label, in the shop's terms. */
export type LabelLine = Omit<LabelTables['label_lines'], 'run_id' | 'line_no' | 'copies'>
