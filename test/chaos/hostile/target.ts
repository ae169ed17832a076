import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import Database from 'better-sqlite3'
import type { Test } from 'tap'
import { auditShop } from '../../audit-shop.ts'
import { openCounter, sell, wired } from '../../counter.ts'
import { fromAfar, knock, setUpSecondStep } from '../../door/from-afar.ts'
import { openTillsAt } from '../../printing/tills.ts'
import { plugIn } from '../../process.ts'
import { listDoorRoutes, listRoutes, type Route } from '../../routes.ts'
import type { Browser } from '../../shop.ts'
import type { Attacked, Device } from './attack.ts'

/** As the service runs it, on a small machine; without, what the system's allocator strews about looks like a leak. */
const AS_IN_A_SHOP = { NODE_OPTIONS: '--max-old-space-size=256' }

/** What the page in the clear has besides receipts and orders; asked there beside every address of the till. */
const IN_THE_CLEAR = ['/', '/laci-ca.crt', '/laci-ca.pem', '/laci.mobileconfig']
/** A page of each side that a stranger sees, with a form on it where there are any. */
const FIRST_PAGE = { till: '/sign-in', encrypted: '/sign-in', door: '/sign-in', clear: '/' } as const

/** A page that only who is signed in sees. */
const ONE_S_OWN = { till: '/sessions', encrypted: '/sessions', door: '/visits', clear: '/' } as const

/** A shop that sells while it is attacked. */
export interface Target {
  pid: number
  /** The box's listeners, the devices whose cookies the attackers have, and what vouches for the box. */
  attacked: Pick<Attacked, 'sides' | 'devices' | 'authority'>
  /** Asks as each device that was signed in whether it still is. @returns those that are not */
  findSignedOut(): Promise<string[]>
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
  const routes = { till: await listRoutes(counter.shop), door: await listDoorRoutes(counter.shop) }
  await counter.shop.box.stop()
  const urls = await chooseUrls()
  const box = await plugIn(t, data, { ...AS_IN_A_SHOP, ...inTheShopsNetwork(urls) })
  const authority = await (await fetch(`${urls.clear}/laci-ca.pem`)).text()

  const till = wired(urls.till, counter.till)
  const owner = wired(urls.till, counter.owner)
  const { phone } = await setUpSecondStep(owner)
  const from_afar = fromAfar(urls.door)
  await knock(from_afar, { code: await phone.next() })
  const stranger = (url: string): Browser => wired(url, { cookies: new Map() })
  const at_the_till = await Promise.all([
    // A till of their own: what they do at it must not reach the honest one.
    deviceOf('cashier', 'till', wired(urls.till, other!.till)),
    deviceOf('owner', 'till', owner),
    deviceOf('nobody', 'till', stranger(urls.till))
  ])
  const devices = [
    ...at_the_till,
    ...at_the_till.map(overHttps),
    await deviceOf('owner', 'door', from_afar),
    await deviceOf('nobody', 'door', stranger(urls.door)),
    await deviceOf('nobody', 'clear', stranger(urls.clear))
  ]
  const shown: Route[] = IN_THE_CLEAR.map((url) => ({
    ...{ method: 'GET', url, door: 'anyone', required: [], id: undefined, shapes: [] }
  }))
  const sides = {
    till: { url: urls.till, routes: routes.till },
    encrypted: { url: urls.encrypted, routes: routes.till },
    door: { url: urls.door, routes: routes.door },
    clear: { url: urls.clear, routes: [...shown, ...routes.till] }
  }
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
    pid: box.pid,
    attacked: { sides, devices, authority },
    async findSignedOut() {
      const signed_in = devices.filter(({ who, side }) => who !== 'nobody' && side !== 'encrypted')
      const answers = await Promise.all(
        signed_in.map(async ({ who, side, cookie }) => {
          const { status } = await fetch(`${urls[side]}${ONE_S_OWN[side]}`, {
            headers: { cookie },
            redirect: 'manual'
          })
          return status === 200 ? [] : [`${who}, ${side}: ${status}`]
        })
      )
      return answers.flat()
    },
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

type Urls = Record<Device['side'], string>

/** Addresses for the box's listeners, at ports that nobody has just now. */
async function chooseUrls(): Promise<Urls> {
  const servers = Array.from({ length: 4 }, () => createServer().listen(0, '127.0.0.1'))
  const ports = await Promise.all(
    servers.map(async (server) => {
      if (!server.listening) await once(server, 'listening')
      return (server.address() as AddressInfo).port
    })
  )
  await Promise.all(servers.map((server) => once(server.close(), 'close')))
  const [till, encrypted, door, clear] = ports
  return {
    till: `http://127.0.0.1:${till}`,
    encrypted: `https://127.0.0.1:${encrypted}`,
    door: `http://127.0.0.1:${door}`,
    clear: `http://127.0.0.1:${clear}`
  }
}

function inTheShopsNetwork(urls: Urls): Record<string, string> {
  return {
    LACI_HOST: '0.0.0.0',
    LACI_MDNS: 'off',
    LACI_PORT: new URL(urls.till).port,
    LACI_HTTPS_PORT: new URL(urls.encrypted).port,
    LACI_DOOR_PORT: new URL(urls.door).port,
    LACI_HTTP_PORT: new URL(urls.clear).port
  }
}

async function deviceOf(who: Device['who'], side: Device['side'], browser: Browser): Promise<Device> {
  const { text } = await browser.get(who === 'nobody' ? FIRST_PAGE[side] : '/')
  const token = /<meta name="csrf-token" content="([^"]+)">/.exec(text)?.[1] ?? ''
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  return { who, side, cookie, token }
}

/** The same device, by the cookies that it has where it came encrypted. */
function overHttps(device: Device): Device {
  return { ...device, side: 'encrypted', cookie: device.cookie.replace(/(^|; )/g, '$1__Host-') }
}
