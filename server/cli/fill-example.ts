import type { Config } from '../config.ts'
import { openStore } from '../db/open.ts'
import { seedShop } from '../demo/seed-shop.ts'
import { databasePath } from '../main.ts'
import { Refusal } from '../refusal.ts'
import { systemClock } from '../values/clock.ts'
import type { CommandIo } from './laci.ts'
import { cliLocale, cliWords } from './words.ts'

/**
 * Fills the box's data folder with the example shop and says, once, how its people sign in.
 *
 * @returns false when the folder holds a shop already; it stays as it was.
 */
export async function fillExample(config: Config, io: CommandIo): Promise<boolean> {
  const words = cliWords(io.env)
  const store = await openStore(databasePath(config))
  try {
    const people = await seedShop(store, {
      now: systemClock.now(),
      locale: cliLocale(io.env),
      progress: (day, of) => io.out(words.demo_day(day, of))
    })
    io.out(words.demo_ready(people.map(words.demo_person).join('\n')))
    return true
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'setup/done')) throw error
    io.err(words.demo_refused)
    return false
  } finally {
    store.close()
  }
}
