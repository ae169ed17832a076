import { change, pick, question, type Reader, type Tx } from '../../db/prepare.ts'
import { later, type Moment } from '../../values/clock.ts'
import type { StateTables } from '../tables.ts'

type Snooze = StateTables['backup_snoozed']

const DAY_MS = 86_400_000

const put = change<Snooze>()((db, row) =>
  db.replaceInto('backup_snoozed').values(pick(row, ['code', 'place', 'until']))
)

const forget = change<{ now: Moment }>()((db, { now }) =>
  db.deleteFrom('backup_snoozed').where('until', '<=', now)
)

const open = question<{ now: Moment }>()((db, { now }) =>
  db.selectFrom('backup_snoozed').select(['code', 'place']).where('until', '>', now)
)

/** Puts a reminder off until tomorrow at this hour. */
export function putOff(tx: Tx, { code, place }: Omit<Snooze, 'until'>, now: Moment): void {
  forget.run(tx, { now })
  put.run(tx, { code, place, until: later(now, DAY_MS) })
}

/** What was put off and is not due again, as `code/place`. */
export function listPutOff(reader: Reader, now: Moment): Set<string> {
  return new Set(open.list(reader, { now }).map(({ code, place }) => `${code}/${place}`))
}
