import type { WholeSale } from '../../server/sales/find-sales.ts'
import type { ShiftReport } from '../../server/shifts/find-shift.ts'
import { later } from '../../server/values/clock.ts'
import { minor } from '../../server/values/money.ts'

const FLOAT = 200_000
const HOURS_MS = 8 * 3_600_000

/** A shift in which the sample sale was all that was sold. */
export function sampleShift(sale: WholeSale): ShiftReport {
  const nothing = minor(0)
  const cash_minor = minor(sale.total_minor + sale.rounding_minor)
  const expected_minor = minor(FLOAT + cash_minor)
  return {
    shift: {
      shift_id: '',
      terminal_id: '',
      terminal_code: 'K1',
      business_day: '',
      opened_at: later(sale.sold_at, -HOURS_MS),
      opened_by: '',
      opened_by_name: sale.cashier,
      holder_id: null,
      supplement_to: null,
      supplement_no: 0,
      of_z_number: null,
      float_minor: minor(FLOAT)
    },
    moves: [],
    sales: 1,
    total_minor: sale.total_minor,
    tax_minor: sale.tax_minor,
    refunds: 0,
    refunded_minor: nothing,
    refunded_tax_minor: nothing,
    net_minor: sale.total_minor,
    cash_minor,
    first_receipt_no: sale.receipt_no,
    last_receipt_no: sale.receipt_no,
    expected_minor,
    takings: [{ method_id: 'cash', method: 'cash', name: null, times: 1, amount_minor: cash_minor }],
    service_minor: nothing,
    rounding_minor: sale.rounding_minor,
    taxes: sale.taxes.map(({ label, tax_minor }) => ({ label, tax_minor })),
    by_hand_minor: minor(500),
    by_promotion_minor: nothing,
    payments: [],
    drawer: { without_sale: [], found_open: 0 },
    closing: {
      shift_id: '',
      closed_at: sale.sold_at,
      closed_by: '',
      closed_by_name: sale.cashier,
      z_number: 1,
      counted_minor: expected_minor,
      expected_minor,
      reason: null,
      taken_by: null,
      taken_by_name: null
    },
    cashiers: [],
    counts: [],
    supplements: []
  }
}
