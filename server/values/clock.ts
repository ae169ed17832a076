/** A moment as it travels through the shop and stands in its tables: UTC, ISO 8601 with milliseconds. */
export type Moment = string

/** Asked once per deed, at the edge (routes, jobs, followers); from there the moment travels as data. */
export interface Clock {
  now(): Moment
}

export const systemClock: Clock = { now: () => new Date().toISOString() }

/** A moment some milliseconds after (or, negative, before) another. */
export function later(moment: Moment, by_ms: number): Moment {
  return new Date(Date.parse(moment) + by_ms).toISOString()
}
