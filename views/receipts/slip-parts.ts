import type { Settings, SlipPart } from '../../server/settings/read-settings.ts'

/** The parts of a slip that the owner may leave out, in the order they stand on it. */
export const SLIP_PARTS = [
  'logo',
  'address',
  'phone',
  'cashier',
  'customer',
  'tax',
  'points',
  'savings',
  'link'
] as const satisfies SlipPart[]

/** How many lines may stand under the address, and at the end of a slip; and how long the text of each may be. */
export const HEAD_LINES = 6
export const FOOT_LINES = 8
export const HEAD_LENGTH = 300
export const FOOT_LENGTH = 400

/** What a shop that collects PPN has to say on its slips: who and where it is, its NPWP, DPP and PPN (PER-11/PJ/2025 art. 51). */
const BOUND: readonly SlipPart[] = ['address', 'tax']

/** Whether the law has a part of the slip stand there. */
export function isBound(part: SlipPart, { collects_tax }: Pick<Settings, 'collects_tax'>): boolean {
  return collects_tax && BOUND.includes(part)
}

/** Whether a part of the slip is shown: as the owner said, or because the law asks for it. */
export function shows(settings: Pick<Settings, 'collects_tax' | 'receipt_shows'>, part: SlipPart): boolean {
  return settings.receipt_shows[part] || isBound(part, settings)
}
