import t from 'tap'
import { newId } from '../../../server/values/id.ts'
import { openBox } from '../../shop.ts'

t.test('A deed is recorded at once, a basket that is only filled waits for its sale', async (t) => {
  const box = await openBox(t)
  await box.setUp()
  const { backup, store, clock } = box.box.shop
  const note = (type: string): void => {
    store.sqlite
      .prepare('insert into events (at, type, subject_id) values (?, ?, ?)')
      .run(clock.now(), type, newId())
  }
  const before = await backup.engine.flush()
  const recorded: number[] = []
  backup.engine.onSaid((said) => {
    if (said.type === 'recorded') recorded.push(said.seq)
  })

  note('basket.changed')
  await new Promise((resolve) => setTimeout(resolve, 2500))
  t.same(recorded, [], 'two scans later nothing was written')

  const heard = new Promise((resolve) => backup.engine.onSaid(resolve))
  note('sale.completed')
  await heard
  t.same(recorded, [before + 1], 'the sale brought what was in its basket along')
})
