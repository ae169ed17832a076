import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { asksFolder } from '../backup/asks/answer-asks.ts'
import { writeMark } from '../backup/destinations/write-mark.ts'
import { chooseStick, takeStick } from '../backup/sticks/take-stick.ts'
import type { By } from '../events/record.ts'
import { Refusal, type RefusalCode } from '../refusal.ts'
import type { Shop } from '../shop.ts'
import type { ProgramFrom, RescueStanding } from './rescue-desk.ts'

/** What the command line asks: which stick to make, and of which bundles. */
export interface StickAsk extends ProgramFrom {
  /** Its root; null for the only one that is plugged in. */
  path: string | null
}

/** How it stands, written anew as it goes on, until it says that it is over. */
export type StickAnswer =
  | { path: string; standing: RescueStanding; is_over: boolean }
  | { refused: RefusalCode | 'no-stick' | 'several-sticks'; is_over: true }

export const stickAskFile = (id: string): string => `stick-${id}.ask`
export const stickAnswerFile = (id: string): string => `stick-${id}.json`

const LOOK_EVERY_MS = 500

/**
 * Makes rescue sticks for the command line, while the box runs. Whoever may write in the folder of its asks is the box's
 * own user.
 *
 * @returns a way to stop
 */
export function answerStickAsks(shop: Shop): () => Promise<void> {
  const asks = asksFolder(shop.backup.folder)
  let working: Promise<void> | undefined
  const timer = setInterval(() => {
    working ??= answerAll()
      .catch((error: unknown) => shop.log.error({ err: error }, 'a stick that was asked for was not made'))
      .finally(() => {
        working = undefined
      })
  }, LOOK_EVERY_MS)

  async function answerAll(): Promise<void> {
    for (const file of readdirSync(asks)) {
      const [, id] = /^stick-([0-9a-f-]{36})\.ask$/.exec(file) ?? []
      if (!id) continue
      const ask = JSON.parse(readFileSync(join(asks, file), 'utf8')) as StickAsk
      rmSync(join(asks, file), { force: true })
      await answer(ask, join(asks, stickAnswerFile(id)))
    }
  }

  async function answer({ path: asked, ...from }: StickAsk, file: string): Promise<void> {
    const tell = (said: StickAnswer): Promise<void> => writeMark(file, { ...said })
    try {
      const path = asked ?? onlyStick()
      await choose(path)
      let made: RescueStanding | undefined
      const making = shop.rescue.begin(path, from).then((standing) => {
        made = standing
      })
      while (!made) {
        await tell({ path, standing: shop.rescue.standing(path), is_over: false })
        await Promise.race([making, pause(LOOK_EVERY_MS)])
      }
      await tell({ path, standing: made, is_over: true })
    } catch (error) {
      if (!(error instanceof Refusal || error instanceof NoStick)) throw error
      await tell({ refused: error instanceof Refusal ? error.code : error.why, is_over: true })
    }
  }

  async function choose(path: string): Promise<void> {
    const { store, clock, backup } = shop
    await backup.sticks.look()
    const taken = await takeStick(shop, path)
    const by: By = { at: clock.now(), staff_id: null, terminal_id: null, request_id: null }
    await store.commit((tx) => chooseStick(tx, by, backup.key, taken))
    backup.readTargets()
    await backup.sticks.look()
  }

  function onlyStick(): string {
    const sticks = shop.backup.sticks.list()
    const [one, other] = sticks.filter(({ whose, read_only }) => whose !== 'foreign' && !read_only)
    if (!one) throw new NoStick('no-stick')
    if (other) throw new NoStick('several-sticks')
    return one.path
  }

  return async () => {
    clearInterval(timer)
    await working
  }
}

class NoStick extends Error {
  readonly why: 'no-stick' | 'several-sticks'
  constructor(why: 'no-stick' | 'several-sticks') {
    super(why)
    this.why = why
  }
}
