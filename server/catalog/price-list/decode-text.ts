import { isUtf8 } from 'node:buffer'
import { PriceListFault } from './faults.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

export interface DecodedText {
  encoding: Encoding
  text: string
}

/** The first bytes of files a spreadsheet saves as its own: XLSX and ODS (a zip), and the old XLS. */
const SPREADSHEET_SIGNATURES = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0]
]

/**
 * Turns the bytes of a CSV file into text, without its byte order mark. A file that isn't valid UTF-8 and has no
 * mark is taken for Windows-1252, which is what older spreadsheets write; every byte means something there.
 *
 * @throws {PriceListFault} spreadsheet-file (also a web page that only calls itself .xls), not-text
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (SPREADSHEET_SIGNATURES.some((signature) => startsWith(bytes, signature))) {
    throw new PriceListFault('spreadsheet-file')
  }
  const encoding = encodingOf(bytes)
  const text = new TextDecoder(encoding).decode(bytes)
  if (text.includes('\0')) throw new PriceListFault('not-text')
  if (/^\s*<(!doctype|html|table|\?xml)/i.test(text)) throw new PriceListFault('spreadsheet-file')
  return { encoding, text }
}

function encodingOf(bytes: Uint8Array): Encoding {
  if (startsWith(bytes, [0xff, 0xfe])) return 'utf-16le'
  if (startsWith(bytes, [0xfe, 0xff])) return 'utf-16be'
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252'
}

function startsWith(bytes: Uint8Array, signature: number[]): boolean {
  return signature.every((byte, i) => bytes[i] === byte)
}
