import type { Transport } from './transport.ts'

/** A printer that isn't there: what it would print is drawn from the slip's document. */
export const preview: Transport = {
  send: async () => ({ outcome: 'delivered' })
}
