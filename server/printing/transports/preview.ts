import type { Line, Transport } from './transport.ts'

/** A line of its own each time: whoever waits for a line to go is held by it as long as it is there. */
const openLine = (): Line => ({
  send: async () => undefined,
  onHeard: () => undefined,
  gone: new Promise(() => undefined),
  finish: async () => undefined,
  drop: () => undefined
})

/** A printer that isn't there: what it would print is drawn from the slip's document. */
export const preview: Transport = { can_hear: false, open: async () => openLine() }
