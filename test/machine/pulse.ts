import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Test } from 'tap'
import type { Container } from './container.ts'

/** Feels, from inside a container, whether a box there answers. */
export interface Pulse {
  /** Does something to the box. @returns after how many milliseconds it answered again */
  afterwards(deed: () => void): Promise<number>
  /** When it last answered again, in milliseconds since 1970. */
  upSince(): number
}

/** Asks every 20 ms; who has not answered in 400 ms hangs. */
const FEELER = `
  let state = ''
  const feel = async () => {
    const now = Date.now()
    const is_up = await fetch(URL, { redirect: 'manual', signal: AbortSignal.timeout(400) }).then(async (answer) => {
      await answer.arrayBuffer()
      return answer.status < 500
    }, () => false)
    const next = is_up ? 'up' : 'down'
    if (next !== state) console.log(next, is_up ? Date.now() : now)
    state = next
    setTimeout(feel, 20)
  }
  feel()`

/** @throws when a box does not answer again within a minute and a half */
export async function feelPulse(t: Test, container: Container, url: string): Promise<Pulse> {
  const feeler = container.beside(FEELER.replace('URL', JSON.stringify(url)))
  t.teardown(() => feeler.kill())
  const lines = createInterface({ input: feeler.stdout! })
  const hear = async (state: string): Promise<number> => {
    for (;;) {
      const [line] = (await once(lines, 'line', { signal: AbortSignal.timeout(90_000) })) as [string]
      const [said, at] = line.split(' ')
      if (said === state) return Number(at)
    }
  }
  let up_since = await hear('up')
  return {
    upSince: () => up_since,
    async afterwards(deed) {
      const down = hear('down')
      const began = Date.now()
      deed()
      await down
      up_since = await hear('up')
      return up_since - began
    }
  }
}
