/**
 * Which characters a printer has of its own besides plain ASCII, as its test page shows. `ascii` has no others, and
 * `drawn` is for one whose letters can't be trusted at all: everything is sent to it as a picture.
 */
export const CODE_PAGES = ['pc858', 'wpc1252', 'pc437', 'ascii', 'drawn'] as const
export type CodePage = (typeof CODE_PAGES)[number]

/**
 * The upper half of each code page, from 0x80 to 0xff; an empty place is a space. The lower half is plain ASCII.
 *
 * @see Epson ESC/POS application programming guide, "ESC t", pages 19 (PC858 Euro), 16 (WPC1252) and 0 (PC437)
 */
const UPPER_HALVES: Record<CodePage, string> = {
  pc858:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤' +
    'ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
  wpc1252:
    '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ\u00a0¡¢£¤¥¦§¨©ª«¬\u00ad®¯°±²³´µ¶·¸¹º»¼½¾¿' +
    'ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ',
  pc437:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀' +
    'αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0',
  ascii: '',
  drawn: ''
}

const NOTHING_TO_SEE = /[ \u00a0\u00ad]/

/** The byte of each character that a printer has beyond ASCII. */
export const BYTES_OF: Record<CodePage, ReadonlyMap<string, number>> = mapValues(
  UPPER_HALVES,
  (half) =>
    new Map(
      [...half]
        .map((character, i) => [character, 0x80 + i] as const)
        .filter(([character]) => !NOTHING_TO_SEE.test(character))
    )
)

const PLAIN = /^[\x20-\x7e]*$/
const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Signs of print that a plain keyboard's stand for as well; letters are never spelled otherwise. */
const SPELLINGS: Record<string, string> = {
  '‘': "'",
  '’': "'",
  '‚': "'",
  '′': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '″': '"',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '―': '-',
  '−': '-',
  '•': '*',
  '∙': '*',
  '…': '...',
  '⁄': '/'
}

/** A whole text of characters that a page has; of all pages together, those that stay as they are typed. */
const IN_PAGE: Record<CodePage, RegExp> = mapValues(BYTES_OF, (bytes) => textOf([...bytes.keys()]))
const IN_ANY_PAGE = textOf(
  Object.values(BYTES_OF).flatMap((bytes) => [...bytes.keys()].filter((sign) => !(sign in SPELLINGS)))
)

/**
 * What can stand on a slip of a text: the one place where characters are replaced, so that paper, picture and plain
 * text say the same.
 *
 * Control characters become spaces: nobody opens the drawer by naming an item. Signs that can't be seen are left out,
 * with them those that turn the order of what follows. Quotation marks and dashes become those of a keyboard, and wide,
 * joined and fancy letters the plain ones they stand for (Ａ is A, ﬁ is fi, 𝓐 is A). Everything else stays, 10⁴ and ™
 * too: what a printer lacks is drawn. The result passes through here again unchanged.
 */
export function printable(text: string): string {
  if (isInAnyPage(text)) return text
  let out = ''
  for (const { segment } of GRAPHEMES.segment(text.normalize('NFC'))) out += printableSign(segment)
  return out.normalize('NFC')
}

/** Whether a printer has all the characters of a printable text. */
export function isInPage(text: string, page: CodePage): boolean {
  return page !== 'drawn' && IN_PAGE[page].test(text)
}

/** Whether some printer has all the characters, each of them one column wide, and none is to be replaced. */
export function isInAnyPage(text: string): boolean {
  return PLAIN.test(text) || IN_ANY_PAGE.test(text)
}

function printableSign(sign: string): string {
  if (PLAIN.test(sign)) return sign
  // Line breaks are one sign of two characters when they come as CR LF.
  if (/^[\p{Cc}\p{Z}]+$/u.test(sign)) return ' '
  const seen = sign
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu, (unseen, at: number) =>
      unseen === JOINER && joinsPictures(sign, at) ? JOINER : ''
    )
    .normalize('NFC')
  // A lone accent has no letter to stand on.
  if (/^\p{M}*$/u.test(seen)) return ''
  return SPELLINGS[seen] ?? inPlainForm(seen)
}

/** A family is one sign of several people; without what joins them it would be read as several. */
const JOINER = '\u200d'

function joinsPictures(sign: string, at: number): boolean {
  return (
    /\p{Extended_Pictographic}[\p{M}\p{Emoji_Modifier}]*$/u.test(sign.slice(0, at)) &&
    /^\p{Extended_Pictographic}/u.test(sign.slice(at + 1))
  )
}

/** Wide, joined and fancy forms as the plain letters they stand for; what doesn't become plain stays as it is. */
function inPlainForm(sign: string): string {
  if (!/^[\uff01-\uff5e\ufb00-\ufb06\u{10000}-\u{10ffff}]/u.test(sign)) return sign
  const plain = sign.normalize('NFKC')
  return PLAIN.test(plain) ? plain : sign
}

/** Matches texts of these characters and plain ASCII. */
function textOf(characters: string[]): RegExp {
  return new RegExp(`^[\\x20-\\x7e${characters.join('')}]*$`)
}

function mapValues<Key extends string, From, To>(
  from: Record<Key, From>,
  change: (value: From) => To
): Record<Key, To> {
  return Object.fromEntries(Object.entries<From>(from).map(([key, value]) => [key, change(value)])) as Record<
    Key,
    To
  >
}
