import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Test } from 'tap'
import { openCounter, sell, wired } from '../counter.ts'
import { freePort } from '../free-port.ts'
import type { Browser } from '../shop.ts'

const LACI = join(import.meta.dirname, '../../scripts/laci')

/** A box in a process of its own that is started again whenever it ends, as systemd does. */
export interface KeptBox {
  till: Browser
  owner: Browser
  url: string
  /** Sells a packet of tea. @returns whether the till was told that it is sold */
  trySelling(): Promise<boolean>
  /** How many sales the till was told of. */
  readonly told: number
  /** With which codes it ended. */
  readonly ends: (number | null)[]
  /** Waits until it sells. @returns after how many milliseconds */
  untilItSells(): Promise<number>
  /** Pulls its plug, has something done, and lets it start again. */
  pauseAround(work: () => unknown): Promise<void>
  /** Ends it for good. */
  stop(): Promise<void>
}

/** Sets up a shop in a folder, and keeps a box running on it. */
export async function keepBox(t: Test, data: string): Promise<KeptBox> {
  const counter = await openCounter(t, { data })
  await counter.shop.box.stop()
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const [till, owner] = [wired(url, counter.people.till), wired(url, counter.people.owner)]
  const ends: (number | null)[] = []
  let is_over = false
  let is_held = false
  let told = 0
  let child: ChildProcess | undefined
  const running = keepOn()

  async function keepOn(): Promise<void> {
    while (!is_over) {
      const env = {
        ...process.env,
        LACI_DATA: data,
        LACI_PORT: String(port),
        LACI_DOOR_PORT: '0',
        LACI_LOG: 'silent'
      }
      child = spawn(LACI, ['start'], { env, stdio: ['ignore', 'ignore', 'ignore'] })
      const [code] = (await once(child, 'exit')) as [number | null]
      ends.push(code)
      do await pause(500)
      while (is_held && !is_over)
    }
  }
  async function stop(): Promise<void> {
    is_over = true
    child?.kill('SIGKILL')
    await running
  }
  t.teardown(stop)

  const box: KeptBox = {
    till,
    owner,
    url,
    ends,
    get told() {
      return told
    },
    async trySelling() {
      try {
        await sell(till)
        told++
        return true
      } catch {
        return false // refused, or nobody there
      }
    },
    async pauseAround(work) {
      is_held = true
      const gone = once(child!, 'exit')
      child!.kill('SIGKILL')
      await gone
      await work()
      is_held = false
    },
    async untilItSells() {
      const began = performance.now()
      while (!(await box.trySelling())) {
        if (performance.now() - began > 120_000) throw new Error('it never sells again')
        await pause(100)
      }
      return Math.round(performance.now() - began)
    },
    stop
  }
  await box.untilItSells()
  return box
}
