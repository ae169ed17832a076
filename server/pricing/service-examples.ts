import type { TaxRule } from '../settings/find-tax-rule.ts'
import type { Settings } from '../settings/read-settings.ts'
import { minor } from '../values/money.ts'
import { ONE } from '../values/quantity.ts'
import type { Basket, PricedBasket, ServiceCharge, ShopTime } from './basket.ts'
import { priceBasket } from './price-basket.ts'

/** A meal of Rp 100.000 with 20 % off: the example by which Jakarta's tax office explains the service charge. */
const MEAL: Basket = {
  lines: [
    {
      line_no: 1,
      item_id: 'meal',
      unit_id: null,
      name: '',
      unit: '',
      category_id: null,
      tax_class: 'served',
      quantity_milli: ONE,
      holds_milli: ONE,
      list_price_minor: minor(100_000),
      tiers: [],
      cost_minor: null,
      own_price_minor: null,
      fixed: null,
      discount: null
    }
  ],
  discount: { kind: 'percent', basis_points: 2000 },
  group_id: null
}

/**
 * What a meal costs with the service charge taken after the discount, and before it; both are lawful.
 *
 * @param tax the PBJT of the day; undefined where the outlet collects none
 * @see Bapenda DKI Jakarta, 2024: at 5 % and 10 % the tax is 8.400 after the discount, 8.500 before it
 */
export function serviceExamples(
  at: ShopTime,
  { service_bp, pbjt_included }: Pick<Settings, 'service_bp' | 'pbjt_included'>,
  tax: TaxRule | undefined
): Record<ServiceCharge['of'], PricedBasket> {
  const price = (of: ServiceCharge['of']) =>
    priceBasket(MEAL, {
      at,
      promotions: [],
      promotion_mode: 'best',
      taxes: tax ? { served: { ...tax, included: pbjt_included } } : {},
      service: service_bp > 0 ? { basis_points: service_bp, of } : null
    })
  return { net: price('net'), gross: price('gross') }
}
