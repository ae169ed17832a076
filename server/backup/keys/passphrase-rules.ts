import { plainPassphrase } from './key-file.ts'

/** The shortest passphrase: it is guessed at away from the box, where nobody counts the tries. */
export const PASSPHRASE_LENGTH = 12

/** What is tried first here and everywhere, alone or one after another. */
const COMMON =
  /password|sandi|rahasia|qwerty|uiop|asdf|ghjkl|zxcvb|indonesia|merdeka|garuda|jakarta|bandung|admin|laci|kasir|toko|warung|cadangan|backup|frasa|sayang|cinta|kamu|bismillah|alhamdulillah|ganteng|cantik|bunda|ayah|letmein|welcome|iloveyou|abcdef/g
/** As many letters must be left when the words above, what is known of the shop, and all figures are taken out. */
const LETTERS_LEFT = 6

const LOOKALIKES: Record<string, string> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', '@': 'a', $: 's' }

/**
 * What is the matter with a passphrase.
 *
 * @param known what anybody knows: the shop's name, its owner's
 */
export function faultOfPassphrase(typed: string, known: readonly string[]): 'short' | 'weak' | undefined {
  const passphrase = plainPassphrase(typed).toLowerCase()
  if ([...passphrase].length < PASSPHRASE_LENGTH) return 'short'
  const words = known.flatMap((name) => name.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [])
  return [passphrase, passphrase.replace(/[013450@$]/g, (sign) => LOOKALIKES[sign]!)].some((text) =>
    isPoor(text, words)
  )
    ? 'weak'
    : undefined
}

function isPoor(text: string, words: string[]): boolean {
  const own = words.reduce((rest, word) => rest.replaceAll(word, ' '), text.replace(COMMON, ' '))
  const letters = own.replace(/[^\p{L}]/gu, '')
  return letters.length < LETTERS_LEFT || new Set(letters).size < 4 || /^(.+?)\1+$/.test(letters)
}
