import type { Line, Transport, TroubleCode } from './transport.ts'

/** A line of its own each time: whoever waits for a line to go is held by it as long as it is there. */
function openLine(): Line {
  const { promise: gone, resolve } = Promise.withResolvers<TroubleCode>()
  return {
    send: async () => undefined,
    onHeard: () => undefined,
    gone,
    finish: async () => undefined,
    drop: () => resolve('stopped')
  }
}

/** A printer that isn't there: what it would print is drawn from the slip's document. */
export const preview: Transport = { can_hear: false, open: async () => openLine() }
