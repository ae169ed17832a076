import { atOnce, type Transport } from './transport.ts'

/** A printer that isn't there: what it would print is drawn from the slip's document. */
export const preview: Transport = {
  send: async (_bytes, _signal, begin = atOnce) =>
    (await begin()) ? { outcome: 'delivered' } : { outcome: 'not-started', reason: 'stopped' }
}
