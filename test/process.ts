import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import type { Test } from 'tap'
import { type Browser, openBrowser, type Wire } from './shop.ts'

const LACI = join(import.meta.dirname, '../scripts/laci')

/** Far longer than a box takes to start, to answer or to close, on any machine: after it, it hangs, and is said to. */
const HANGS_AFTER_MS = 90_000

/** A box in a process of its own, as it runs in a shop, with a plug to pull. */
export interface PluggedBox {
  url: string
  pid: number
  browser(): Browser
  /** What it has said since it said its address: the lines of its log. */
  readonly said: string[]
  /** Whether it ended although nobody asked it to. */
  readonly is_gone: boolean
  /** Pulls the plug: SIGKILL, between any two instructions. */
  kill(): Promise<void>
  /** Asks it to close, as the machine does when it shuts down. @returns the exit code. */
  close(): Promise<number>
}

/** Starts `laci start` on a folder and waits until it says its address. */
export async function plugIn(t: Test, data: string, env: Record<string, string> = {}): Promise<PluggedBox> {
  const child = spawn(LACI, ['start'], {
    env: {
      ...process.env,
      LACI_DATA: data,
      LACI_PORT: '0',
      LACI_DOOR_PORT: '0',
      LACI_LOG: 'silent',
      LANG: 'id_ID.UTF-8',
      ...env
    },
    stdio: ['ignore', 'pipe', 'inherit']
  })
  t.teardown(() => child.kill('SIGKILL'))
  const said: string[] = []
  const url = await orHang(child, addressOf(child, said), 'started')
  return {
    url,
    said,
    pid: child.pid!,
    get is_gone() {
      return child.exitCode !== null || child.signalCode !== null
    },
    browser: () => openBrowser(overTheWire(url)),
    async kill() {
      child.kill('SIGKILL')
      await gone(child)
    },
    async close() {
      child.kill('SIGTERM')
      return orHang(child, gone(child), 'closed')
    }
  }
}

/** Hears what a box says: its address, and everything after it. */
async function addressOf(child: ChildProcess, said: string[]): Promise<string> {
  const lines = createInterface({ input: child.stdout! })
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  lines.on('line', (line) => {
    const [url] = /https?:\/\/\S+/.exec(line) ?? []
    if (url) resolve(url)
    said.push(line)
  })
  lines.on('close', () => reject(new Error('the box ended before it said its address')))
  return promise
}

/** A box that hangs is a fault to be named; a test that waits for it forever would name nothing. */
async function orHang<Result>(child: ChildProcess, wanted: Promise<Result>, what: string): Promise<Result> {
  const over = new AbortController()
  const hang = pause(HANGS_AFTER_MS, undefined, { signal: over.signal }).then(() => {
    child.kill('SIGKILL')
    throw new Error(`the box was not ${what} within ${HANGS_AFTER_MS / 1000} s`)
  })
  hang.catch(() => undefined) // when it came in time, the clock is stopped
  return await Promise.race([wanted, hang]).finally(() => over.abort())
}

async function gone(child: ChildProcess): Promise<number> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return child.exitCode ?? -1
}

/** Reaches a box by HTTP, as a till in the shop does. */
export function overTheWire(base: string): Wire {
  return async ({ method, url, headers, payload }) => {
    const response = await fetch(base + url, {
      method,
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(HANGS_AFTER_MS),
      ...(payload !== undefined && { body: payload })
    })
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      text: await response.text(),
      cookies: response.headers.getSetCookie()
    }
  }
}
