import { constants } from 'node:fs'
import { access, readdir, readFile, realpath } from 'node:fs/promises'
import { basename, join } from 'node:path'

/** Where the kernel shows devices and what it knows of them. */
export interface Roots {
  dev: string
  sys: string
}

const ROOTS: Roots = { dev: '/dev', sys: '/sys' }

/** A printer that the kernel sees on USB. */
export interface UsbPrinter {
  /** `/dev/usb/lp0`: the next free number, so it is another one after the plug was pulled. */
  path: string
  /** Its address for good: by what it says of itself, or where two say the same, by the socket it is plugged in. */
  address: string
  maker: string
  model: string
  /** Whether we may speak to it. */
  is_allowed: boolean
}

/** How a printer on USB is known. */
interface Identity {
  /** Four hexadecimal digits each, given to makers by the USB Implementers Forum. */
  vendor: string
  product: string
  /** Printable; many cheap printers have none, or all the same. */
  serial: string
  /** The socket, by way of all hubs: `1-1.4`. */
  port: string
}

interface Seen extends Identity {
  path: string
  maker: string
  model: string
}

/** An address that stays the same when the printer is plugged in again. */
const ADDRESS = /^usb:(?<vendor>[0-9a-f]{4}):(?<product>[0-9a-f]{4})(?::(?<serial>[\w.+-]{1,60}))?$/
const AT_PORT = /^usb-port:(?<port>\d{1,3}-\d{1,3}(\.\d{1,3}){0,6})$/

/** Whether an address names a printer by what it is or where it is plugged in, and not by its number. */
export function isUsbAddress(address: string): boolean {
  return ADDRESS.test(address) || AT_PORT.test(address)
}

/** The printers that are plugged in now, as the kernel numbers them; none where there is no USB. */
export async function findUsbPrinters(roots: Roots = ROOTS): Promise<UsbPrinter[]> {
  const seen = await listSeen(roots)
  return await Promise.all(
    seen.map(async (printer) => ({
      path: printer.path,
      address: addressOf(printer, seen),
      maker: printer.maker,
      model: printer.model,
      is_allowed: await access(
        join(roots.dev, 'usb', basename(printer.path)),
        constants.R_OK | constants.W_OK
      ).then(
        () => true,
        () => false
      )
    }))
  )
}

/**
 * Where the printer of a lasting address is now.
 *
 * @param address one that `isUsbAddress` takes
 * @returns its path; `none` when it is not plugged in, `several` when more than one says to be it
 */
export async function findUsbPath(
  address: string,
  roots: Roots = ROOTS
): Promise<string | 'none' | 'several'> {
  const wanted = { ...ADDRESS.exec(address)?.groups, ...AT_PORT.exec(address)?.groups } as Partial<Identity>
  const found = (await listSeen(roots)).filter((printer) =>
    wanted.port ? printer.port === wanted.port : isSame(printer, wanted)
  )
  if (found.length > 1) return 'several'
  return found[0] ? join(roots.dev, 'usb', basename(found[0].path)) : 'none'
}

/** One whose address names no serial number is any of its model. */
function isSame(printer: Identity, { vendor, product, serial }: Partial<Identity>): boolean {
  if (printer.vendor !== vendor || printer.product !== product) return false
  return serial === undefined || printer.serial === serial
}

function addressOf(printer: Seen, all: Seen[]): string {
  const { vendor, product, serial, port, path } = printer
  const by_name = `usb:${vendor}:${product}${serial && `:${serial}`}`
  const alike = all.filter((other) => isSame(other, { vendor, product, ...(serial && { serial }) }))
  if (alike.length === 1 && isUsbAddress(by_name)) return by_name
  const by_port = `usb-port:${port}`
  return isUsbAddress(by_port) ? by_port : path
}

async function listSeen({ dev, sys }: Roots): Promise<Seen[]> {
  const names = await readdir(join(dev, 'usb')).catch(() => [])
  const lps = names.filter((name) => /^lp\d{1,3}$/.test(name))
  lps.sort((a, b) => Number(a.slice(2)) - Number(b.slice(2)))
  return await Promise.all(lps.map((name) => readSeen(name, sys)))
}

/** @see the kernel's Documentation/ABI, sysfs-bus-usb; `ieee1284_id` is usblp's own */
async function readSeen(name: string, sys: string): Promise<Seen> {
  const path = `/dev/usb/${name}`
  // The interface of the printer's that prints; the printer itself is the folder around it.
  const part = await realpath(join(sys, 'class/usbmisc', name, 'device')).catch(() => '')
  const whole = part && join(part, '..')
  const said = readDeviceId(await readFact(part, 'ieee1284_id'))
  const serial = await readFact(whole, 'serial')
  return {
    path,
    vendor: (await readFact(whole, 'idVendor')).toLowerCase(),
    product: (await readFact(whole, 'idProduct')).toLowerCase(),
    serial: /^[\w.+-]{1,60}$/.test(serial) ? serial : '',
    port: whole && basename(whole),
    maker: said.maker || (await readFact(whole, 'manufacturer')),
    model: said.model || (await readFact(whole, 'product'))
  }
}

async function readFact(folder: string, name: string): Promise<string> {
  if (!folder) return ''
  const text = await readFile(join(folder, name), 'utf8').catch(() => '')
  return printable(text)
}

/** `MFG:EPSON;CMD:ESC/POS;MDL:TM-T20;CLS:PRINTER;` @see IEEE 1284-2000, 7.6 */
function readDeviceId(text: string): { maker: string; model: string } {
  const fields = new Map(
    text.split(';').map((field) => {
      const [key = '', ...rest] = field.split(':')
      return [key.trim().toUpperCase(), rest.join(':').trim()] as const
    })
  )
  return {
    maker: fields.get('MFG') ?? fields.get('MANUFACTURER') ?? '',
    model: fields.get('MDL') ?? fields.get('MODEL') ?? ''
  }
}

/** What a device says of itself is shown to people, and is as long and as odd as its maker liked. */
export function printable(text: string): string {
  return text
    .replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, ' ')
    .replace(/ +/g, ' ')
    .trim()
    .slice(0, 200)
}
