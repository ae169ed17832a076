import { barcodeFault } from '../../server/values/barcode.ts'

/** The two ways we draw bars: what packs carry, and what takes any plain character. */
export type Symbology = 'ean13' | 'code128'

/** Which bars can say this, or undefined when none of ours can. */
export function symbologyOf(data: string): Symbology | undefined {
  if (/^\d{13}$/.test(data) && barcodeFault(data) === undefined) return 'ean13'
  return /^[\x20-\x7e]{1,80}$/.test(data) ? 'code128' : undefined
}

/** How many modules wide the bars are, without the white at both sides, which the paper's margin gives. */
export function barcodeWidth(data: string, symbology: Symbology): number {
  return symbology === 'ean13' ? 95 : 11 * (data.length + 3) + 2
}

/** The bars as they stand, in modules: dark, light, dark, … ; the first and the last are dark. */
export function bars(data: string, symbology: Symbology): number[] {
  return [...(symbology === 'ean13' ? ean13(data) : code128(data))].map(Number)
}

// GS1 General Specifications, section 5.2.1: widths of set A; set C has the same widths, set B is A mirrored.
const EAN_DIGITS = ['3211', '2221', '2122', '1411', '1132', '1231', '1114', '1312', '1213', '3112']
const EAN_FIRST = [
  'AAAAAA',
  'AABABB',
  'AABBAB',
  'AABBBA',
  'ABAABB',
  'ABBAAB',
  'ABBBAA',
  'ABABAB',
  'ABABBA',
  'ABBABA'
]

function ean13(digits: string): string {
  const sets = EAN_FIRST[Number(digits[0])]!
  const widths = (digit: string): string => EAN_DIGITS[Number(digit)]!
  const left = [...digits.slice(1, 7)].map((digit, i) =>
    sets[i] === 'B' ? [...widths(digit)].reverse().join('') : widths(digit)
  )
  const right = [...digits.slice(7)].map(widths)
  return ['111', ...left, '11111', ...right, '111'].join('')
}

// ISO/IEC 15417, table 1: six widths for each of the values 0 to 105.
const CODE128 = (
  '212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231113222123122123221' +
  '223211221132221231213212223112312131311222321122321221312212322112322211212123212321232121111323131123131321' +
  '112313132113132311211313231113231311112133112331132131113123113321133121313121211331231131213113213311213131' +
  '311123311321331121312113312311332111314111221411431111111224111422121124121421141122141221112214112412122114' +
  '122411142112142211241211221114413111241112134111111242121142121241114212124112124211411212421112421211212141' +
  '214121412121111143111341131141114113114311411113411311113141114131311141411131211412211214211232'
).match(/\d{6}/g)!
const START_B = 104
const START_C = 105
const STOP = '2331112'

function code128(text: string): string {
  return code128Of(
    START_B,
    [...text].map((character) => character.charCodeAt(0) - 32)
  )
}

/** An even number of digits as CODE128 set C: two to a sign, half as wide. Modules as {@link bars} has them. */
export function digitBars(digits: string): number[] {
  const pairs = digits.match(/\d\d/g) ?? []
  return [...code128Of(START_C, pairs.map(Number))].map(Number)
}

function code128Of(start: number, values: number[]): string {
  const check = values.reduce((sum, value, i) => sum + value * (i + 1), start) % 103
  return [start, ...values, check].map((value) => CODE128[value]!).join('') + STOP
}
