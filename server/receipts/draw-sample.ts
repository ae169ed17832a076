import { type Block, layOut, type Row, type SlipDocument } from '../../views/receipts/document.ts'
import { giftSlip } from '../../views/receipts/gift-slip.ts'
import { refundSlip } from '../../views/receipts/refund-slip.ts'
import { saleSlip } from '../../views/receipts/sale-slip.ts'
import type { SlipContext } from '../../views/receipts/slip-head.ts'
import { zSlip } from '../../views/receipts/z-slip.ts'
import { sampleRefund } from '../../views/settings/sample-refund.ts'
import { SAMPLE_LINK, SAMPLE_STANDING, sampleSale } from '../../views/settings/sample-sale.ts'
import { sampleShift } from '../../views/settings/sample-shift.ts'
import { wordsIn } from '../../views/words/words.ts'
import type { Reader } from '../db/prepare.ts'
import type { Columns } from '../printing/tables.ts'
import { currentDay } from '../settings/current-day.ts'
import { findTaxRule } from '../settings/find-tax-rule.ts'
import { readSettings, type Settings } from '../settings/read-settings.ts'
import type { Moment } from '../values/clock.ts'
import { findLogo } from './find-logo.ts'

/** What samples there are. */
export const SAMPLES = ['sale', 'refund', 'gift', 'z'] as const
export type SampleKind = (typeof SAMPLES)[number]

/** What a printing job of a sample is of: `sample-sale`. */
export function sampleSubject(kind: SampleKind): string {
  return `sample-${kind}`
}

/** The rows that would be printed of a slip of this kind, by settings that may not be kept yet. */
export function drawSample(
  reader: Reader,
  { settings, kind, columns, now }: { settings: Settings; kind: SampleKind; columns: Columns; now: Moment }
): Row[] {
  return layOut(writeSample(reader, { settings, kind, columns, now }), columns)
}

/**
 * A sample for paper, as the designer's page last asked for it: it says at both ends that it is one.
 *
 * @returns undefined when the job is no sample's
 */
export function writePaperSample(
  reader: Reader,
  { subject_id, asked_at, columns }: { subject_id: string; asked_at: Moment | undefined; columns: Columns }
): SlipDocument | undefined {
  const kind = SAMPLES.find((one) => sampleSubject(one) === subject_id)
  if (!kind || !asked_at) return undefined
  const kept = readSettings(reader)
  const settings = { ...kept, ...kept.receipt_draft }
  const slip = writeSample(reader, { settings, kind, columns, now: asked_at })
  const mark: Block = {
    kind: 'text',
    text: wordsIn(settings.locale).slip_look.mark,
    align: 'center',
    bold: true,
    size: 'double'
  }
  return { ...slip, blocks: [mark, ...slip.blocks.slice(0, -1), mark, { kind: 'cut' }] }
}

function writeSample(
  reader: Reader,
  { settings, kind, columns, now }: { settings: Settings; kind: SampleKind; columns: Columns; now: Moment }
): SlipDocument {
  const words = wordsIn(settings.locale)
  const context: SlipContext = { settings, words, logo: findLogo(reader, settings.receipt_logo, columns) }
  const rule = settings.collects_tax ? findTaxRule(reader, currentDay(reader, now)) : undefined
  const sale = sampleSale(now, words, rule)
  switch (kind) {
    case 'sale':
      return saleSlip(context, sale, { link: SAMPLE_LINK, standing: SAMPLE_STANDING })
    case 'refund':
      return refundSlip(context, sampleRefund(sale, words), { link: SAMPLE_LINK })
    case 'gift':
      return giftSlip(context, sale)
    case 'z':
      return zSlip(context, sampleShift(sale))
  }
}
