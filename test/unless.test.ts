import { setImmediate as turn } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import t from 'tap'
import { unless } from '../server/values/unless.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

await t.test('Work that is done before a line goes', async (t) => {
  const gone = Promise.withResolvers<string>()
  t.equal(await unless(Promise.resolve('sent'), gone.promise), 'sent')
  await t.rejects(unless(Promise.reject(new Error('refused')), gone.promise), { message: 'refused' })
})

await t.test('Work during which it goes, and whatever is begun after', async (t) => {
  const gone = Promise.withResolvers<string>()
  const never = new Promise<string>(() => {})
  const both = [unless(never, gone.promise), unless(never, gone.promise)]
  gone.resolve('gone')
  t.same(await Promise.all(both), ['gone', 'gone'])
  t.equal(await unless(never, gone.promise), 'gone')
  const broken = Promise.withResolvers<string>()
  const third = unless(never, broken.promise)
  broken.reject(new Error('broken'))
  await t.rejects(third, { message: 'broken' })
  await t.rejects(unless(never, broken.promise), { message: 'broken' })
})

await t.test('Nothing is left behind at a line that stays', async (t) => {
  const gone = new Promise<string>(() => {})
  const held = await doOne(gone)
  await turn()
  collectGarbage()
  t.equal(held.deref(), undefined, 'or a box would hold more with each thing it sends')
  t.ok(gone)
})

async function doOne(gone: Promise<string>): Promise<WeakRef<object>> {
  const result = { sent: true }
  await unless(Promise.resolve(result), gone)
  return new WeakRef(result)
}
