import { record } from '../../events/record.ts'
import type { Shop } from '../../shop.ts'
import { readLight } from './read-light.ts'

/**
 * Says once a day what is to be done about the backup: it stands in the shop's events, and every screen that shows the
 * light looks again.
 *
 * @returns what was said, for a technician; undefined when there was nothing to say
 */
export async function remind(shop: Shop): Promise<string | undefined> {
  const { colour, reminders } = readLight(shop)
  const said = reminders.filter(({ is_put_off }) => !is_put_off).map(({ code }) => code)
  if (said.length === 0) return undefined
  const by = { at: shop.clock.now(), staff_id: null, terminal_id: null, request_id: null }
  const codes = said.join(' ')
  await shop.store.commit((tx) =>
    record(tx, by, { type: 'backup.reminded', subject_id: 'backup', facts: { colour, codes } })
  )
  return `${colour}: ${codes}`
}
