import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Box, startBox } from '../../server/main.ts'
import { later, systemClock } from '../../server/values/clock.ts'
import { overTheWire } from '../process.ts'
import { answerWizard, OWNER, openBrowser, type Wire } from '../shop.ts'

const TRIES = 60
const HOUR_MS = 3_600_000

/** How long a wrong password takes for a name somebody has and for one nobody has: `node test/bench/sign-in.ts`. */
async function measure(): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'laci-bench-'))
  let ahead_ms = 0
  const clock = { now: () => later(systemClock.now(), ahead_ms) }
  const box = await startBox({ data, host: '127.0.0.1', port: 0, log: 'silent', stick_folders: [] }, clock)
  try {
    await answerWizard(openBrowser(overTheWire(box.url)))
    const names = { known: OWNER.name, unknown: 'Bukan Siapa-siapa' }
    const took: Record<keyof typeof names, number[]> = { known: [], unknown: [] }
    for (let i = 0; i < TRIES; i++) {
      for (const who of i % 2 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)) {
        ahead_ms += HOUR_MS // every try is forgiven by the next
        // An address of its own for each, so that none asks too often.
        const address = `192.168.${i % 250}.${who === 'known' ? 1 : 2}`
        const browser = openBrowser(fromAddress(box, address))
        await browser.get('/sign-in')
        const began = performance.now()
        const { status } = await browser.post('/sign-in/password', {
          name: names[who],
          password: 'salah sekali'
        })
        if (status !== 401) throw new Error(`answered ${status}`)
        took[who].push(performance.now() - began)
      }
    }
    for (const [who, times] of Object.entries(took))
      console.log(`${who.padEnd(8)} ${median(times).toFixed(1)} ms`)
  } finally {
    await box.stop()
    rmSync(data, { recursive: true })
  }
}

function fromAddress({ app }: Box, remoteAddress: string): Wire {
  return async ({ payload, ...request }) => {
    const response = await app.inject({
      ...request,
      remoteAddress,
      ...(payload !== undefined && { payload })
    })
    const cookies = [response.headers['set-cookie'] ?? []].flat()
    return { status: response.statusCode, headers: response.headers, text: response.body, cookies }
  }
}

function median(times: number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!
}

await measure()
