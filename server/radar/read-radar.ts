import type { Reader } from '../db/prepare.ts'
import { currentDay } from '../settings/current-day.ts'
import { readSettings } from '../settings/read-settings.ts'
import type { Moment } from '../values/clock.ts'
import { type Compared, compareHands } from './compare-hands.ts'
import type { IncidentKind, RadarFacts, RadarPeriod } from './facts.ts'
import { findLeaks } from './find-leaks.ts'
import type { Finding } from './finding.ts'
import { findLastLook, type Look, listSeen } from './looks.ts'
import { within } from './more-than-usual.ts'
import { type AskedPeriod, readPeriod } from './period.ts'
import { readFacts } from './read-facts.ts'

/** What is looked for: when, and if need be whose and at which till alone. */
export interface AskedRadar {
  period: AskedPeriod
  staff_id?: string | undefined
  terminal_id?: string | undefined
  /** The moment it is asked. */
  now: Moment
}

/** A finding with whose it is, and what the owner has seen of it. */
export interface ShownFinding extends Finding {
  person: string | null
  /** How many of its incidents nobody has looked at. With none, it is done with. */
  fresh: number
  /** When somebody last looked at it, and what they said. */
  look: Look | null
}

/** All that the radar says. Plain data. */
export interface RadarReport {
  asked: AskedRadar
  period: RadarPeriod
  findings: ShownFinding[]
  /** By cashier and by till, against the days before. */
  hands: Compared[]
  tills: Compared[]
  /** How much was looked through. */
  looked_through: { sales: number; incidents: number }
  /** Names for the ids of people and tills in it. */
  names: Record<string, string>
}

/** Looks through the days asked for. Slow where much was sold: for a worker, or the command line. */
export function readRadar(reader: Reader, asked: AskedRadar): RadarReport {
  const settings = readSettings(reader)
  const period = readPeriod(asked.period, currentDay(reader, asked.now), settings)
  const facts = atTill(readFacts(reader, period), asked.terminal_id)
  const findings = findLeaks(facts)
    .filter(({ staff_id }) => !asked.staff_id || staff_id === asked.staff_id)
    .map((found) => asShown(reader, facts, found))
  return {
    asked,
    period,
    findings,
    ...compareHands(facts),
    looked_through: lookedThrough(facts),
    names: Object.fromEntries([...[...facts.people].map(([id, { name }]) => [id, name]), ...facts.tills])
  }
}

/** What is done with is kept, but comes after what is not. */
function asShown(reader: Reader, { people }: RadarFacts, found: Finding): ShownFinding {
  const seen = listSeen(reader, found.key)
  return {
    ...found,
    person: found.staff_id ? (people.get(found.staff_id)?.name ?? null) : null,
    fresh: found.incidents.filter(({ id }) => !seen.has(id)).length,
    look: findLastLook(reader, found.key)
  }
}

function atTill(facts: RadarFacts, terminal_id: string | undefined): RadarFacts {
  if (!terminal_id) return facts
  const only = <Row extends { terminal_id: string | null }>(rows: Row[]) =>
    rows.filter((row) => row.terminal_id === terminal_id)
  const incidents = Object.entries(facts.incidents).map(([kind, rows]) => [kind, only(rows)])
  return { ...facts, traded: only(facts.traded), incidents: Object.fromEntries(incidents) }
}

/** Which of the kinds are no more than the day's ordinary doings. */
const ORDINARY: ReadonlySet<string> = new Set<IncidentKind>(['sign-ins', 'approvals'])

function lookedThrough({ period, traded, incidents }: RadarFacts): RadarReport['looked_through'] {
  const days = traded.filter(({ business_day }) => business_day >= period.first_day)
  const kinds = Object.entries(incidents).filter(([kind]) => !ORDINARY.has(kind))
  return {
    sales: days.reduce((sum, { sales }) => sum + sales, 0),
    incidents: kinds.reduce((sum, [, rows]) => sum + within(period.now, rows).length, 0)
  }
}
