import t from 'tap'
import { fates, sell, until } from '../counter.ts'
import { openTills } from './tills.ts'

t.test('A drawer that is seen open', async (t) => {
  const { counter, tills } = await openTills(t, [{ drawer_shuts_after_ms: 100 }])
  const { till, liar, printer_id } = tills[0]!
  const { store } = counter.shop
  const found = (): number =>
    store.sqlite
      .prepare<[], number>("select count(*) from events where type = 'drawer.found-open'")
      .pluck()
      .get()!
  const drawer = (): unknown =>
    store.sqlite.prepare('select drawer from printer_states where printer_id = ?').pluck().get(printer_id)

  await t.test('because somebody paid is nothing to note', async (t) => {
    const { sale_id } = await sell(till)
    await until(store, () => fates(store, sale_id).every((fate) => fate.endsWith('printed')))
    await liar.until(() => liar.paper.pulses.length === 1 && liar.condition.drawer === 'closed')
    await until(store, () => drawer() === 'closed')
    t.equal(found(), 0)
  })

  await t.test('a minute after, though nobody asked for it, is an event', async (t) => {
    // What was paid is long ago.
    store.sqlite
      .prepare("update print_jobs set asked_at = '2026-01-01T00:00:00.000Z' where kind = 'pulse'")
      .run()
    liar.set({ drawer: 'open' })
    await counter.shop.box.shop.printing.look(printer_id)
    await until(store, () => found() === 1)
    t.equal(drawer(), 'open')
  })
})

t.test(
  'A printer that is given paper prints what waits, once, and the box stops at once meanwhile',
  async (t) => {
    const { counter, tills } = await openTills(t, [{}])
    const { till, liar } = tills[0]!
    const { store } = counter.shop
    liar.set({ paper: 'out' })
    const { sale_id } = await sell(till)
    await until(store, () => fates(store, sale_id).includes('sale waiting paper-out'))
    t.match(fates(store, sale_id)[0], 'pulse printed', 'the drawer opened all the same')
    liar.refill()
    await until(store, () => fates(store, sale_id).includes('sale printed'))
    t.same(liar.paper.numbers.length, 1)

    // The line lingers for the next sale now; a stop that waited for it would take longer than this sale.
    const next = sell(till)
    await next
    await counter.shop.box.stop()
    t.same(liar.paper.strays, [])
  }
)
