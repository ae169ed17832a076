import type { Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { type Comparison, compareMerchants } from '../qris/compare-merchants.ts'
import { orRefuse } from '../qris/fault.ts'
import { Refusal } from '../refusal.ts'
import { changeSettings } from './change-settings.ts'
import { readSettings } from './read-settings.ts'

/** What a scanned sticker turned out to be, beside the code that the shop keeps. */
export type StickerCheck = {
  result: Comparison['result']
  kept_name: string
  kept_nmid: string
  scanned_name: string
  scanned_nmid: string
}

/**
 * Compares a scanned sticker with the shop's own code and writes down what came out, a stranger's code too. What
 * cannot be read is no check.
 *
 * @throws {Refusal} qris/none, qris/unreadable
 */
export function checkSticker(tx: Tx, by: By, scanned_payload: string): StickerCheck {
  const { qris_static } = readSettings(tx)
  if (qris_static === null) throw new Refusal('qris/none')
  const { result, kept, scanned } = orRefuse(compareMerchants(qris_static, scanned_payload))
  const same = result === 'same'
  if (same) changeSettings(tx, by, { qris_checked_at: by.at })
  record(tx, by, { type: 'qris.checked', subject_id: scanned.nmid, facts: { same: same ? 1 : 0 } })
  return {
    result,
    kept_name: kept.name,
    kept_nmid: kept.nmid,
    scanned_name: scanned.name,
    scanned_nmid: scanned.nmid
  }
}
