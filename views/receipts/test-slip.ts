import type { Columns, Cut } from '../../server/printing/tables.ts'
import type { CodePage } from './code-page.ts'
import type { Block, SlipDocument } from './document.ts'
import { type SlipContext, slipHead } from './slip-head.ts'

/** What a test page is of. */
interface Tested {
  name: string
  columns: Columns
  /** What it last said of itself. */
  says?: string[] | undefined
}

/** A part of a test page: what every slip is made of, or something that only a test tries. */
export type TestPart =
  /** `columns`: laid out for that paper, whatever the printer's is. */
  | { kind: 'blocks'; blocks: Block[]; columns?: Columns }
  | { kind: 'letters'; text: string; page: CodePage }
  | { kind: 'cut'; cut: Cut }

/** Letters that the code pages put in different places, the euro sign last: not every page has it. */
export const SAMPLE_LETTERS = 'Café é è ü ñ €'

/** The lines of letters by the sign that stands before each. */
export const LETTER_LINES = [
  { sign: 'A', page: 'pc858', name: 'PC858' },
  { sign: 'B', page: 'wpc1252', name: 'WPC1252' },
  { sign: 'C', page: 'pc437', name: 'PC437' }
] as const

/** The ways to cut by the number that is printed above each. */
export const CUT_TRIALS = [
  { number: 1, cut: 'partial' },
  { number: 2, cut: 'full' },
  { number: 3, cut: 'old-partial' },
  { number: 4, cut: 'old-full' }
] as const

/** No shop sells it: numbers from 20 to 29 are for use inside a shop. */
const SAMPLE_BARCODE = '2000000000008'

/** How a slip looks on this printer: for the screen, and for printers that are asked nothing. */
export function testSlip(context: SlipContext, printer: Tested): SlipDocument {
  const { receipt } = context.words
  return {
    title: receipt.test_title,
    blocks: [
      ...head(context, printer),
      ruler(printer.columns),
      { kind: 'pair', left: SAMPLE_LETTERS, right: 'Rp 12.500' },
      { kind: 'text', text: receipt.test_text },
      ...codes(context),
      { kind: 'cut' }
    ]
  }
}

/** The page that finds out what a receipt printer can: both widths, every page of letters, codes, and each way to cut. */
export function testPage(context: SlipContext, printer: Tested): TestPart[] {
  const w = context.words.test_page.paper
  const cuts = CUT_TRIALS.flatMap(({ number, cut }): TestPart[] => [
    { kind: 'blocks', blocks: [line(w.cut(number))] },
    { kind: 'cut', cut }
  ])
  return [
    { kind: 'blocks', blocks: [...head(context, printer), line(w.width)] },
    { kind: 'blocks', blocks: [ruler(32)], columns: 32 },
    { kind: 'blocks', blocks: [ruler(48)], columns: 48 },
    { kind: 'blocks', blocks: [{ kind: 'rule' }, line(w.letters)] },
    ...LETTER_LINES.map(
      ({ sign, page, name }): TestPart => ({
        kind: 'letters',
        text: `${sign} ${name.padEnd(8)}${SAMPLE_LETTERS}`,
        page
      })
    ),
    { kind: 'blocks', blocks: [{ kind: 'rule' }, line(w.codes), ...codes(context), { kind: 'rule' }] },
    ...cuts,
    // Where nothing cut, it can be torn off.
    { kind: 'cut', cut: 'none' }
  ]
}

function head(context: SlipContext, { name, says = [] }: Tested): Block[] {
  return [
    ...slipHead(context),
    { kind: 'rule' },
    { kind: 'text', text: context.words.receipt.test_title, align: 'center', bold: true },
    { kind: 'text', text: name, align: 'center' },
    ...says.map((text): Block => ({ kind: 'text', text, align: 'center' })),
    { kind: 'rule' }
  ]
}

/** Digits from edge to edge; the last ones say how many there are. */
function ruler(columns: Columns): Block {
  return line(`${'1234567890'.repeat(5).slice(0, columns - 3)}<${columns}`)
}

function codes({ words, settings }: SlipContext): Block[] {
  return [
    { kind: 'qr', data: `${settings.name}: ${words.test_page.paper.qr}` },
    { kind: 'barcode', data: SAMPLE_BARCODE }
  ]
}

function line(text: string): Block {
  return { kind: 'text', text }
}
