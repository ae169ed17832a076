import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import t, { type Test } from 'tap'
import { checkHealth } from '../../server/doctor/check-health.ts'
import { checkMemory } from '../../server/doctor/check-memory.ts'
import { checkRoom } from '../../server/doctor/check-room.ts'
import { checkSync } from '../../server/doctor/check-sync.ts'
import { diskOf, mountOf } from '../../server/doctor/kernel-files.ts'
import { folderFor, layDisk, patientAt } from './patients.ts'

/** The number of the device that a folder lies on, as `stat` of another hand says it. */
function numbersOf(folder: string): string {
  return execFileSync('stat', ['--format=%Hd:%Ld', folder]).toString().trim()
}

const data = folderFor(t)
const layHere = (t: Test, files: Record<string, string>, name = 'mmcblk9') =>
  layDisk(t, { name, numbers: numbersOf(data) }, files)

t.test('The doctor finds the disk and the file system under a folder', async (t) => {
  const kind = execFileSync('stat', ['--file-system', '--format=%T', '/dev/shm']).toString().trim()
  t.equal(mountOf('/dev/shm', '/proc')?.kind, kind)
  t.equal(mountOf('/proc/self', '/proc')?.kind, 'proc')
  const sys = layHere(t, { stat: '0' })
  t.match(diskOf(data, sys), { name: 'mmcblk9', part_name: 'mmcblk9' })
  t.equal(diskOf('/proc', '/sys'), undefined, 'what the kernel makes up lies on none')
  t.notSame(statSync('/proc').dev, statSync(data).dev)
})

t.test('Room on the disk', async (t) => {
  const found = checkRoom(patientAt(data))
  t.ok(found.facts.free_bytes > 0 && found.facts.total_bytes >= found.facts.free_bytes)
  t.equal(found.verdict === 'good', found.facts.free_bytes >= 1e9, found.says)
  t.match(
    checkRoom(patientAt('/proc')),
    { verdict: 'unknown', says: 'unsaid' },
    'where there is none to speak of'
  )
})

t.test('Health of the disk', async (t) => {
  const look = (files: Record<string, string>) => checkHealth(patientAt(data, { sys: layHere(t, files) }))

  await t.test('An eMMC that says its age is believed', async (t) => {
    t.match(look({ 'device/life_time': '0x03 0x01', 'device/pre_eol_info': '0x01' }), {
      verdict: 'good',
      says: 'well',
      facts: { used_percent: 30 }
    })
    t.match(look({ 'device/life_time': '0x09 0x02' }), { verdict: 'watch', says: 'worn' })
    t.match(look({ 'device/life_time': '0x0b 0x02' }), { verdict: 'bad', says: 'worn' })
    t.match(look({ 'device/pre_eol_info': '0x03' }), { verdict: 'bad', says: 'failing' })
  })

  await t.test('Errors that ext4 has written down are told, and none is no praise of the disk', async (t) => {
    t.match(look({ '/fs/ext4/mmcblk9/errors_count': '4' }), {
      verdict: 'bad',
      says: 'errors',
      facts: { errors: 4 }
    })
    t.match(look({ '/fs/ext4/mmcblk9/errors_count': '0' }), { verdict: 'good', says: 'no_errors' })
    t.match(look({ 'device/name': 'SILENT' }), { verdict: 'unknown', says: 'unsaid' })
  })
})

t.test('Honest saving', async (t) => {
  await t.test('A folder in memory is no disk, however well it answers', async (t) => {
    const found = await checkSync(patientAt('/dev/shm'))
    t.match(found, { verdict: 'bad', says: 'in_memory', facts: { saves: 40 } })
  })

  await t.test('Saves that no disk ever hears of were only called saved', async (t) => {
    const sys = layHere(t, { stat: '0 0 0 0 7 0 0 0 0 0 0 0 0 0 0 3 0', 'queue/write_cache': 'write back' })
    const { kind } = mountOf(data, '/proc')!
    t.match(await checkSync(patientAt(data, { sys })), {
      verdict: 'bad',
      says: kind === 'tmpfs' ? 'in_memory' : 'kept_back',
      facts: { writes: 0, flushes: 0 }
    })
  })

  await t.test('What can’t be written to is told with the reason', async (t) => {
    t.match(await checkSync(patientAt('/proc')), {
      verdict: 'bad',
      says: 'refused',
      facts: { code: 'ENOENT' }
    })
  })

  await t.test('On this machine’s own disk the measure leaves nothing behind', async (t) => {
    const own = folderFor(t)
    const { facts } = await checkSync(patientAt(own))
    t.ok(facts.saves > 0 && facts.middle_ms > 0)
    t.equal(execFileSync('ls', ['-A', own]).toString(), '')
  })
})

t.test('Memory', async (t) => {
  t.match(checkMemory(patientAt(data, { pid: process.pid })), {
    facts: { total_bytes: Number, free_bytes: Number, box_bytes: Number }
  })
  const look = (meminfo: string) => {
    const proc = layHere(t, { '/meminfo': meminfo })
    return checkMemory(patientAt(data, { proc }))
  }
  t.match(look('MemTotal:  1000000 kB\nMemAvailable:  600000 kB'), { verdict: 'good' })
  t.match(look('MemTotal:  1000000 kB\nMemAvailable:  100000 kB'), { verdict: 'watch', says: 'little' })
  t.match(look('MemTotal:  1000000 kB\nMemAvailable:   30000 kB'), { verdict: 'bad', says: 'hardly' })
  t.match(look('nothing that one could read'), { verdict: 'unknown', says: 'unsaid' })
})
