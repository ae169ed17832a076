import { kept } from '../db/kept.ts'
import { question, type Reader } from '../db/prepare.ts'
import { findTaxRule } from '../settings/find-tax-rule.ts'
import { readSettings, type Settings } from '../settings/read-settings.ts'
import type { TaxKind } from '../settings/tables.ts'
import type { BusinessDay } from '../values/business-day.ts'
import type { Moment } from '../values/clock.ts'
import type { OutletTax, PriceRules, ShopTime, TaxClass } from './basket.ts'
import type { Offer, Promotion } from './promotion.ts'

const unstopped = question()((db) =>
  db.selectFrom('promotions').selectAll().where('stopped_at', 'is', null).orderBy('promotion_id')
)

// With two hundred of them, reading them for every scan took as long as all the rest of it.
const readUnstopped = kept('promotions', (reader) => unstopped.list(reader, {}).map(promotionOf))

/** Everything that a price at this moment depends on, but for the basket itself. */
export function readPriceRules(reader: Reader, day: BusinessDay, now: Moment): PriceRules {
  const settings = readSettings(reader)
  const { promotion_mode, service_bp, service_of, zone } = settings
  return {
    at: shopTime(day, now, zone),
    promotions: readUnstopped(reader).filter((promotion) => isOnDay(promotion, day)),
    promotion_mode,
    taxes: outletTaxes(reader, day, settings),
    service: service_bp > 0 ? { basis_points: service_bp, of: service_of } : null
  }
}

function isOnDay({ starts_on, ends_on }: Promotion, day: BusinessDay): boolean {
  return starts_on <= day && (ends_on === null || day <= ends_on)
}

/** The taxes that the outlet collects on a business day, by the class of the goods. */
function outletTaxes(
  reader: Reader,
  day: BusinessDay,
  { collects_tax, prices_include_tax, collects_pbjt, pbjt_included }: Settings
): Partial<Record<TaxClass, OutletTax>> {
  const tax = (kind: TaxKind, included: boolean) => {
    const rule = findTaxRule(reader, day, kind)
    return rule && { ...rule, included }
  }
  const standard = collects_tax ? tax('ppn', prices_include_tax) : undefined
  const luxury = collects_tax ? tax('ppn-luxury', prices_include_tax) : undefined
  const served = collects_pbjt ? tax('pbjt', pbjt_included) : undefined
  return { ...(standard && { standard }), ...(luxury && { luxury }), ...(served && { served }) }
}

/** A moment as the shop's clock and calendar show it; the business day is the shift's. */
function shopTime(day: BusinessDay, now: Moment, zone: string): ShopTime {
  const local = Temporal.Instant.from(now).toZonedDateTimeISO(zone)
  return { day, weekday: local.dayOfWeek, minute: local.hour * 60 + local.minute }
}

/** A promotion as it stands in its row; what is given is written by our own form alone. */
export function promotionOf(row: ReturnType<typeof unstopped.read>): Promotion {
  const { changed_at: _changed, stopped_at: _stopped, offer, ...rest } = row
  return { ...rest, offer: JSON.parse(offer) as Offer }
}
