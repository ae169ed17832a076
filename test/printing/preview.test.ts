import { setImmediate as turn } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import t from 'tap'
import { Connection } from '../../server/printing/connection.ts'
import { preview } from '../../server/printing/transports/preview.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

await t.test('A printer on the screen holds nothing of a slip when it is done', async (t) => {
  const slip = new WeakRef(await printOne(new AbortController().signal))
  await turn()
  collectGarbage()
  t.equal(slip.deref(), undefined, 'or a box would hold a little more with each sale, for as long as it runs')
})

/** @returns what went on between the box and the printer */
async function printOne(signal: AbortSignal): Promise<object> {
  let heard: object | undefined
  const transport: typeof preview = {
    ...preview,
    async open(stop) {
      const line = await preview.open(stop)
      return { ...line, onHeard: (listener) => (heard = listener) }
    }
  }
  const connection = new Connection(transport, 'never', { answers: () => {}, status: () => {} })
  const { outcome } = await connection.carry({ bytes: Buffer.from('Kopi') }, async () => true, signal)
  connection.rest()
  if (outcome !== 'delivered' || !heard) throw new Error(`nothing was printed: ${outcome}`)
  return heard
}
