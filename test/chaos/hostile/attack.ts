// The attackers, in a thread of their own. Told whom to attack; answers once, with what came of it.
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { parentPort, workerData } from 'node:worker_threads'
import type { Route } from '../../routes.ts'
import { Chances } from '../chances.ts'
import { bendForm, climb } from './bend.ts'
import { floodSockets, holdConnections, sendOddities } from './raw.ts'

/** One of the box's listeners, and the addresses that are tried there. */
export interface Side {
  url: string
  routes: Route[]
}

/** Somebody whose cookies the attackers have, at the listener that gave them. */
export interface Device {
  who: 'owner' | 'cashier' | 'nobody'
  side: 'till' | 'encrypted' | 'door' | 'clear'
  cookie: string
  token: string
}

export interface Attacked {
  sides: Record<Device['side'], Side>
  devices: Device[]
  /** What vouches for the box over HTTPS. */
  authority: string
  seed: number
  forms: number
}

export interface Report {
  /** How often each status was answered; `cut` for a connection that was closed without one. */
  statuses: Record<string, number>
  /** How often each device asked, and how often it was told to sign in, that it may not, or to come later. */
  devices: Record<string, { asked: number; signed_out: number; forbidden: number; later: number }>
  done: Record<string, number>
  /** Answers that are a mistake of ours. */
  mistakes: string[]
  /** Answers that show what is inside: a stack, a path, a query. */
  leaks: string[]
}

/** How many forms are on their way at once. */
const AT_ONCE = 8
const LARGE_BYTES = 100_000_000
const MANY = 10_000
/** What ends or locks their own sessions would leave the attackers outside for the rest. */
const NOT_ASKED = /^\/(sign-out|sessions?\/|settings\/lock|me\/|second-step\/visits)/
/** Of so many forms one goes to a listener beside the till, which soon answers that it has had enough. */
const BESIDE_EVERY = 4
/** What no answer to a stranger, and none to anybody here, has a reason to say. */
const INSIDE =
  /\bat .+\.[jt]s:\d+|node_modules|SQLITE_|SqliteError|\bselect .+ from \b|\/server\/[a-z]+\/|SQLite format/i

const { sides, devices, authority, seed, forms } = workerData as Attacked
setDefaultCACertificates([...getCACertificates(), authority])
const at_the_till = devices.filter(({ side }) => side === 'till')
const beside = devices.filter(({ side }) => side !== 'till')
const report: Report = { statuses: {}, devices: {}, done: {}, mistakes: [], leaks: [] }
const chances = new Chances(seed)

await bendForms()
await askEveryAddress()
await climbOut()
await sendTooMuch()
for (const side of ['till', 'door', 'clear'] as const)
  report.done[`requests that no browser makes, at the ${side}`] = await sendOddities(
    sides[side].url,
    (answer, what) => weigh(`${side}: ${what}`, answer)
  )
report.done['connections that hardly speak'] = await holdConnections(sides.till.url, at_the_till)
for (const side of ['till', 'door', 'clear'] as const)
  report.done[`sockets that flood the ${side}`] = await floodSockets(sides[side].url)
parentPort!.postMessage(report)

async function bendForms(): Promise<void> {
  let left = forms
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (left-- > 0) {
        const device = chances.of(chances.below(BESIDE_EVERY) === 0 ? beside : at_the_till)
        const route = chances.of(postsOf(device))
        const { path, headers, body } = bendForm(route, device, chances)
        await askAs(device, `POST ${route.url}`, path, { method: 'POST', headers, body })
      }
    })
  )
  report.done['bent forms'] = forms
}

function postsOf({ side }: Device): Route[] {
  return sides[side].routes.filter(({ method, url }) => method === 'POST' && !NOT_ASKED.test(url))
}

/** Each address, with what stands in it bent, by each device. */
async function askEveryAddress(): Promise<void> {
  let asked = 0
  for (const device of devices) {
    for (const { method, url: path } of sides[device.side].routes) {
      if (method !== 'GET') continue
      for (let i = 0; i < 3; i++, asked++)
        await askAs(device, `GET ${path}`, climb(path, chances), { headers: { cookie: device.cookie } })
    }
  }
  report.done['bent addresses'] = asked
}

async function climbOut(): Promise<void> {
  const up = ['../', '..%2f', '%2e%2e/', '..\\', '..%5c', '....//', '%252e%252e%252f', '..%c0%af', '/%00/']
  const goals = ['etc/passwd', 'laci.db', 'data/laci.db', 'package.json', 'server/main.ts']
  const from = ['/static/', '/static/x/', '/r/', '/o/', '/', '/backup/', '/exports/', '/language/']
  const climbs = from.flatMap((start) =>
    up.flatMap((step) => goals.map((goal) => `${start}${step.repeat(6)}${goal}`))
  )
  for (const { url } of Object.values(sides))
    for (const path of climbs) {
      const { text } = await ask('a climb', url + path, { headers: {} })
      if (/root:x:|SQLite format|"name": "laci"|startBox/.test(text)) report.leaks.push(url + path)
    }
  report.done['climbs out of a folder'] = climbs.length * Object.keys(sides).length
}

async function sendTooMuch(): Promise<void> {
  const device = at_the_till.find(({ who }) => who === 'owner')!
  const { url } = sides.till
  const headers = { cookie: device.cookie, 'x-csrf-token': device.token }
  const plain = { ...headers, 'content-type': 'application/x-www-form-urlencoded' }
  const many = Array.from({ length: MANY }, (_, i) => `k${i}=${i}`).join('&')
  const same = Array.from({ length: MANY }, () => 'text=1').join('&')
  const large = Buffer.alloc(LARGE_BYTES, 'a')
  for (const path of ['/till/scans', '/sales', '/items/import', '/customers']) {
    await ask('100 MB', url + path, { method: 'POST', headers: plain, body: large })
    await ask('10,000 fields', url + path, { method: 'POST', headers: plain, body: many })
    await ask('one field 10,000 times', url + path, { method: 'POST', headers: plain, body: same })
    await ask('10,000 parts', url + path, { method: 'POST', ...parts(headers) })
  }
  await ask('10,000 in the address', `${url}/till?${many.slice(0, 15_000)}`, { headers })
  await ask('10,000 in the address, the same', `${url}/customers?${same.slice(0, 15_000)}`, { headers })
  await ask('many cookies', `${url}/till`, {
    headers: { cookie: many.replaceAll('&', '; ').slice(0, 15_000) }
  })
  for (const side of [sides.encrypted, sides.door, sides.clear]) {
    await ask('100 MB', `${side.url}/sign-in`, { method: 'POST', headers: plain, body: large })
    await ask('10,000 fields', `${side.url}/sign-in`, { method: 'POST', headers: plain, body: many })
  }
  await ask('deep JSON', `${url}/till/scans`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: '['.repeat(30_000)
  })
  report.done['bodies too large'] = 26
}

function parts(headers: Record<string, string>) {
  const line = '--cut\r\ncontent-disposition: form-data; name="text"\r\n\r\n1\r\n'
  const type = { 'content-type': 'multipart/form-data; boundary=cut' }
  return { headers: { ...headers, ...type }, body: `${line.repeat(MANY)}--cut--\r\n` }
}

/** Asks with somebody's cookies, and counts how that device fares. */
async function askAs(device: Device, what: string, path: string, init: RequestInit): Promise<void> {
  const name = `${device.who}, ${device.side}`
  const { status, goes } = await ask(`${name} ${what}`, sides[device.side].url + path, init)
  report.devices[name] ??= { asked: 0, signed_out: 0, forbidden: 0, later: 0 }
  const fares = report.devices[name]
  fares.asked++
  if (status === 401 || goes.startsWith('/sign-in')) fares.signed_out++
  else if (status === 403) fares.forbidden++
  else if (status === 429) fares.later++
}

/** Asks, and weighs the answer. @returns its status (0 when there was none), its text and where it sends one */
async function ask(what: string, url: string, init: RequestInit) {
  try {
    const response = await fetch(url, {
      redirect: 'manual',
      signal: AbortSignal.timeout(60_000),
      ...init
    })
    const { status, headers } = response
    const text = await response.text()
    weigh(what, { status, text })
    return { status, text, goes: headers.get('location') ?? headers.get('hx-redirect') ?? '' }
  } catch {
    count('cut') // the box may hang up on what it has had enough of; whether it is alive is asked at the end
    return { status: 0, text: '', goes: '' }
  }
}

function weigh(what: string, { status, text }: { status: number; text: string }): void {
  count(String(status))
  if (status >= 500)
    report.mistakes.push(`${what}: ${status} ${/<p>([^<]*)</.exec(text)?.[1] ?? text.slice(0, 200)}`)
  const [inside] = INSIDE.exec(text) ?? []
  if (inside) report.leaks.push(`${what}: ${inside}`)
}

function count(status: string): void {
  report.statuses[status] = (report.statuses[status] ?? 0) + 1
}
