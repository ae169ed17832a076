import { io, type Socket } from 'socket.io-client'
import type { Test } from 'tap'
import { later, type Moment, systemClock } from '../../server/values/clock.ts'
import { type Browser, openBox, type TestBox, type TestShop } from '../shop.ts'

/** A clock that goes on when it is told to. */
export interface TestClock {
  now(): Moment
  pass(minutes: number): void
}

export function stoppedClock(): TestClock {
  let now = systemClock.now()
  return {
    now: () => now,
    pass: (minutes) => {
      now = later(now, minutes * 60_000)
    }
  }
}

/** A shop that sells, on a clock of the test's. */
export async function openFloor(
  t: Test,
  { data, clock = stoppedClock() }: { data?: string; clock?: TestClock } = {}
): Promise<{ shop: TestBox; people: TestShop; clock: TestClock }> {
  const shop = await openBox(t, { clock, ...(data && { data }) })
  return { shop, people: await shop.setUp(), clock }
}

/** What a device that is not known yet shows: its code. */
export async function showCode(device: Browser): Promise<string> {
  const { text } = await device.get('/till/waiting', { htmx: true })
  return /<output>([A-Z]{3}) ([A-Z]{3})<\/output>/.exec(text)?.slice(1).join('') ?? ''
}

/** A screen of a device, listening as its pages do; at the tills' app, or at the owner's door. */
export function listen(
  t: Test,
  { box }: { box: { url: string } },
  { cookies }: Pick<Browser, 'cookies'>,
  as?: 'display'
): Socket {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const socket = io(box.url, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    extraHeaders: { cookie, origin: box.url },
    ...(as && { query: { as } })
  })
  t.teardown(() => socket.close())
  return socket
}

export function connected(socket: Socket): Promise<void> {
  if (socket.connected) return Promise.resolve()
  return new Promise((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', reject)
  })
}

/** Resolves with the reason when a screen is shown out. */
export function shownOut(socket: Socket): Promise<string> {
  return new Promise((resolve) => socket.once('disconnect', resolve))
}

/** Every event of some kinds, in order. */
export function happenings(
  { store }: TestBox,
  like: string
): { type: string; subject_id: string; facts: string | null }[] {
  return store.sqlite
    .prepare('select type, subject_id, facts from events where type like ? order by event_id')
    .all(like) as { type: string; subject_id: string; facts: string | null }[]
}
