/** How large a price list may be. 20 MB: two hundred characters for each of the most rows we read. */
export const MOST_BYTES = 20_000_000
