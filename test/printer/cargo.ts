import type { Cargo } from '../../server/printing/connection.ts'
import { encodePulse, encodePulseOutOfTurn } from '../../server/printing/escpos.ts'

/** A slip with this number, as short or as long as is wanted; it asks the printer to tell by itself what happens. */
export function aSlip(receipt_no: string, { lines = 12 } = {}): Cargo {
  const goods = Array.from({ length: lines - 2 }, (_, i) => `Barang ${i + 1} `.padEnd(32, '.'))
  const text = ['Toko Makmur Jaya', `No ${receipt_no}`, ...goods].join('\n')
  return { bytes: Buffer.from(`\x1b@\x1da\x0f${text}\n\x1dVB\x03`, 'latin1') }
}

/** A pulse for the first drawer. */
export function aPulse(): Cargo {
  const pulse = { pin: 2, on_ms: 120 } as const
  return { bytes: encodePulse(pulse), out_of_turn: encodePulseOutOfTurn(pulse) }
}
