import t from 'tap'
import { openWorkbench } from './workbench.ts'

t.test('What was recorded gives the same database, page for page', async (t) => {
  const bench = await openWorkbench(t)
  const engine = bench.start()
  for (let seed = 1; seed <= 60; seed++) {
    await bench.change(seed, seed % 9)
    if (seed % 3 === 0) engine.flush()
    if (seed % 20 === 0) engine.beginSnapshot()
    engine.tick()
  }
  engine.flush()
  const { bytes, rebuilt } = bench.stored(true)
  t.ok(bytes.equals(bench.live()))
  t.equal(rebuilt.seq, engine.seq)
  t.equal(rebuilt.meta.e, 60, 'and says up to which event it goes')
  t.match(
    bench.said.find(({ type }) => type === 'trouble'),
    { trouble: null }
  )
})
