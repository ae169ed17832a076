import type { Reader } from '../db/prepare.ts'
import { readSettings } from '../settings/read-settings.ts'
import type { RadarFacts, RadarPeriod } from './facts.ts'
import { readGivenUp } from './questions/of-baskets.ts'
import { readClockJumps } from './questions/of-clock.ts'
import { readCounts } from './questions/of-drawers.ts'
import { readEvents } from './questions/of-events.ts'
import { readPeople, readTills } from './questions/of-people.ts'
import { readRefunds } from './questions/of-refunds.ts'
import { readCheapSales, readTraded } from './questions/of-sales.ts'

/** Reads all that the rules go by, of the days asked for and of those that tell what is usual. Slow: for a worker. */
export function readFacts(reader: Reader, period: RadarPeriod): RadarFacts {
  const { zone, day_starts_at } = readSettings(reader)
  return {
    period,
    zone,
    day_starts_at,
    people: readPeople(reader),
    tills: readTills(reader),
    traded: readTraded(reader, period),
    incidents: {
      ...readRefunds(reader, period),
      ...readEvents(reader, period),
      ...readCheapSales(reader, period),
      'given-up-late': readGivenUp(reader, period),
      'cash-difference': readCounts(reader, period),
      'clock-jump': readClockJumps(reader, period)
    }
  }
}
