import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import t from 'tap'
import { addTable, type Otherwise, openSellingBox, type SellingBox } from './real-versions.ts'
import { ask, textOf } from './small-machine.ts'

const [OLD, NEW] = ['0.8.0', '0.9.0']

/** Versions that are only wrong where they have to do with the shop's real data: no rehearsal shows it. */
const ENDS: Otherwise = {
  file: 'server/main.js',
  from: 'const swapped = finishSwap(config.data)',
  to: "if (!path.includes('rehearsal')) process.exit(1)\n    const swapped = finishSwap(config.data)"
}
const ILL: Otherwise = {
  file: 'server/update/health.js',
  from: 'const last = newest.find(reader, {})',
  to: "if (!reader.sqlite.name.includes('rehearsal')) throw new Error('ill')\n    const last = newest.find(reader, {})"
}

interface Told {
  phase: string
  why: string
}

/** Has the box try a version while it sells. @returns what became of it, and what was sold meanwhile */
async function tryVersion(box: SellingBox, otherwise: Otherwise[]): Promise<Told & { sold: string[] }> {
  const { machine } = box
  box.lay(NEW, otherwise)
  const selling = box.keepSelling()
  ask(machine, { deed: 'again' })
  await machine.settle()
  const [phase, why] = [machine.noted('phase'), machine.noted('why')]
  await box.comes(phase === 'done' ? NEW : OLD)
  const sold = await selling.stop()
  return { phase, why, sold }
}

await t.test('A box that sells', async (t) => {
  const box = await openSellingBox(t, OLD)
  const { machine } = box
  const all: string[] = []
  const books = () => {
    const sqlite = new Database(join(machine.data, 'laci.db'), { readonly: true })
    const list = (sql: string) => sqlite.prepare(sql).pluck().all() as string[]
    const found = {
      sales: list('select sale_id from sales'),
      tables: list("select name from sqlite_schema where type = 'table'"),
      versions: list("select subject_id from events where type = 'version.changed'")
    }
    sqlite.close()
    return found
  }
  const holdsAll = () => {
    const { sales } = books()
    t.same(
      all.filter((sale) => sales.filter((one) => one === sale).length !== 1),
      [],
      'each sale once'
    )
    t.ok(all.length > 0)
  }

  await t.test('turns down a version whose migration fails, without a moment of rest', async (t) => {
    const { sold, ...told } = await tryVersion(box, [addTable("throw new Error('bad migration')")])
    all.push(...sold)
    t.same(told, { phase: 'refused', why: 'migration' })
    t.notOk(textOf(join(machine.notes, 'run/steps')).includes('stop laci'), 'the tills were never stopped')
    t.notOk(existsSync(join(machine.data, 'update/rehearsal')), 'nothing is left of the trying')
    holdsAll()
  })

  await t.test('leaves a version that ends as soon as it starts, and goes on', async (t) => {
    const { sold, ...told } = await tryVersion(box, [ENDS])
    all.push(...sold)
    t.same(told, { phase: 'returned', why: 'no-answer' })
    holdsAll()
  })

  await t.test(
    'leaves a version that is ill after it changed the tables, and has them as they were',
    async (t) => {
      const before = books().tables
      const { sold, ...told } = await tryVersion(box, [addTable(), ILL])
      all.push(...sold)
      t.same(told, { phase: 'returned', why: 'unwell' })
      t.same(books().tables, before)
      t.same(books().versions, [], 'that it was there, is gone with it')
      holdsAll()
    }
  )

  await t.test('takes the version that is well, tables and all', async (t) => {
    const { sold, ...told } = await tryVersion(box, [addTable()])
    all.push(...sold)
    t.same(told, { phase: 'done', why: '' })
    t.ok(books().tables.includes('later'))
    t.same(books().versions, [NEW])
    t.ok(Number(machine.noted('shut_ms')) > 0)
    t.comment(`the tills were shut for ${machine.noted('shut_ms')} ms`)
    holdsAll()
  })
})
