// The attackers, in a thread of their own. Told whom to attack; answers once, with what came of it.
import { parentPort, workerData } from 'node:worker_threads'
import type { Route } from '../../routes.ts'
import { Chances } from '../chances.ts'
import { bendForm, climb } from './bend.ts'
import { floodSockets, holdConnections, sendOddities } from './raw.ts'

/** Somebody whose cookies the attackers have. */
export interface Device {
  who: 'owner' | 'cashier' | 'nobody'
  cookie: string
  token: string
}

export interface Attacked {
  url: string
  routes: Route[]
  devices: Device[]
  seed: number
  forms: number
}

export interface Report {
  /** How often each status was answered; `cut` for a connection that was closed without one. */
  statuses: Record<string, number>
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
/** Signing out would leave the attackers outside for the rest. */
const NOT_ASKED = /^\/(sign-out|sessions)/
/** What no answer to a stranger, and none to anybody here, has a reason to say. */
const INSIDE =
  /\bat .+\.[jt]s:\d+|node_modules|SQLITE_|SqliteError|\bselect .+ from \b|\/server\/[a-z]+\/|SQLite format/i

const { url, routes, devices, seed, forms } = workerData as Attacked
const report: Report = { statuses: {}, done: {}, mistakes: [], leaks: [] }
const chances = new Chances(seed)

await bendForms()
await askEveryAddress()
await climbOut()
await sendTooMuch()
report.done['requests that no browser makes'] = await sendOddities(url, (answer, what) => weigh(what, answer))
report.done['connections that hardly speak'] = await holdConnections(url, devices)
report.done['sockets that flood'] = await floodSockets(url)
parentPort!.postMessage(report)

async function bendForms(): Promise<void> {
  const posts = routes.filter(({ method, url }) => method === 'POST' && !NOT_ASKED.test(url))
  let left = forms
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (left-- > 0) {
        const device = chances.of(devices)
        const route = chances.of(posts)
        const { path, headers, body } = bendForm(route, device, chances)
        await ask(`${device.who} POST ${route.url}`, path, { method: 'POST', headers, body })
      }
    })
  )
  report.done['bent forms'] = forms
}

/** Each address, with what stands in it bent, by each device. */
async function askEveryAddress(): Promise<void> {
  const gets = routes.filter(({ method }) => method === 'GET')
  let asked = 0
  for (const device of devices) {
    for (const { url: path } of gets) {
      for (let i = 0; i < 3; i++, asked++)
        await ask(`${device.who} GET ${path}`, climb(path, chances), { headers: { cookie: device.cookie } })
    }
  }
  report.done['bent addresses'] = asked
}

async function climbOut(): Promise<void> {
  const up = ['../', '..%2f', '%2e%2e/', '..\\', '..%5c', '....//', '%252e%252e%252f', '..%c0%af', '/%00/']
  const goals = ['etc/passwd', 'laci.db', 'data/laci.db', 'package.json', 'server/main.ts']
  const from = ['/static/', '/static/x/', '/r/', '/o/', '/', '/backup/', '/exports/', '/language/']
  for (const start of from)
    for (const step of up)
      for (const goal of goals) {
        const answer = await ask('a climb', `${start}${step.repeat(6)}${goal}`, { headers: {} })
        if (/root:x:|SQLite format|"name": "laci"|startBox/.test(answer))
          report.leaks.push(`${start}${step}${goal}`)
      }
  report.done['climbs out of a folder'] = from.length * up.length * goals.length
}

async function sendTooMuch(): Promise<void> {
  const device = devices.find(({ who }) => who === 'owner')!
  const headers = { cookie: device.cookie, 'x-csrf-token': device.token }
  const plain = { ...headers, 'content-type': 'application/x-www-form-urlencoded' }
  const many = Array.from({ length: MANY }, (_, i) => `k${i}=${i}`).join('&')
  const same = Array.from({ length: MANY }, () => 'text=1').join('&')
  const large = Buffer.alloc(LARGE_BYTES, 'a')
  for (const path of ['/till/scans', '/sales', '/items/import', '/customers']) {
    await ask('100 MB', path, { method: 'POST', headers: plain, body: large })
    await ask('10,000 fields', path, { method: 'POST', headers: plain, body: many })
    await ask('one field 10,000 times', path, { method: 'POST', headers: plain, body: same })
    await ask('10,000 parts', path, { method: 'POST', ...parts(headers) })
  }
  await ask('10,000 in the address', `/till?${many.slice(0, 15_000)}`, { headers })
  await ask('10,000 in the address, the same', `/customers?${same.slice(0, 15_000)}`, { headers })
  await ask('many cookies', '/till', { headers: { cookie: many.replaceAll('&', '; ').slice(0, 15_000) } })
  await ask('deep JSON', '/till/scans', {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: '['.repeat(30_000)
  })
  report.done['bodies too large'] = 20
}

function parts(headers: Record<string, string>) {
  const line = '--cut\r\ncontent-disposition: form-data; name="text"\r\n\r\n1\r\n'
  const type = { 'content-type': 'multipart/form-data; boundary=cut' }
  return { headers: { ...headers, ...type }, body: `${line.repeat(MANY)}--cut--\r\n` }
}

/** Asks, and weighs the answer. @returns its text */
async function ask(what: string, path: string, init: RequestInit): Promise<string> {
  try {
    const response = await fetch(url + path, {
      redirect: 'manual',
      signal: AbortSignal.timeout(60_000),
      ...init
    })
    const text = await response.text()
    weigh(what, { status: response.status, text })
    return text
  } catch {
    count('cut') // the box may hang up on what it has had enough of; whether it is alive is asked at the end
    return ''
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
