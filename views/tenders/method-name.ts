import type { TenderKind } from '../../server/tenders/tables.ts'
import type { Words } from '../words/words.ts'

/** What a means of paying is called, on a button as on the slip: by the shop, or else by the language. */
export function methodName(words: Words, { name, kind }: { name: string | null; kind: TenderKind }): string {
  return name ?? words.slips.means[kind]
}

/**
 * A letter for each name: its first one that no name before it took. Letters, because the figures go into the amount;
 * a name whose letters are all taken has none.
 */
export function keysOf(names: readonly string[]): (string | undefined)[] {
  const taken = new Set<string>()
  return names.map((name) => {
    const key = [...initialsFirst(name)].find((letter) => !taken.has(letter))
    if (key) taken.add(key)
    return key
  })
}

/** The first letter of each word, last word first (`EDC BCA`: b, e), then all its letters. */
function initialsFirst(name: string): string {
  const words = name.toLowerCase().match(/[a-z]+/g) ?? []
  return (
    words
      .map(([initial]) => initial)
      .reverse()
      .join('') + words.join('')
  )
}
