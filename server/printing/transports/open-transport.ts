import assert from 'node:assert/strict'
import { isIPv6 } from 'node:net'
import { join } from 'node:path'
import { isUsbAddress } from '../find/usb.ts'
import type { TransportKind } from '../tables.ts'
import { cupsTransport } from './cups.ts'
import { deviceTransport } from './device.ts'
import { fileTransport } from './file.ts'
import { preview } from './preview.ts'
import { FLOWS, PARITIES, serialTransport } from './serial.ts'
import { tcpTransport } from './tcp.ts'
import type { Transport } from './transport.ts'

/** Where a printer is, as its settings keep it. */
export interface PrinterAddress {
  transport: TransportKind
  /**
   * `192.168.1.50:9100`, `kitchen.local:9100` or `[fe80::1]:9100` by tcp; `usb:04b8:0202:SERIAL`,
   * `usb-port:1-1.4` or `/dev/usb/lp0` as device; `/dev/ttyUSB0?baud=9600&flow=rts&parity=even` by serial line; a queue's
   * name by cups; a folder's name for files; anything for a preview.
   */
  address: string
}

const HOST_AND_PORT =
  /^(?:\[(?<ipv6>[0-9a-f:.]+)\]|(?<name>[a-z0-9]([a-z0-9.-]*[a-z0-9])?)):(?<port>\d{1,5})$/i
// Only what the kernel and our own udev rule name as a printer: slips written to a disk would end the shop.
const DEVICE = /^\/dev\/(usb\/lp|lp)\d{1,3}$|^\/dev\/laci\/[\w-]{1,40}$/
const LINE =
  /^(?<path>\/dev\/tty(S|USB|ACM|AMA)\d{1,3}|\/dev\/serial\/by-(id|path)\/\w[\w:.+-]{0,199}|\/dev\/laci\/[\w-]{1,40})\?baud=(?<baud>\d+)(?:&flow=(?<flow>\w+))?(?:&parity=(?<parity>\w+))?$/
// CUPS allows more; these are safe in front of any program, and no path.
const QUEUE = /^[a-z0-9_][\w.-]{0,126}$/i
const FOLDER = /^[a-z0-9][\w-]{0,39}$/i
const BAUDS = new Set([1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200])

/**
 * The way to a printer.
 *
 * @param data the box's own folder, in which a printer of files keeps them
 * @throws {AssertionError} an address that `isPrinterAddress` refuses.
 */
export function openTransport({ transport, address }: PrinterAddress, { data }: { data: string }): Transport {
  const opened = open(transport, address, data)
  assert(opened, `${transport} printer at ${address}`)
  return opened
}

/** An address as a person types it, with what goes without saying: the port by custom, the usual speed. */
export function wholeAddress(transport: TransportKind, typed: string): string {
  const address = typed.trim()
  if (transport === 'preview') return ''
  if (transport === 'tcp' && /^[a-z0-9.-]+$/i.test(address)) return `${address}:9100`
  if (transport === 'serial' && /^\/dev\/[^?]+$/.test(address)) return `${address}?baud=9600`
  return address
}

/** Whether an address is one where a printer of this kind could be. It need not be there now. */
export function isPrinterAddress(transport: TransportKind, address: string): boolean {
  return open(transport, address, '') !== undefined
}

function open(transport: TransportKind, address: string, data: string): Transport | undefined {
  switch (transport) {
    case 'preview':
      return preview
    case 'device':
      return DEVICE.test(address) || isUsbAddress(address) ? deviceTransport(address) : undefined
    case 'serial':
      return openLine(address)
    case 'tcp':
      return openTcp(address)
    case 'cups':
      return QUEUE.test(address) ? cupsTransport(address) : undefined
    case 'file':
      return FOLDER.test(address) ? fileTransport(join(data, 'printed', address)) : undefined
  }
}

function openTcp(address: string): Transport | undefined {
  const { ipv6, name, port = '' } = HOST_AND_PORT.exec(address)?.groups ?? {}
  const host = ipv6 ?? name
  if (!host || Number(port) < 1 || Number(port) > 65_535) return undefined
  if (ipv6 && !isIPv6(ipv6)) return undefined
  return tcpTransport({ host, port: Number(port) })
}

function openLine(address: string): Transport | undefined {
  const { path, baud, flow = 'none', parity = 'none' } = LINE.exec(address)?.groups ?? {}
  if (!path || !BAUDS.has(Number(baud))) return undefined
  if (!isOneOf(FLOWS, flow) || !isOneOf(PARITIES, parity)) return undefined
  return serialTransport({ path, baud: Number(baud), flow, parity })
}

function isOneOf<One extends string>(all: readonly One[], value: string): value is One {
  return (all as readonly string[]).includes(value)
}
