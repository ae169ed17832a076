import type { Line, Transport } from './transport.ts'

const line: Line = {
  send: async () => undefined,
  onHeard: () => undefined,
  gone: new Promise(() => undefined),
  finish: async () => undefined,
  drop: () => undefined
}

/** A printer that isn't there: what it would print is drawn from the slip's document. */
export const preview: Transport = { can_hear: false, open: async () => line }
