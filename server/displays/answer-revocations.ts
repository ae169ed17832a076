import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal, type RefusalCode } from '../refusal.ts'
import type { Shop } from '../shop.ts'
import { findTerminalByCode } from '../terminals/find-terminal.ts'
import { takeOutTill } from './take-out-till.ts'

const LOOK_EVERY_MS = 500

/** What became of it, for the command line: nothing was refused, or why. */
export interface RevocationAnswer {
  refused: RefusalCode | null
}

/** Where the command line asks a running box to take a till out: only the box's own user can write there. */
export function revocationsFolder(data: string): string {
  return join(data, 'ask-tills')
}

export const revocationFile = (code: string, id: string): string => `${code.toUpperCase()}-${id}.ask`
export const revocationAnswerFile = (id: string): string => `${id}.json`

/**
 * Takes out the tills that the command line asks a running box to take out: by files whose name alone says which, so
 * that nothing is read from them that could be wrong.
 *
 * @returns a way to stop
 */
export function answerRevocations(shop: Shop): () => Promise<void> {
  const folder = revocationsFolder(shop.config.data)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  // Nobody waits any more for what was asked of an earlier run.
  for (const file of readdirSync(folder)) rmSync(join(folder, file), { force: true })
  let working: Promise<void> | undefined
  const timer = setInterval(() => {
    working ??= answerAll(shop, folder)
      .catch((error: unknown) => shop.log.error({ err: error }, 'the command line could not be listened to'))
      .finally(() => {
        working = undefined
      })
  }, LOOK_EVERY_MS)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await working
  }
}

async function answerAll(shop: Shop, folder: string): Promise<void> {
  for (const file of readdirSync(folder)) {
    const [, code, id] = /^(K\d{1,6})-([0-9a-f-]{36})\.ask$/.exec(file) ?? []
    if (!code || !id) continue
    rmSync(join(folder, file), { force: true })
    const answer = JSON.stringify(await revoke(shop, code))
    const path = join(folder, revocationAnswerFile(id))
    writeFileSync(`${path}.part`, answer, { mode: 0o600 })
    renameSync(`${path}.part`, path)
  }
}

async function revoke({ store, clock }: Shop, code: string): Promise<RevocationAnswer> {
  const by = { at: clock.now(), staff_id: null, terminal_id: null, request_id: null }
  try {
    await store.commit((tx) => takeOutTill(tx, by, findTerminalByCode(tx, code)?.terminal_id ?? ''))
    return { refused: null }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { refused: error.code }
  }
}
