import type { Settings } from '../../server/settings/read-settings.ts'
import type { Words } from '../words/words.ts'
import type { Block } from './document.ts'
import type { Bitmap } from './dots/bitmap.ts'
import { shows } from './slip-parts.ts'

/** What a slip is drawn with besides its own facts. */
export interface SlipContext {
  words: Words
  settings: Settings
  /** The shop's logo for the paper it is printed on, where there is one. */
  logo?: Bitmap | undefined
}

/** The head of a slip for a customer: the logo, the shop, and what the owner says under its address. */
export function slipHead(context: SlipContext): Block[] {
  const { settings, logo } = context
  const { name, receipt_head } = settings
  return [
    ...(logo && shows(settings, 'logo') ? [{ kind: 'image', bitmap: logo, says: name } as const] : []),
    ...shopHead(context),
    ...(receipt_head ? [centred(receipt_head)] : [])
  ]
}

/**
 * Who the shop is: name, address, telephone and tax number as PER-11/PJ/2025 art. 51 asks of a slip. By itself it is the
 * head of what the shop prints for its own books, where a logo would be a waste of paper.
 */
export function shopHead({ words, settings }: SlipContext): Block[] {
  const { name, address, phone, npwp } = settings
  return [
    { kind: 'text', text: name, align: 'center', bold: true, size: 'double' },
    ...(address && shows(settings, 'address') ? [centred(address)] : []),
    ...(phone && shows(settings, 'phone') ? [centred(phone)] : []),
    ...(npwp && shows(settings, 'tax') ? [centred(`${words.receipt.npwp} ${dotted(npwp)}`)] : [])
  ]
}

/** Who served, on a slip that says it. */
export function cashierLine({ words, settings }: SlipContext, cashier: string): Block[] {
  return shows(settings, 'cashier') ? [{ kind: 'text', text: `${words.receipt.cashier} ${cashier}` }] : []
}

/** The code that leads to the same slip on a telephone. */
export function linkCode({ words, settings }: SlipContext, link: string | undefined): Block[] {
  return link && shows(settings, 'link') ? [{ kind: 'qr', data: link, caption: words.receipt.link }] : []
}

/** What a slip printed once more says of itself; nothing on the first. */
export function copyMark({ words }: SlipContext, copy_no = 0): Block[] {
  return copy_no > 0 ? [{ kind: 'text', text: words.receipt.copy, align: 'center', bold: true }] : []
}

function centred(text: string): Block {
  return { kind: 'text', text, align: 'center' }
}

/** The old 15-digit tax number in its printed form; the 16-digit one in groups of four. */
function dotted(npwp: string): string {
  if (npwp.length === 15) return npwp.replace(/(..)(...)(...)(.)(...)(...)/, '$1.$2.$3.$4-$5.$6')
  return npwp.replace(/(.{4})(?=.)/g, '$1 ')
}
