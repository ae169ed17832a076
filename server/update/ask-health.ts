import { setTimeout as pause } from 'node:timers/promises'
import type { Health } from './health.ts'

const TRY_EVERY_MS = 100
const ANSWERS_WITHIN_MS = 5000

/** How a version on trial fares: `silent` is one that did not answer, `unwell` one whose answer is no good. */
export type Verdict = 'well' | 'unwell' | 'silent'

/**
 * Asks a version on trial whether it is well: that it is the version it should be, has read and written the books, and
 * draws a page.
 *
 * @param base where it listens, on this machine
 * @param within_ms how long it may be silent
 */
export async function askHealth(base: string, version: string, within_ms: number): Promise<Verdict> {
  const deadline = performance.now() + within_ms
  for (;;) {
    const health = await ask(`${base}/health`)
    if (health !== undefined) return isWell(await bodyOf(health), version) ? askPage(base) : 'unwell'
    if (performance.now() >= deadline) return 'silent'
    await pause(TRY_EVERY_MS)
  }
}

async function askPage(base: string): Promise<Verdict> {
  const page = await ask(`${base}/sign-in`)
  if (page === undefined) return 'silent'
  return page.status < 400 ? 'well' : 'unwell'
}

function isWell(said: Partial<Health> | undefined, version: string): boolean {
  return said?.version === version && typeof said.schema === 'string' && said.wrote === true
}

async function bodyOf(answer: Response): Promise<Partial<Health> | undefined> {
  if (answer.status !== 200) return undefined
  return (await answer.json().catch(() => undefined)) as Partial<Health> | undefined
}

async function ask(url: string): Promise<Response | undefined> {
  return fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) }).catch(
    () => undefined
  )
}
