import type { Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { changeSettings } from '../settings/change-settings.ts'
import { readSettings, type Settings, type SlipLook } from '../settings/read-settings.ts'

/** How slips look now. */
export function lookOf(settings: Settings): SlipLook {
  const { columns, receipt_head, receipt_foot, receipt_shows, receipt_logo } = settings
  return { columns, receipt_head, receipt_foot, receipt_shows, receipt_logo }
}

/** Whether two looks are one and the same. */
export function isSameLook(one: SlipLook, other: SlipLook): boolean {
  return differing(one, other).length === 0
}

/** Has slips look otherwise from now on, and remembers how they looked until now. */
export function saveLook(tx: Tx, by: By, look: SlipLook): void {
  const before = lookOf(readSettings(tx))
  const changed = differing(look, before)
  if (changed.length === 0) return
  changeSettings(tx, by, { ...Object.fromEntries(changed), receipt_earlier: before })
  if (!changed.some(([name]) => name === 'receipt_logo')) return
  const { receipt_logo: logo } = look
  const facts = logo ? { state: 'shown', style: logo.style, size: logo.size } : { state: 'taken off' }
  const subject_id = logo?.logo_id ?? before.receipt_logo?.logo_id ?? ''
  record(tx, by, { type: 'logo.changed', subject_id, facts })
}

/** Has slips look as they did before the last change, which may be taken back in the same way; else nothing happens. */
export function bringLookBack(tx: Tx, by: By): void {
  const { receipt_earlier } = readSettings(tx)
  if (receipt_earlier) saveLook(tx, by, receipt_earlier)
}

/** By what is said, in whichever order. */
function differing(look: SlipLook, other: SlipLook): [string, unknown][] {
  return Object.entries(look).filter(
    ([name, value]) => textOf(value) !== textOf(other[name as keyof SlipLook])
  )
}

function textOf(value: SlipLook[keyof SlipLook]): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  return JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
