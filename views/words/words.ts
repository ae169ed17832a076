import type { Locale } from '../../server/settings/read-settings.ts'
import { en } from './en.ts'
import { id } from './id.ts'

/** Every sentence a person reads, in one language. The Indonesian table is the pattern; English must match it. */
export type Words = typeof id

const tables: Record<Locale, Words> = { id, en }

/** The sentences in a language. */
export function wordsIn(locale: Locale): Words {
  return tables[locale]
}
