import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import type { Progress } from '../../../server/backup/restore/apply.ts'
import { restoreTo } from '../../../server/backup/restore/restore.ts'
import { runRestore } from '../../../server/backup/restore/run-restore.ts'
import { openRecordedShop, scratch } from './recorded-shop.ts'

t.test('What is restored is proven, and a certificate says so', async (t) => {
  const shop = await openRecordedShop(t)
  await shop.trade()
  await shop.restart()
  for (let n = 0; n < 5; n++) await shop.trade()
  const folder = scratch(t)
  const told: Progress[] = []
  const steps: string[] = []
  const { certificate, is_complete, reached } = await runRestore(
    {
      source: { kind: 'spool', root: shop.spool },
      key: shop.key,
      target: 'latest',
      file: join(folder, 'laci.db'),
      destination: 'Kotak ini'
    },
    { progress: (progress) => told.push(progress), step: ({ name }) => steps.push(name) }
  )
  const last = shop.moments.at(-1)!
  t.match(
    { is_complete, certificate },
    {
      is_complete: true,
      certificate: {
        destination: 'Kotak ini',
        shop_name: 'Toko Makmur Jaya',
        seq: last.seq,
        state_at: new Date(last.at).toISOString(),
        proof: { ok: true }
      }
    }
  )
  t.ok(certificate!.proof.steps.every((step) => step.ok))
  const compared = certificate!.proof.steps.filter((step) => step.is_compared).map(({ name }) => name)
  for (const name of ['pages', 'counts', 'events'] as const) {
    t.ok(compared.includes(name), `${name} are held against what the last segment said`)
  }
  t.equal(steps.length, certificate!.proof.steps.length)
  t.strictSame(told.at(-1)?.segments, told.at(-1)?.segments_of)
  t.equal(reached?.seq, last.seq)
  t.ok(readFileSync(join(folder, 'laci.db')).equals(last.image))
  t.strictSame(readdirSync(folder), ['laci.db'], 'nothing is left beside it')
})

t.test(
  'A restoring that is called off keeps what it has, which is the shop as it was at some moment',
  async (t) => {
    const shop = await openRecordedShop(t)
    const first = await shop.trade()
    await shop.restart()
    await shop.trade()
    const file = join(scratch(t), 'laci.db')
    const stop = new AbortController()
    const restoring = await restoreTo(await shop.shelf(), 'latest', file, {
      signal: stop.signal,
      progress: ({ segments }) => segments === 1 && stop.abort()
    })
    t.match(restoring, { reached: { seq: first.seq }, is_complete: false, fault: { kind: 'cancelled' } })
    t.ok(readFileSync(file).equals(first.image))

    const never = join(scratch(t), 'laci.db')
    const source = { kind: 'spool' as const, root: shop.spool }
    const task = { source, key: shop.key, target: 'latest' as const, file: never, destination: 'Kotak ini' }
    await t.rejects(runRestore(task, { signal: AbortSignal.abort() }), {
      name: 'AbortError'
    } as unknown as Error)
    t.notOk(existsSync(never))
  }
)

t.test('A place that is not there, or holds another shop, is said at once', async (t) => {
  const shop = await openRecordedShop(t)
  const folder = scratch(t)
  const file = join(folder, 'laci.db')
  const task = { key: shop.key, target: 'latest' as const, file, destination: 'Flashdisk' }
  const gone = { kind: 'path' as const, path: join(folder, 'not-there') }
  await t.rejects(runRestore({ ...task, source: gone }), { kind: 'away' } as unknown as Error)
  await t.rejects(runRestore({ ...task, source: { kind: 'path', path: folder } }), {
    kind: 'other-shop'
  } as unknown as Error)
  t.notOk(existsSync(file))
})
