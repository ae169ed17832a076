import type { Moment } from '../../values/clock.ts'
import type { Incident, Place } from '../facts.ts'

/** From when on something is asked for, and until when. */
export interface Asked {
  from: Moment
  to: Moment
}

/** An incident as a question finds it: what it does not ask for is null. */
interface Row {
  id: string
  at: Moment
  staff_id: string | null
  terminal_id?: string | null
  approved_by?: string | null
  page_id?: string | null
  label?: string | null
  amount_minor?: number | null
  note?: string | null
  measure?: number | null
}

/** A row as an incident, that is looked at on a page of the books, where it has one. */
export function asIncident(row: Row, page: Place['page']): Incident {
  const { terminal_id = null, approved_by = null, page_id, label = null } = row
  const { id, at, staff_id, amount_minor = null, note = null, measure = null } = row
  const place: Place = { page: page_id ? page : null, id: page_id ?? id }
  return { id, at, staff_id, terminal_id, approved_by, place, label, amount_minor, note, measure }
}
