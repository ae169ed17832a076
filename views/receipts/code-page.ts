/**
 * The upper half of code page 858, from 0x80 to 0xff: the page nearly every receipt printer sold for Latin
 * scripts carries, with the euro sign. The lower half is plain ASCII.
 *
 * @see Epson ESC/POS application programming guide, "ESC t", page 19 (PC858 Euro)
 */
export const UPPER_HALF =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤' +
  'ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0'

/** Stands where the printer has no character and we know no spelling: seen at once, on paper and on screen. */
const MISSING = '?'

const PLAIN = /^[\x20-\x7e]*$/
const IN_PAGE = new RegExp(`^[\\x20-\\x7e${UPPER_HALF.replace(/[\u00a0\u00ad]/g, '')}]*$`)
const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' })

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
  '→': '->',
  '←': '<-',
  '≤': '<=',
  '≥': '>=',
  '⁄': '/',
  Œ: 'OE',
  œ: 'oe',
  ẞ: 'SS',
  đ: 'd',
  Đ: 'D',
  ħ: 'h',
  Ħ: 'H',
  ı: 'i',
  ł: 'l',
  Ł: 'L',
  ŋ: 'ng',
  Ŋ: 'NG',
  '₫': 'd',
  '₱': 'P',
  '₹': 'Rs',
  '₽': 'RUB',
  '฿': 'B',
  '₩': 'W'
}

/**
 * What a printer of code page 858 can print of a text: the one place where characters are replaced, so that
 * paper, picture and plain text say the same.
 *
 * Control characters become spaces: nobody opens the drawer by naming an item. Letters the page lacks lose their
 * accents or are spelled out (ş is s, œ is oe); a sign with no spelling, say an emoji, becomes one question mark.
 * The result has one column per UTF-16 unit, and passes through here again unchanged.
 */
export function printable(text: string): string {
  if (PLAIN.test(text)) return text
  const composed = text.normalize('NFC')
  if (IN_PAGE.test(composed)) return composed
  let out = ''
  for (const { segment } of GRAPHEMES.segment(composed)) out += printableSign(segment)
  return out
}

function printableSign(sign: string): string {
  if (IN_PAGE.test(sign)) return sign
  // Line breaks are one sign of two characters when they come as CR LF.
  if (/^[\p{Cc}\p{Z}]+$/u.test(sign)) return ' '
  // Direction marks, joiners and soft hyphens show nothing; a lone accent has no letter to stand on.
  if (/^[\p{Cf}\p{M}]+$/u.test(sign)) return ''
  return SPELLINGS[sign] ?? withoutAccents(sign) ?? MISSING
}

/** `ế` as `e`, `Ａ` as `A`, `ﬁ` as `fi`, `…` as `...`; undefined where taking it apart leads nowhere. */
function withoutAccents(sign: string): string | undefined {
  const parts = [...sign.normalize('NFKD').replace(/[\p{M}\p{Cf}]/gu, '')].map(
    (part) => SPELLINGS[part] ?? part
  )
  return parts.length > 0 && parts.every((part) => IN_PAGE.test(part)) ? parts.join('') : undefined
}
