// Runs inside the machine with USB: plays a printer at the far end of the cable, prints on it as the shop would, and
// says what came of it, one line of JSON each.
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  read,
  readdirSync,
  symlinkSync,
  writeFileSync,
  writeSync
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Connection } from '../../../server/printing/connection.ts'
import { findUsbPrinters } from '../../../server/printing/find/usb.ts'
import { deviceTransport } from '../../../server/printing/transports/device.ts'
import { watchPlugs } from '../../../server/printing/watch-plugs.ts'

const GADGET = '/sys/kernel/config/usb_gadget/printer'
const signal = new AbortController().signal
/** The machine is an imitation, and slow. */
const limits = { connect_ms: 20_000, send_ms: 60_000 }
const slip = Buffer.concat([Buffer.from('\x1b@Kopi susu 8.000\n'), Buffer.alloc(3000, 'x')])

/** The printer: what it heard, and how it is. */
const printer = { heard: Buffer.alloc(0), has_paper: true, reads: true }
let plugs = 0

makeGadget()
watchPlugs(() => {
  plugs++
})
await plug()
let far_end = playPrinter()

const found = await findUsbPrinters()
say('found', found)
const address = found[0]!.address
say('printed', await print())
say('heard', printer.heard.includes(slip))

printer.has_paper = false
say('out of paper', await print())
printer.has_paper = true
say('with paper', await print())

// It stops reading in the middle, and is gone while bytes are still on their way.
const long = Buffer.alloc(2_000_000, 'y')
const cut = print(long)
await waitFor(() => !printer.reads)
const before = plugs
closeSync(far_end)
unplug()
say('pulled out', await cut)
say('while it is out', await print())
await waitFor(() => plugs > before)
printer.reads = true
await plug()
far_end = playPrinter()
say('plugged in again', await print())
say('noticed', plugs > before + 1)
say('end', true)

/** Prints as a carrier does, on a line of its own. */
async function print(bytes = slip) {
  const states: unknown[] = []
  const connection = new Connection(deviceTransport(address ?? '', limits), 'yes', {
    answers: () => {},
    status: ({ paper }) => states.push(paper)
  })
  const delivery = await connection.carry({ bytes }, async () => true, signal)
  connection.rest()
  return { ...delivery, paper: states.at(-1) }
}

function makeGadget(): void {
  const set = (path: string, text: string): void => writeFileSync(join(GADGET, path), text)
  for (const folder of ['', 'strings/0x409', 'configs/c.1', 'functions/printer.p1'])
    mkdirSync(join(GADGET, folder), { recursive: true })
  set('idVendor', '0x04b8')
  set('idProduct', '0x0202')
  set('strings/0x409/serialnumber', 'SER123')
  set('functions/printer.p1/pnp_string', 'MFG:EPSON;CMD:ESC/POS;MDL:TM-T20;CLS:PRINTER;')
  set('functions/printer.p1/q_len', '10')
  symlinkSync(join(GADGET, 'functions/printer.p1'), join(GADGET, 'configs/c.1/printer.p1'))
}

async function plug(): Promise<void> {
  writeFileSync(join(GADGET, 'UDC'), readdirSync('/sys/class/udc')[0]!)
  await waitFor(() => existsSync('/dev/usb/lp0') && existsSync('/dev/g_printer0'))
}

function unplug(): void {
  writeFileSync(join(GADGET, 'UDC'), '\n')
}

/** Reads what comes, answers what it is asked. @see server/printing/status.ts */
function playPrinter(): number {
  const file = openSync('/dev/g_printer0', 'r+')
  const bytes = Buffer.alloc(8192)
  const next = (): void => {
    if (!printer.reads) {
      setTimeout(next, 100)
      return
    }
    read(file, bytes, (error, count) => {
      if (error) return
      const piece = Buffer.from(bytes.subarray(0, count))
      printer.heard = Buffer.concat([printer.heard, piece]).subarray(-100_000)
      if (piece.includes('yyyy')) printer.reads = false
      for (let i = 0; i + 2 < piece.length; i++) {
        if (piece[i] === 0x10 && piece[i + 1] === 4) writeSync(file, Buffer.from([statusOf(piece[i + 2])]))
        if (piece[i] === 0x1d && piece[i + 1] === 0x72) writeSync(file, Buffer.from([0]))
      }
      next()
    })
  }
  next()
  return file
}

function statusOf(part: number | undefined): number {
  if (printer.has_paper) return part === 1 ? 0x16 : 0x12
  return { 1: 0x1e, 2: 0x32, 3: 0x12 }[part ?? 4] ?? 0x7e
}

async function waitFor(holds: () => boolean): Promise<void> {
  while (!holds()) await pause(50)
}

function say(what: string, of: unknown): void {
  console.log(`SAID ${JSON.stringify([what, of])}`)
}
