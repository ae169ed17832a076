import { randomInt } from 'node:crypto'

/** Crockford's base 32: no I, L, O and U, so that nothing is read as something else and no word comes about. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** 130 bits: nobody tries them all. */
const RANDOM_LETTERS = 26
const CHECK_LETTERS = 2
/** The largest prime that two letters hold: one wrong letter, or two neighbours swapped, always change the rest. */
const CHECK_PRIME = 1021
const CODE_LETTERS = RANDOM_LETTERS + CHECK_LETTERS
const GROUP = 4

/** A new code for the printed sheet, in seven groups of four to be read aloud: `7K2M-…-X9QF`. */
export function newRecoveryCode(): string {
  const letters = Array.from({ length: RANDOM_LETTERS }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  return grouped(letters + checkOf(letters))
}

/**
 * The code that somebody typed, as it was printed; undefined when it is none. Forgives upper and lower case, blanks and
 * dashes wherever, and the letters that stand for a figure (O for 0, I and L for 1).
 */
export function readRecoveryCode(typed: string): string | undefined {
  const letters = lettersOf(typed)
  const is_whole =
    looksLikeRecoveryCode(typed) &&
    checkOf(letters.slice(0, RANDOM_LETTERS)) === letters.slice(RANDOM_LETTERS)
  return is_whole ? grouped(letters) : undefined
}

/** Whether it has a code's length and letters, right or mistyped. */
export function looksLikeRecoveryCode(typed: string): boolean {
  const letters = lettersOf(typed)
  return letters.length === CODE_LETTERS && [...letters].every((letter) => LETTERS.includes(letter))
}

function lettersOf(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}_.]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
}

function checkOf(letters: string): string {
  const rest = [...letters].reduce((sum, letter) => (sum * 32 + LETTERS.indexOf(letter)) % CHECK_PRIME, 0)
  return LETTERS[rest >> 5]! + LETTERS[rest & 31]!
}

function grouped(letters: string): string {
  return letters.match(new RegExp(`.{${GROUP}}`, 'g'))!.join('-')
}
