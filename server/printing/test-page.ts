import { conditionsOf } from '../../views/printing/printer-state.ts'
import { TEST_STEPS, type TestStep } from '../../views/printing/test-page.ts'
import { layOut } from '../../views/receipts/document.ts'
import { type TestPart, testPage } from '../../views/receipts/test-slip.ts'
import { wordsIn } from '../../views/words/words.ts'
import type { Reader } from '../db/prepare.ts'
import { readSettings } from '../settings/read-settings.ts'
import { encodeTestPage, type TestPiece } from './escpos.ts'
import type { Printer } from './find-printer.ts'
import { findPrinterState } from './printer-states.ts'
import type { PrinterCard } from './save-printer.ts'
import type { DrawerPin } from './tables.ts'

/** What each answer says of a receipt printer; one that says nothing of it changes nothing. */
const LESSONS: Record<Exclude<TestStep, 'drawer'>, Record<string, Partial<PrinterCard>>> = {
  width: { '48': { columns: 48 }, '32': { columns: 32 } },
  letters: {
    pc858: { code_page: 'pc858' },
    wpc1252: { code_page: 'wpc1252' },
    pc437: { code_page: 'pc437' },
    ascii: { code_page: 'ascii' },
    drawn: { code_page: 'drawn' }
  },
  cut: {
    partial: { cut: 'partial' },
    full: { cut: 'full' },
    'old-partial': { cut: 'old-partial' },
    'old-full': { cut: 'old-full' },
    none: { cut: 'none' }
  },
  // A printer that can't draw the code itself is sent a picture of it, and of all the rest.
  qr: { yes: {}, faint: {}, missing: { code_page: 'drawn' } }
}

/** How a drawer is tried: either wire, then longer and longer, as old solenoids want it. */
export const DRAWER_TRIALS: readonly { drawer_pin: DrawerPin; pulse_ms: number }[] = [100, 200, 400].flatMap(
  (pulse_ms) => [
    { drawer_pin: 2 as const, pulse_ms },
    { drawer_pin: 5 as const, pulse_ms }
  ]
)

/** What an answer teaches of a printer; undefined when it is no answer to that. */
export function lessonOf(
  step: Exclude<TestStep, 'drawer'>,
  answer: string
): Partial<PrinterCard> | undefined {
  const lessons = LESSONS[step]
  return Object.hasOwn(lessons, answer) ? lessons[answer] : undefined
}

/** A pulse as a form carries it: `2-120`. @returns undefined when it is none that a printer could give */
export function pulseFrom(text: string): Pick<PrinterCard, 'drawer_pin' | 'pulse_ms'> | undefined {
  const [, pin, ms] = /^([25])-(\d{1,3})$/.exec(text) ?? []
  const pulse_ms = Number(ms)
  if (!pin || pulse_ms < 2 || pulse_ms > 510 || pulse_ms % 2 !== 0) return undefined
  return { drawer_pin: pin === '2' ? 2 : 5, pulse_ms }
}

/** The steps that a form or a link says were learnt from; whatever else it says is passed over. */
export function stepsFrom(text: string): TestStep[] {
  const said = text.split(',')
  return TEST_STEPS.filter((step) => said.includes(step))
}

/** The steps that taught something, with one more; a drawer that nothing opens teaches nothing. */
export function withStep(learnt: string, step: TestStep, answer: string): string {
  const taught = step === 'drawer' && answer === 'none' ? [] : [step]
  return [...stepsFrom(learnt), ...taught].join(',')
}

/** The bytes of a receipt printer's test page, which tries what it is not set to as well. */
export function encodeTest(reader: Reader, printer: Printer): Buffer {
  const settings = readSettings(reader)
  const { columns, code_page, cut, answers } = printer
  const piece = (part: TestPart): TestPiece => {
    if (part.kind !== 'blocks') return part
    const width = part.columns ?? columns
    const rows = layOut({ title: '', blocks: part.blocks }, width, code_page)
    return { kind: 'rows', rows, columns: width }
  }
  const words = wordsIn(settings.locale)
  const state = findPrinterState(reader, printer.printer_id)
  const says = state && conditionsOf(words, { printer, state }).map(({ text }) => text)
  const parts = testPage({ words, settings }, { ...printer, says })
  return encodeTestPage(parts.map(piece), { columns, code_page, cut, tells: answers !== 'never' })
}
