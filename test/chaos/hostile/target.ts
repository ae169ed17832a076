import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import Database from 'better-sqlite3'
import type { Test } from 'tap'
import { auditShop } from '../../audit-shop.ts'
import { openCounter, sell, wired } from '../../counter.ts'
import { openTillsAt } from '../../printing/tills.ts'
import { plugIn } from '../../process.ts'
import { listRoutes, type Route } from '../../routes.ts'
import type { Browser } from '../../shop.ts'
import type { Device } from './attack.ts'

/** As the service runs it, on a small machine; without, what the system's allocator strews about looks like a leak. */
const AS_IN_A_SHOP = { NODE_OPTIONS: '--max-old-space-size=256', MALLOC_ARENA_MAX: '2' }

/** A shop that sells while it is attacked. */
export interface Target {
  url: string
  pid: number
  routes: Route[]
  /** Devices whose cookies the attackers have. */
  devices: Device[]
  readonly is_gone: boolean
  /** How many honest sales were refused or not answered. */
  readonly refused: number
  sellFor(ms: number): Promise<void>
  sellUntilTold(): { stop(): Promise<void> }
  /** How long each sale took since this was asked last, in milliseconds. */
  takeTimes(): number[]
  /** Closes the box and reads its books. @returns what is wrong with them */
  audit(): Promise<string[]>
  end(): Promise<void>
}

/** Sets a shop up by its own pages, and starts its box as a process. */
export async function openTarget(): Promise<Target> {
  const ends: (() => unknown)[] = []
  const t = { teardown: (end: () => unknown) => ends.push(end) } as unknown as Test
  const data = mkdtempSync(join(tmpdir(), 'laci-hostile-'))
  ends.push(() => rmSync(data, { recursive: true, force: true }))
  const counter = await openCounter(t, { data })
  const [other] = await openTillsAt(t, counter, [{}])
  const routes = await listRoutes(counter.shop)
  await counter.shop.box.stop()
  const box = await plugIn(t, data, AS_IN_A_SHOP)

  const till = wired(box.url, counter.till)
  const devices = await Promise.all([
    // A till of their own: what they do at it must not reach the honest one.
    deviceOf('cashier', wired(box.url, other!.till)),
    deviceOf('owner', wired(box.url, counter.owner)),
    deviceOf('nobody', wired(box.url, { cookies: new Map() }))
  ])
  let times: number[] = []
  let refused = 0

  async function sellOne(): Promise<void> {
    const began = performance.now()
    try {
      await sell(till)
      times.push(performance.now() - began)
    } catch (error) {
      console.log(`  an honest sale: ${String(error)}`)
      refused++
    }
  }

  return {
    url: box.url,
    pid: box.pid,
    routes,
    devices,
    get is_gone() {
      return box.is_gone
    },
    get refused() {
      return refused
    },
    async sellFor(ms) {
      for (const until = performance.now() + ms; performance.now() < until; ) await sellOne()
    },
    sellUntilTold() {
      let is_over = false
      const run = (async () => {
        while (!is_over) {
          await sellOne()
          await pause(20)
        }
      })()
      return {
        stop: () => {
          is_over = true
          return run
        }
      }
    },
    takeTimes() {
      const taken = times
      times = []
      return taken
    },
    async audit() {
      await box.close()
      const sqlite = new Database(join(data, 'laci.db'), { readonly: true })
      try {
        return auditShop(sqlite)
      } finally {
        sqlite.close()
      }
    },
    async end() {
      for (const end of ends.toReversed()) await end()
    }
  }
}

async function deviceOf(who: Device['who'], browser: Browser): Promise<Device> {
  const { text } = await browser.get(who === 'nobody' ? '/sign-in' : '/')
  const token = /<meta name="csrf-token" content="([^"]+)">/.exec(text)?.[1] ?? ''
  return { who, cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '), token }
}
