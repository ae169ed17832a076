import type { Settings } from '../../server/settings/read-settings.ts'
import type { Words } from '../words/words.ts'
import type { Block } from './document.ts'

/** What a slip is drawn with besides its own facts. */
export interface SlipContext {
  words: Words
  settings: Settings
}

/** The shop's head: name, address, telephone and tax number as PER-11/PJ/2025 art. 51 asks of a slip. */
export function slipHead({ words, settings }: SlipContext): Block[] {
  const { name, address, phone, npwp } = settings
  const line = (text: string): Block => ({ kind: 'text', text, align: 'center' })
  return [
    { kind: 'text', text: name, align: 'center', bold: true, size: 'double' },
    ...(address ? [line(address)] : []),
    ...(phone ? [line(phone)] : []),
    ...(npwp ? [line(`${words.receipt.npwp} ${dotted(npwp)}`)] : [])
  ]
}

/** What a slip printed once more says of itself; nothing on the first. */
export function copyMark({ words }: SlipContext, copy_no = 0): Block[] {
  return copy_no > 0 ? [{ kind: 'text', text: words.receipt.copy, align: 'center', bold: true }] : []
}

/** The old 15-digit tax number in its printed form; the 16-digit one in groups of four. */
function dotted(npwp: string): string {
  if (npwp.length === 15) return npwp.replace(/(..)(...)(...)(.)(...)(...)/, '$1.$2.$3.$4-$5.$6')
  return npwp.replace(/(.{4})(?=.)/g, '$1 ')
}
