import { wordsIn } from '../../views/words/words.ts'
import { DestinationFault } from '../backup/destinations/destination.ts'
import { ObjectFault } from '../backup/objects/header.ts'
import { kindOf } from '../backup/restore/fault.ts'
import { Refusal } from '../refusal.ts'
import type { CommandIo } from './laci.ts'
import { cliLocale } from './words.ts'

/** sysexits.h: EX_USAGE, EX_DATAERR, EX_NOINPUT, EX_UNAVAILABLE, EX_CANTCREAT, EX_NOPERM. */
export const EXIT = { usage: 64, data: 65, no_input: 66, unavailable: 69, taken: 73, refused: 77 } as const

/** What went wrong in words, when it is something that a person can put right. @throws the error when it is none */
export function sentenceOf(error: unknown, { env }: CommandIo): string {
  const { refusals, restore } = wordsIn(cliLocale(env))
  if (error instanceof Refusal) {
    const sentence = refusals[error.code]
    return typeof sentence === 'string' ? sentence : sentence(error.facts)
  }
  const sentence = restore.faults[kindOf(error)](error instanceof ObjectFault ? detailOf(error) : '')
  return error instanceof DestinationFault ? `${sentence} (${error.message})` : sentence
}

export function exitOf(error: unknown): number {
  if (error instanceof Refusal) {
    if (error.code === 'backup/no-key-file') return EXIT.no_input
    return /passphrase|code/.test(error.code) ? EXIT.refused : EXIT.data
  }
  const kind = kindOf(error)
  if (kind === 'wrong-key') return EXIT.refused
  if (kind === 'no-room') return EXIT.taken
  return kind === 'unreachable' || kind === 'missing' ? EXIT.unavailable : EXIT.data
}

/** The zone of the machine's clock: the shop's own is not known before it is restored. */
export function systemZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

function detailOf({ message, kind }: ObjectFault): string {
  return message.slice(`${kind}: `.length)
}
