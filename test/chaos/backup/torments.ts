import { spawnSync } from 'node:child_process'
import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { openStranger } from '../../backup/engine/stranger.ts'
import type { Chances } from '../chances.ts'
import type { Box } from './box.ts'
import type { Place } from './places.ts'
import { fillUp, makeRoom } from './small-disk.ts'

/** What may be done to a box. */
export type Torment = (round: {
  folder: string
  box: Box
  chances: Chances
  places: Place[]
  /** The disk that may be filled. */
  disk: string
}) => Promise<void> | void

const FOREIGN = [
  'pragma wal_checkpoint(truncate)',
  'pragma wal_checkpoint(restart)',
  'pragma wal_checkpoint(passive)',
  'select count(*) from events',
  'create table if not exists notes (n integer primary key, note blob)',
  'insert into notes (note) values (randomblob(20000))',
  'update notes set note = randomblob(3000) where n % 2 = 0',
  'delete from notes where n % 3 = 0',
  'vacuum'
]

/** Done while the box sells. */
export const whileItSells: Record<string, Torment> = {
  async stranger({ folder, chances }) {
    const stranger = openStranger(join(folder, 'laci.db'))
    for (let deed = chances.below(8); deed >= 0; deed--) await stranger.run(chances.of(FOREIGN))
    await (chances.below(2) ? stranger.close() : stranger.kill())
  },
  async truncated({ folder, chances }) {
    const stranger = openStranger(join(folder, 'laci.db'))
    for (let deed = 0; deed < 30; deed++) {
      await stranger.run(FOREIGN[0]!)
      await new Promise((resolve) => setTimeout(resolve, chances.below(20)))
    }
    await stranger.close()
  },
  async diskFull({ disk, chances }) {
    fillUp(disk, chances.below(600_000))
    await new Promise((resolve) => setTimeout(resolve, 200 + chances.below(800)))
    makeRoom(disk)
  },
  terminated: ({ box }) => box.tell({ do: 'terminate' }),
  pictured: ({ box }) => box.tell({ do: 'snapshot' }),
  named: ({ box }) => box.tell({ do: 'point' }),
  line: ({ places, chances }) => {
    for (const place of places) place.trouble(chances)
  },
  clock: ({ box, chances }) =>
    box.tell({ do: 'turn', what: 'clock_ms', to: (chances.below(2000) - 1000) * 86_400_00 }),
  full: ({ box, chances }) => box.tell({ do: 'turn', what: 'full_calls', to: 1 + chances.below(30) }),
  killedAtCall: ({ box, chances }) => box.tell({ do: 'turn', what: 'kill_after', to: 1 + chances.below(60) }),
  killedBeforeMirror: ({ box, chances }) =>
    box.tell({ do: 'turn', what: 'kill_before_mirror', to: 1 + chances.below(5) })
}

/** Done while the box is off, after the plug was pulled. */
export const whileItIsOff: Record<string, Torment> = {
  async stranger({ folder, chances }) {
    const stranger = openStranger(join(folder, 'laci.db'))
    for (let deed = chances.below(4); deed >= 0; deed--) await stranger.run(chances.of(FOREIGN))
    await (chances.below(2) ? stranger.close() : stranger.kill())
  },
  shell({ folder, chances }) {
    spawnSync('sqlite3', [join(folder, 'laci.db'), chances.of(FOREIGN)])
  },
  spoolTail({ folder, chances }) {
    const spool = join(folder, 'backups/spool')
    if (!existsSync(spool)) return // the plug was pulled before the box had written any
    const open = readdirSync(spool, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('open.lac')
    )
    for (const file of open) cut(join(spool, file), chances.below(4000))
  },
  redoTail: ({ folder, chances }) => cut(join(folder, 'backups/mirror.redo'), chances.below(9000)),
  noRedo: ({ folder }) => rmSync(join(folder, 'backups/mirror.redo'), { force: true }),
  noMirror: ({ folder }) => rmSync(join(folder, 'backups/mirror'), { force: true }),
  bentMirror({ folder, chances }) {
    const path = join(folder, 'backups/mirror')
    const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(0)
    if (bytes.length === 0) return
    bytes[chances.below(bytes.length)]! ^= 1 << chances.below(8)
    writeFileSync(path, bytes)
  },
  logTail({ folder, chances }) {
    const log = join(folder, 'laci.db-wal')
    if (existsSync(log)) appendFileSync(log, Buffer.alloc(chances.below(9000), 0xa5))
  }
}

function cut(path: string, bytes: number): void {
  if (existsSync(path)) truncateSync(path, Math.max(0, statSync(path).size - bytes))
}
