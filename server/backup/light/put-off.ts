import { Refusal } from '../../refusal.ts'
import type { Shop } from '../../shop.ts'
import type { Moment } from '../../values/clock.ts'
import { putOff } from '../state/snoozes.ts'
import { readLight } from './read-light.ts'

/**
 * Puts a reminder off until tomorrow. What is no reminder any more is as good as put off.
 *
 * @throws {Refusal} backup/cannot-wait for what is red
 */
export function putOffReminder(
  shop: Shop,
  { code, place }: { code: string; place: string },
  now: Moment
): null {
  const reminder = readLight(shop).reminders.find((one) => one.code === code && one.place === place)
  if (reminder?.level === 'red') throw new Refusal('backup/cannot-wait')
  if (reminder) putOff(shop.backup.state, { code, place }, now)
  return null
}
