import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Roots } from '../../server/printing/find/usb.ts'

/** What a printer says of itself over USB. */
interface Card {
  vendor?: string
  product?: string
  serial?: string
  manufacturer?: string
  name?: string
  ieee1284_id?: string
}

/** A box with sockets for USB printers: its folders hold what the kernel's would, and pipes for the printers. */
export interface Sockets extends Roots {
  /** Plugs a printer into a socket; the kernel gives it a number. @returns its path */
  plug(port: string, number: number, card: Card): string
  unplug(number: number): void
}

export function openSockets(t: { teardown(tidy: () => void): unknown }): Sockets {
  const home = mkdtempSync(join(tmpdir(), 'laci-usb-'))
  t.teardown(() => rmSync(home, { recursive: true }))
  const [dev, sys] = [join(home, 'dev'), join(home, 'sys')]
  const shown = join(sys, 'class/usbmisc')
  mkdirSync(dev)
  mkdirSync(shown, { recursive: true })
  return {
    dev,
    sys,
    plug: (port, number, { vendor = '04b8', product = '0202', serial, manufacturer, name, ieee1284_id }) => {
      const whole = join(sys, 'devices/usb1', port)
      const part = join(whole, `${port}:1.0`)
      rmSync(whole, { recursive: true, force: true })
      mkdirSync(part, { recursive: true })
      const facts = { idVendor: vendor, idProduct: product, serial, manufacturer, product: name }
      for (const [fact, text] of Object.entries(facts)) {
        if (text !== undefined) writeFileSync(join(whole, fact), `${text}\n`)
      }
      if (ieee1284_id) writeFileSync(join(part, 'ieee1284_id'), ieee1284_id)
      mkdirSync(join(shown, `lp${number}`))
      symlinkSync(part, join(shown, `lp${number}`, 'device'))
      mkdirSync(join(dev, 'usb'), { recursive: true })
      const path = join(dev, 'usb', `lp${number}`)
      execFileSync('mkfifo', [path])
      return path
    },
    unplug: (number) => {
      rmSync(join(dev, 'usb', `lp${number}`))
      rmSync(join(shown, `lp${number}`), { recursive: true })
    }
  }
}
