import t from 'tap'
import { judgeRoom, type RoomLevel, readRoom } from '../../server/db/room.ts'
import { RoomWatch } from '../../server/room/watch-room.ts'

const GB = 1e9
const MB = 1e6

const CASES: [size_bytes: number, free_bytes: number, level: RoomLevel][] = [
  [500 * GB, 200 * GB, 'ample'],
  [500 * GB, 74 * GB, 'tight'],
  [32 * GB, 4.7 * GB, 'tight'],
  [4 * GB, 0.9 * GB, 'tight'],
  [32 * GB, 200 * MB, 'short'],
  [32 * GB, 31 * MB, 'out'],
  [64 * MB, 6 * MB, 'short'],
  [64 * MB, 3 * MB, 'out']
]

t.test(
  'The owner is told before nine tenths are used, and sales are held back before there is no room',
  async (t) => {
    for (const [size_bytes, free_bytes, level] of CASES)
      t.equal(judgeRoom({ size_bytes, free_bytes }), level, `${free_bytes / MB} MB of ${size_bytes / MB}`)
  }
)

t.test('A box that was out of room needs a little more than the mark to sell again', async (t) => {
  const room = { size_bytes: 32 * GB, free_bytes: 35 * MB }
  t.equal(judgeRoom(room, 'short'), 'short')
  t.equal(judgeRoom(room, 'out'), 'out')
  t.equal(judgeRoom({ ...room, free_bytes: 41 * MB }, 'out'), 'short')
})

t.test('A disk is asked for what whoever is not root may still write', async (t) => {
  const { free_bytes, size_bytes } = readRoom(t.testdir())
  t.ok(free_bytes > 0 && free_bytes < size_bytes)
})

t.test('A watch says nothing on a disk with room, and keeps nobody back', async (t) => {
  const watch = new RoomWatch(
    t.testdir(),
    () => undefined,
    async () => undefined
  )
  t.teardown(() => watch.stop())
  t.match(watch.look(), /^(ample|tight)$/)
  t.doesNotThrow(() => watch.refuseNew())
})
