/** How many different things a measured sale holds. */
export const LINES = 4
