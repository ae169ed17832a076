import { isSoonGuessed } from './guess-password.ts'

/** The shortest password one may choose (OWASP ASVS 5.0, 6.2.1 asks for 8 at least); none is too long or too plain. */
const PASSWORD_LENGTH = 10

/** How much of a password must be its own, once everything was left out that anyone would try. */
const OWN = { letters: 4, digits: 10 }

/**
 * What passwords of a shop are made of, most of all here, as it reads when digits that stand for letters are letters again
 * (OWASP ASVS 5.0, 6.2.4). Longer ones first: `katasandi` before `sandi`.
 */
const COMMON = [
  'katasandi kunciku password passw passwort sandi rahasia secret letmein welcome selamat datang masuk login',
  'bismillah alhamdulillah astaghfirullah insyaallah allahuakbar muhammad assalamualaikum',
  'indonesia jakarta surabaya bandung merdeka garuda pancasila nusantara',
  'sayang cinta iloveyou aku kamu kangen bunda ayah mama papa keluarga anakku semangat sukses',
  'administrator admin owner pemilik kasir cashier supervisor karyawan gudang pegawai teknisi user test demo guest',
  'laci toko warung kios kedai minimarket store shop jualan dagang',
  'monkey dragon football sunshine princess superman batman pokemon master shadow ninja liverpool chelsea'
]
  .flatMap((line) => line.split(' '))
  .sort((a, b) => b.length - a.length)

/** What digits and signs stand for where somebody thinks it makes a word another. */
const LOOKS_LIKE: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i'
}

/**
 * Whether a password is too short, or among the first that anyone would try: the commonest of all, the usual words, the
 * shop's name and the person's own, however they are strung together, and digits around them. Nothing is asked of which
 * letters it is made.
 *
 * @param names what anybody knows who knows the shop: its name, the person's
 */
export async function isWeakPassword(password: string, names: readonly string[] = []): Promise<boolean> {
  if ([...password].length < PASSWORD_LENGTH) return true
  const known = names.flatMap((name) => [name, ...name.split(/\s+/)])
  return isOfKnownWords(password, known) || (await isSoonGuessed(password, known))
}

/** Whether nearly nothing of a password is left when what is known was taken out. */
function isOfKnownWords(password: string, names: readonly string[]): boolean {
  const known = names
    .map(lettersOf)
    .filter((word) => word.length > 2)
    .sort((a, b) => b.length - a.length)
  const hasOwnLetters = [plainLetters, lettersOf].every(
    (read) => ownLetters(read(password), [...known, ...COMMON]) >= OWN.letters
  )
  return !hasOwnLetters && password.replace(/\D/g, '').length < OWN.digits
}

/** How many letters are left when all that is known was taken out. */
function ownLetters(text: string, words: readonly string[]): number {
  const left = words.reduce((rest, word) => rest.replaceAll(word, ''), text)
  return new Set(left).size
}

/** Its letters alone. */
function plainLetters(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}]/gu, '')
}

/** Its letters, and what stands for one. */
function lettersOf(text: string): string {
  return plainLetters([...text].map((one) => LOOKS_LIKE[one] ?? one).join(''))
}

/** Whether a PIN is not four to eight digits, or is all one digit or a plain run (1234, 9876). */
export function isWeakPin(pin: string): boolean {
  if (!/^\d{4,8}$/.test(pin)) return true
  const steps = [...pin].slice(1).map((digit, i) => Number(digit) - Number(pin[i]))
  return steps.every((step) => step === steps[0] && Math.abs(step) <= 1)
}
