import type { SlipDocument } from './document.ts'
import { type SlipContext, slipHead } from './slip-head.ts'

/** The slip that tells whether a printer is set up right: width, code page, bold, code and cut. */
export function testSlip(context: SlipContext, printer: { name: string; columns: number }): SlipDocument {
  const w = context.words.receipt
  const ruler = '1234567890'.repeat(5).slice(0, printer.columns)
  return {
    title: w.test_title,
    blocks: [
      ...slipHead(context),
      { kind: 'rule' },
      { kind: 'text', text: w.test_title, align: 'center', bold: true },
      { kind: 'text', text: printer.name, align: 'center' },
      { kind: 'text', text: ruler },
      { kind: 'pair', left: 'Café é è ü ñ', right: 'Rp 12.500' },
      { kind: 'text', text: w.test_text },
      { kind: 'qr', data: w.test_title },
      { kind: 'cut' }
    ]
  }
}
