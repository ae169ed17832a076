import type { Shop } from '../shop.ts'

const EVERY_MS = 60_000

/**
 * Writes down once a minute who was there: when each till's device was seen and each session used; nothing where
 * nobody was.
 *
 * @returns stops it, with what was seen last written down
 */
export function writeDownPresence(shop: Shop): () => Promise<void> {
  const timer = setInterval(() => void write(shop), EVERY_MS)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await write(shop)
  }
}

async function write({ store, activity, sightings, log }: Shop): Promise<void> {
  if (store.halted || (!activity.is_news && !sightings.is_news)) return
  try {
    await store.commit((tx) => {
      activity.writeDown(tx)
      sightings.writeDown(tx)
    })
  } catch (error) {
    log.warn({ err: error }, 'who was there could not be written down; it is tried again in a minute')
  }
}
