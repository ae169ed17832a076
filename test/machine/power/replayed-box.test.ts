// The real box with sixteen tills, every write and sync of it recorded, database and backup alike; then the power is cut
// at many moments of that recording, of what was not synced each sector there or not. LACI_REPLAY_POINTS=2000 cuts at so
// many random moments (60 unless told), LACI_REPLAY_EDGES=3 so often at either side of every sync of the closing of a
// day and of a migration (once unless told), LACI_REPLAY_SEED chooses others.
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import Database from 'better-sqlite3'
import t, { type Test } from 'tap'
import { openOldShop } from '../../db/old-shop.ts'
import { freePort } from '../../free-port.ts'
import { showFigures } from '../backup/figures.ts'
import { type Running, startBox } from './box.ts'
import { acknowledge, type Entry, readDiskLog } from './disk-log.ts'
import { lookAtShop } from './look-at-shop.ts'
import { prepareFloor } from './prepare-floor.ts'
import { compileRecorder, recording } from './recording.ts'
import { cutPower, harmed, type Look, type Outcome } from './replay.ts'
import { type Heard, TillsAtWork } from './tills-at-work.ts'

const POINTS = Number(process.env['LACI_REPLAY_POINTS'] ?? 60)
const EDGES = Number(process.env['LACI_REPLAY_EDGES'] ?? 1)
const SEED = Number(process.env['LACI_REPLAY_SEED'] ?? 20261123)
const TILLS = 16
const UNSYNCED = { NODE_OPTIONS: `--import=${join(import.meta.dirname, 'unsynced-box.ts')}` }

t.setTimeout(0)

await t.test('The power of a recorded box is cut', async (t) => {
  const { begins, log, begun, closing } = await recordADay(t)
  const look: Look = (folder, seen) =>
    lookAtShop(folder, { begun, answered: heardIn(seen), numbers: new Map() })

  await t.test(`at ${POINTS} moments of selling, being killed, starting, and closing`, async (t) => {
    const outcomes = await cutPower(log, { points: POINTS, seed: SEED, begins, look })
    show('random moments', log, outcomes)
    t.equal(outcomes.length, POINTS)
    t.same(harmed(outcomes), [])
  })

  await t.test(
    'at both edges of each sync while all tills close their shifts and the box stops',
    async (t) => {
      const outcomes = await cutPower(log, { points: 0, edges: EDGES, seed: SEED, ...closing, begins, look })
      show('edges of closing the day', log.slice(closing.from, closing.to), outcomes)
      t.ok(outcomes.length >= 2 * TILLS)
      t.same(harmed(outcomes), [])
    }
  )
})

await t.test('The same box takes sales back if it does not wait for the disk', async (t) => {
  const { begins, log, begun } = await recordADay(t, UNSYNCED)
  const look: Look = (folder, seen) =>
    lookAtShop(folder, { begun, answered: heardIn(seen), numbers: new Map() })
  const points = Math.ceil(POINTS / 4)
  const outcomes = await cutPower(log, { points, seed: SEED, begins, look })
  show('the control: random moments', log, outcomes)
  const losing = outcomes.filter(({ missing }) => missing.length > 0)
  t.ok(losing.length > points / 4, `${losing.length} of ${points} power cuts lost what was answered`)
})

await t.test(
  'The power is cut at both edges of each sync while an old shop comes into this version',
  async (t) => {
    const here = scratch(t)
    const [begins, folder, logFile] = [join(here, 'begins'), join(here, 'shop'), join(here, 'disk.log')]
    mkdirSync(begins)
    ;(await openOldShop(join(begins, 'laci.db'))).close()
    cpSync(begins, folder, { recursive: true })
    const env = recording({ recorder: compileRecorder(here), folder, log: logFile })
    await (await startBox(folder, await freePort(), env)).close()
    const log = readDiskLog(logFile)
    const known = () => ({ begun: [{ deed: 'sale', id: 'sale' }] as const, answered: [], numbers: new Map() })
    // That shop's shelves were never counted; nothing else may be wrong with it, then or now.
    const expected = new Set((await lookAtShop(folder, known())).faults)
    t.equal(expected.size, 1)
    const look: Look = async (shop) => {
      const { missing, faults } = await lookAtShop(shop, known())
      return {
        missing,
        faults: [...faults.filter((fault) => !expected.has(fault)), ...lookAtEarlierCopy(shop)]
      }
    }
    const outcomes = await cutPower(log, { points: 0, edges: EDGES, seed: SEED, begins, look })
    show('edges of a migration', log, outcomes)

    t.ok(outcomes.length > 20)
    t.same(harmed(outcomes), [])
  }
)

/** The copy that an update leaves, to go back to: it must be whole, whenever the power went. */
function lookAtEarlierCopy(shop: string): string[] {
  const copies = globSync(join(shop, 'backups/before-*.db'))
  if (copies.length !== 1) return [`${copies.length} copies of the shop as it was`]
  const copy = new Database(copies[0], { readonly: true })
  try {
    const is_sound = copy.pragma('integrity_check', { simple: true }) === 'ok'
    const numbers = copy.prepare('select receipt_no from sales').pluck().all()
    return is_sound && numbers.join() === 'K1-000001' ? [] : [`the copy holds ${numbers.join()}`]
  } catch (error) {
    return [`the copy of the shop as it was can't be read: ${error}`]
  } finally {
    copy.close()
  }
}

interface Recorded {
  begins: string
  log: Entry[]
  begun: Heard[]
  /** Where in the log the day is closed. */
  closing: { from: number; to: number }
}

/** A day: selling, killed in the middle, started, selling, every till's shift closed, the box stopped and started. */
async function recordADay(t: Test, more: Record<string, string> = {}): Promise<Recorded> {
  const here = scratch(t)
  const [begins, folder, log] = [join(here, 'begins'), join(here, 'shop'), join(here, 'disk.log')]
  const floor = await prepareFloor(begins, { tills: TILLS })
  cpSync(begins, folder, { recursive: true })
  const port = await freePort()
  const env = { ...recording({ recorder: compileRecorder(here), folder, log }), ...more }
  const begun: Heard[] = []
  const tills = new TillsAtWork({
    url: `http://127.0.0.1:${port}`,
    floor,
    begun: (heard) => begun.push(heard),
    answered: (heard) => acknowledge(log, JSON.stringify(heard))
  })
  let box: Running = await startBox(folder, port, env)
  t.teardown(() => box.close())
  t.teardown(() => tills.leave())
  tills.start()
  await pause(2500)
  process.kill(box.pid, 'SIGKILL')
  await box.gone
  await tills.quiet()
  const starting = startBox(folder, port, env)
  tills.goOn()
  box = await starting
  await pause(1000)
  await tills.stop()
  const from = readDiskLog(log).length
  await tills.closeAll()
  await box.close()
  const to = readDiskLog(log).length
  box = await startBox(folder, port, env)
  await box.close()
  return { begins, log: readDiskLog(log), begun, closing: { from, to } }
}

function heardIn(seen: readonly string[]): Heard[] {
  return seen.filter((said) => said.startsWith('{')).map((said) => JSON.parse(said) as Heard)
}

function show(title: string, log: readonly Entry[], outcomes: Outcome[]): void {
  const of = (kind: Entry['kind']): number => log.filter((entry) => entry.kind === kind).length
  const deeds = log.filter(({ kind, data }) => kind === 'acknowledge' && data.at(0) === 0x7b).length
  showFigures(title, [
    {
      writes: of('write'),
      syncs: of('sync'),
      'deeds answered': deeds,
      cuts: outcomes.length,
      losing: outcomes.filter(({ missing }) => missing.length > 0).length,
      'most lost': Math.max(0, ...outcomes.map(({ missing }) => missing.length)),
      unsound: outcomes.filter(({ faults }) => faults.length > 0).length
    }
  ])
}

function scratch(t: Test): string {
  const here = mkdtempSync(join(realpathSync(tmpdir()), 'laci-replay-'))
  t.teardown(() => existsSync(here) && rmSync(here, { recursive: true }))
  return here
}
