import { change, pick, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { readPrinter } from '../printing/find-printer.ts'
import { queueSlip } from '../printing/queue-jobs.ts'
import type { PrinterLanguage } from '../printing/tables.ts'
import { Refusal } from '../refusal.ts'
import { listGoods } from './find-goods.ts'
import { labelLines } from './label-lines.ts'
import type { LabelTables } from './tables.ts'

/** Above so many labels somebody has to say that they mean it. */
export const MANY = 50

/** Labels of one run: more are more than a roll, and on receipt paper more than a printer takes in good time. */
export function mostLabels(language: PrinterLanguage): number {
  return language === 'escpos' ? 100 : 500
}

/** What somebody wants printed. */
export interface LabelOrder {
  run_id: string
  printer_id: string
  layout: LabelTables['label_runs']['layout']
  /** Keys of goods, each once. */
  wanted: { key: string; copies: number }[]
  /** That so many are meant. */
  is_sure: boolean
}

const addRun = change<LabelTables['label_runs']>()((db, row) =>
  db.insertInto('label_runs').values(pick(row, ['run_id', 'layout', 'asked_at', 'asked_by']))
)

const addLine = change<LabelTables['label_lines']>()((db, row) =>
  db
    .insertInto('label_lines')
    .values(
      pick(row, [
        'run_id',
        'line_no',
        'item_id',
        'unit_id',
        'code',
        'name',
        'unit',
        'holds_milli',
        'base_unit',
        'barcode',
        'price_minor',
        'tax',
        'tax_label',
        'service',
        'copies'
      ])
    )
)

/**
 * Asks for labels with the prices of now, in one job; what stands on them is kept, so that they can be printed again.
 *
 * @throws {Refusal} printer/gone, labels/nothing, labels/too-many, labels/sure, item/gone
 */
export function printLabels(tx: Tx, by: By & { staff_id: string }, order: LabelOrder): { job_id: string } {
  const { run_id, printer_id, layout } = order
  const printer = readPrinter(tx, printer_id)
  const wanted = order.wanted.filter(({ copies }) => copies > 0)
  const labels = wanted.reduce((sum, { copies }) => sum + copies, 0)
  const most = mostLabels(printer.language)
  if (labels === 0) throw new Refusal('labels/nothing')
  if (labels > most) throw new Refusal('labels/too-many', { labels, most })
  if (labels > MANY && !order.is_sure) throw new Refusal('labels/sure', { labels })

  const goods = listGoods(
    tx,
    wanted.map(({ key }) => key)
  )
  if (goods.length < wanted.length) throw new Refusal('item/gone')
  addRun.run(tx, { run_id, layout, asked_at: by.at, asked_by: by.staff_id })
  for (const [i, line] of labelLines(tx, goods, by.at).entries()) {
    addLine.run(tx, { ...line, run_id, line_no: i + 1, copies: wanted[i]!.copies })
  }
  record(tx, by, { type: 'labels.printed', subject_id: run_id, facts: { printer_id, layout, labels } })
  return { job_id: queueSlip(tx, by, { printer_id, kind: 'labels', subject_id: run_id }) }
}
