import { DOTS_PER_MM, drawLabel, type LabelLayout, type LabelSize } from '../../views/labels/label.ts'
import { labelOf } from '../../views/labels/label-of.ts'
import type { Bitmap } from '../../views/receipts/dots/bitmap.ts'
import { DOTS_PER_COLUMN, type Row } from '../../views/receipts/rows.ts'
import { wordsIn } from '../../views/words/words.ts'
import { question, type Reader } from '../db/prepare.ts'
import type { LabelLine } from '../labels/tables.ts'
import { readSettings } from '../settings/read-settings.ts'
import type { Moment } from '../values/clock.ts'
import type { Printer } from './find-printer.ts'

/** Labels that are the same, and how many. */
export interface DrawnLabels {
  bitmap: Bitmap
  copies: number
  /** For who cannot see it. */
  says: string
}

const runById = question<{ run_id: string }>()((db, { run_id }) =>
  db.selectFrom('label_runs').select(['layout', 'asked_at']).where('run_id', '=', run_id)
)

const linesOf = question<{ run_id: string }>()((db, { run_id }) =>
  db.selectFrom('label_lines').selectAll().where('run_id', '=', run_id).orderBy('line_no')
)

/** On receipt paper a label is as wide as the paper, and so high in dots. */
const ON_RECEIPT: Record<LabelLayout, number> = { shelf: 248, sticker: 208 }

/** How large a label of this printer is. */
export function labelSize(
  {
    language,
    columns,
    label_width_mm,
    label_height_mm
  }: Pick<Printer, 'language' | 'columns' | 'label_width_mm' | 'label_height_mm'>,
  layout: LabelLayout
): LabelSize {
  if (language === 'escpos') return { width: columns * DOTS_PER_COLUMN, height: ON_RECEIPT[layout] }
  return { width: label_width_mm * DOTS_PER_MM, height: label_height_mm * DOTS_PER_MM }
}

/** A label as this shop's printers would burn it at a moment. */
export function drawLine(
  reader: Reader,
  line: LabelLine,
  { at, layout, size }: { at: Moment; layout: LabelLayout; size: LabelSize }
): Bitmap {
  const { locale, zone } = readSettings(reader)
  return drawLabel(labelOf(line, { words: wordsIn(locale), locale, zone, at }), layout, size)
}

/**
 * Draws the labels of a run one after another, so that others may have their turn in between.
 *
 * @throws {Error} nothing is known of that run
 */
export function* drawRun(
  reader: Reader,
  run_id: string,
  printer: Parameters<typeof labelSize>[0]
): Generator<DrawnLabels> {
  const run = runById.find(reader, { run_id })
  if (!run) throw new Error(`nothing is known of labels ${run_id}`)
  const { layout, asked_at } = run
  const size = labelSize(printer, layout)
  for (const line of linesOf.list(reader, { run_id })) {
    yield {
      bitmap: drawLine(reader, line, { at: asked_at, layout, size }),
      copies: line.copies,
      says: line.name
    }
  }
}

/** Labels as rows of a slip, a cut after each: for receipt paper, and for a picture of it. */
export function labelRows(labels: Iterable<DrawnLabels>): Row[] {
  return [...labels].flatMap(({ bitmap, copies, says }) =>
    Array.from({ length: copies }, (): Row[] => [{ kind: 'image', bitmap, says }, { kind: 'cut' }]).flat()
  )
}
