import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { changeSecret, type NewSecret } from '../auth/change-staff.ts'
import type { Tx } from '../db/prepare.ts'
import type { By } from '../events/record.ts'
import { Refusal, type RefusalCode } from '../refusal.ts'
import type { Shop } from '../shop.ts'
import type { Clock } from '../values/clock.ts'
import { fits } from '../values/fits.ts'
import { ID_PATTERN } from '../values/id.ts'
import { Type } from '../values/shape.ts'
import { findSecondStep, turnSecondStepOff } from './second-step.ts'

/** Somebody's new PIN or password, given at the box itself; or that they come in from afar no more, until set up anew. */
export type Reset = { staff_id: string } & (NewSecret | { kind: 'second-step' })

const staff_id = Type.String({ pattern: ID_PATTERN })
const ResetFile = Type.Union([
  Type.Object({
    staff_id,
    kind: Type.Union([Type.Literal('pin'), Type.Literal('password')]),
    hash: Type.String({ pattern: '^\\$argon2id\\$', maxLength: 300 })
  }),
  Type.Object({ staff_id, kind: Type.Literal('second-step') })
])

const LOOK_EVERY_MS = 300

/** Where the command line asks a running box for something: a folder that only the box's own user can write to. */
export function asksFolder(data: string): string {
  return join(data, 'asks')
}

export const askFile = (id: string): string => `reset-${id}.ask`
export const answerFile = (id: string): string => `reset-${id}.answer`

/** Writes a file that is there whole or not at all to whoever looks for its name. */
export function putFile(folder: string, name: string, content: unknown): void {
  const path = join(folder, name)
  writeFileSync(`${path}.tmp`, JSON.stringify(content), { mode: 0o600 })
  renameSync(`${path}.tmp`, path)
}

/**
 * Gives somebody a new PIN or password at the box itself, or turns their second step off, where nobody is signed in: the
 * record names no one.
 *
 * @throws {Refusal} staff/gone; second-step/off where there is none to turn off
 */
export function resetSecret(tx: Tx, clock: Clock, reset: Reset): void {
  const by: By = { at: clock.now(), staff_id: null, terminal_id: null, request_id: null }
  if (reset.kind !== 'second-step') {
    changeSecret(tx, by, reset)
    return
  }
  if (!findSecondStep(tx, reset.staff_id)) throw new Refusal('second-step/off')
  turnSecondStepOff(tx, by, reset.staff_id)
}

/**
 * Does what the command line asks of the running box: the box is the one writer, and tells its screens at once. Only
 * hashes lie in the folder, and only as long as it takes to read them.
 *
 * @returns a way to stop
 */
export function hearResets({ store, clock, config, log }: Shop): () => Promise<void> {
  const folder = asksFolder(config.data)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  // Nobody waits any more for what was asked of an earlier run.
  for (const file of readdirSync(folder)) rmSync(join(folder, file), { force: true })
  let working: Promise<void> | undefined
  const timer = setInterval(() => {
    working ??= hearAll()
      .catch((error: unknown) => log.error({ err: error }, 'the command line could not be listened to'))
      .finally(() => {
        working = undefined
      })
  }, LOOK_EVERY_MS)
  timer.unref()

  async function hearAll(): Promise<void> {
    for (const file of readdirSync(folder)) {
      const [, id] = /^reset-([0-9a-f-]{36})\.ask$/.exec(file) ?? []
      if (id) putFile(folder, answerFile(id), { refused: await carryOut(join(folder, file)) })
    }
  }

  async function carryOut(path: string): Promise<RefusalCode | null> {
    const text = readFileSync(path, 'utf8')
    rmSync(path, { force: true })
    try {
      const reset: unknown = JSON.parse(text)
      if (!fits(ResetFile, reset)) throw new TypeError('this asks for nothing that can be done')
      await store.commit((tx) => resetSecret(tx, clock, reset))
      return null
    } catch (error) {
      if (error instanceof Refusal) return error.code
      log.error({ err: error }, 'what the command line asked could not be done')
      return 'box/mistake'
    }
  }

  return async () => {
    clearInterval(timer)
    await working
  }
}
