import { existsSync } from 'node:fs'
import { findUsbPath, findUsbPrinters, isUsbAddress, type Roots } from '../printing/find/usb.ts'
import { splitSerialAddress } from '../printing/serial-address.ts'
import type { BoxSettings } from './box-settings.ts'

/** A printer of the shop's on a new machine; `far` can't be known by looking, `new` is one the shop doesn't use. */
export interface FoundPrinter {
  name: string
  address: string
  state: 'there' | 'missing' | 'far' | 'new'
}

/** Looks which of the shop's printers are plugged in here, and what else is. */
export async function findPrinters(
  printers: BoxSettings['printers'],
  roots?: Roots
): Promise<FoundPrinter[]> {
  const found: FoundPrinter[] = []
  for (const { name, transport, address } of printers) {
    if (transport === 'preview' || transport === 'file') continue
    const is_near = transport === 'device' || transport === 'serial'
    const state = is_near ? ((await isThere(address, roots)) ? 'there' : 'missing') : 'far'
    found.push({ name, address, state })
  }
  const known = new Set(printers.map(({ address }) => address))
  for (const { address, maker, model, path } of await findUsbPrinters(roots)) {
    if (known.has(address) || known.has(path)) continue
    found.push({ name: `${maker} ${model}`.trim(), address, state: 'new' })
  }
  return found
}

async function isThere(address: string, roots?: Roots): Promise<boolean> {
  if (isUsbAddress(address)) return (await findUsbPath(address, roots)) !== 'none'
  return existsSync(splitSerialAddress(address).path)
}
