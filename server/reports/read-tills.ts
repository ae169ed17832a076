import { listSignedIn } from '../auth/sessions.ts'
import type { Reader } from '../db/prepare.ts'
import { listDisplays } from '../displays/find-display.ts'
import { type Printer, printersById } from '../printing/find-printer.ts'
import { findOpenShift, type Shift } from '../shifts/find-shift.ts'
import { listTerminals, type Terminal } from '../terminals/find-terminal.ts'
import { readRevocations } from '../terminals/revoke-terminal.ts'
import { type Sighting, Sightings } from '../terminals/sightings.ts'
import type { Moment } from '../values/clock.ts'

/** A till, and how it is. */
export interface TillStanding {
  till: Terminal
  printer: Printer | undefined
  /** The printer its drawer hangs at, where that is another one than its slips come from. */
  drawer_printer: Printer | undefined
  /** How many customer displays show it, besides a second window of its own. */
  displays: number
  /** When and where its device was last seen. */
  sighting: Sighting | undefined
  /** Whether a page of it is open just now and hears the box. */
  is_online: boolean
  /** Who is signed in there now; the latest first. */
  signed_in: string[]
  shift: Shift | undefined
  /** When its last device was taken out; undefined while it has one. */
  out_since: Moment | undefined
}

/**
 * Reads how every till is.
 *
 * @param sightings what a running box has seen; without, what was written down
 */
export function readTills(reader: Reader, now: Moment, sightings = new Sightings()): TillStanding[] {
  const printers = printersById(reader)
  const seen = sightings.read(reader)
  const people = listSignedIn(reader, now)
  const displays = listDisplays(reader)
  const revoked = readRevocations(reader)
  return listTerminals(reader).map((till) => {
    const { terminal_id, printer_id, drawer_printer_id } = till
    const here = (one: { terminal_id: string | null }) => one.terminal_id === terminal_id
    return {
      till,
      printer: printers.get(printer_id ?? ''),
      drawer_printer: printers.get(drawer_printer_id ?? ''),
      displays: displays.filter(here).length,
      sighting: seen.get(terminal_id),
      is_online: sightings.isOnline(terminal_id),
      signed_in: [...new Set(people.filter(here).map(({ name }) => name))],
      shift: findOpenShift(reader, terminal_id),
      out_since: till.has_device ? undefined : (revoked.get(terminal_id) ?? till.paired_at)
    }
  })
}
