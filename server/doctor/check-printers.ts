import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import { findUsbPath, isUsbAddress } from '../printing/find/usb.ts'
import { type PrinterStanding, readPrinters } from '../printing/read-printers.ts'
import { splitSerialAddress } from '../printing/serial-address.ts'
import type { Found } from './finding.ts'
import { lookInto, type Patient } from './patient.ts'

export type PrintersFinding = Found<
  'well' | 'none',
  'some_ill' | 'all_ill' | 'waiting',
  {
    printers: number
    ill: number
    /** The ill ones, as the owner called them, and what is wrong with each. */
    names: readonly string[]
    troubles: readonly string[]
    /** Slips that have not come out, and those of which nobody knows. */
    waiting: number
    uncertain: number
  }
>

const KNOCK_MS = 2000

/**
 * How the printers are. While the box runs, that is what they last told it: a second program at a printer's port would
 * push in between its slips. Beside a box that is stopped, each is knocked at.
 */
export async function checkPrinters(patient: Patient): Promise<PrintersFinding> {
  const all = lookInto(patient, readPrinters).filter(({ printer }) => printer.transport !== 'preview')
  const found = await Promise.all(all.map((one) => (patient.pid === null ? knock(one) : heard(one))))
  const ill = all.flatMap(({ printer }, i) => (found[i] ? [{ name: printer.name, trouble: found[i] }] : []))
  const facts = {
    printers: all.length,
    ill: ill.length,
    names: ill.map(({ name }) => name),
    troubles: ill.map(({ trouble }) => trouble),
    waiting: sum(all.map(({ waiting }) => waiting)),
    uncertain: sum(all.map(({ uncertain }) => uncertain))
  }
  if (all.length === 0) return { verdict: 'good', says: 'none', facts }
  if (ill.length === all.length) return { verdict: 'bad', says: 'all_ill', facts, href: '/printers' }
  if (ill.length > 0) return { verdict: 'watch', says: 'some_ill', facts, href: '/printers' }
  if (facts.uncertain > 0) return { verdict: 'watch', says: 'waiting', facts, href: '/printing' }
  return { verdict: 'good', says: 'well', facts }
}

/** What it last said of itself, or why it can't be reached; undefined when nothing is wrong. */
function heard({ state }: PrinterStanding): string | undefined {
  if (!state) return undefined
  if (state.link !== 'ok') return state.link
  if (state.cover === 'open') return 'cover-open'
  if (state.paper === 'out') return 'paper-out'
  return state.fault === null ? undefined : 'fault'
}

/** Whether anybody is there; a queue of the system's and a folder are asked for nothing. */
async function knock({ printer: { transport, address } }: PrinterStanding): Promise<string | undefined> {
  if (address.startsWith('/dev/'))
    return existsSync(splitSerialAddress(address).path) ? undefined : 'no-device'
  if (isUsbAddress(address)) {
    const path = await findUsbPath(address)
    return path === 'none' ? 'no-device' : path === 'several' ? 'two-alike' : undefined
  }
  if (transport !== 'tcp') return undefined
  const [, host = '', port = '9100'] = /^\[?(.+?)\]?(?::(\d+))?$/.exec(address) ?? []
  return await new Promise((resolve) => {
    const socket = connect({ host, port: Number(port), timeout: KNOCK_MS })
    const end = (trouble?: string): void => {
      socket.destroy()
      resolve(trouble)
    }
    socket.once('connect', () => end())
    socket.once('timeout', () => end('unreachable'))
    socket.once('error', ({ code }: NodeJS.ErrnoException) =>
      end(code === 'ECONNREFUSED' ? 'refused' : 'unreachable')
    )
  })
}

function sum(figures: number[]): number {
  return figures.reduce((total, one) => total + one, 0)
}
