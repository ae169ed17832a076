import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyBaseLogger } from 'fastify'
import { writeMark } from '../destinations/write-mark.ts'

/** What became of an asking, for the command line. */
export interface AskAnswer {
  places: { name: string; ok: boolean; waiting_bytes: number; fault: string | null }[]
}

/** Where the command line asks a running box for something: a folder that only the box's own user can write to. */
export function asksFolder(folder: string): string {
  return join(folder, 'ask')
}

export const askFile = (id: string): string => `now-${id}.ask`
export const answerFile = (id: string): string => `now-${id}.json`

const LOOK_EVERY_MS = 500

/**
 * Answers what the command line asks of the running box: a file whose name alone says something, so that nothing is
 * read from it that could be wrong. The file is gone once the box has seen it; the answer lies beside it.
 *
 * @returns a way to stop
 */
export function answerAsks(
  folder: string,
  perform: () => Promise<AskAnswer>,
  log: FastifyBaseLogger
): () => Promise<void> {
  const asks = asksFolder(folder)
  mkdirSync(asks, { recursive: true, mode: 0o700 })
  // Nobody waits any more for what was asked of an earlier run.
  for (const file of readdirSync(asks)) rmSync(join(asks, file), { force: true })
  let working: Promise<void> | undefined
  const timer = setInterval(() => {
    working ??= answerAll()
      .catch((error: unknown) => log.error({ err: error }, 'the command line could not be listened to'))
      .finally(() => {
        working = undefined
      })
  }, LOOK_EVERY_MS)

  async function answerAll(): Promise<void> {
    for (const file of readdirSync(asks)) {
      const [, id] = /^now-([0-9a-f-]{36})\.ask$/.exec(file) ?? []
      if (!id) continue
      rmSync(join(asks, file), { force: true })
      try {
        await writeMark(join(asks, answerFile(id)), { ...(await perform()) })
      } catch (error) {
        log.error({ err: error }, 'what the command line asked could not be answered')
      }
    }
  }

  return async () => {
    clearInterval(timer)
    await working
  }
}
