import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import t, { type Test } from 'tap'
import { checkHealth } from '../../server/doctor/check-health.ts'
import { checkRoom } from '../../server/doctor/check-room.ts'
import { checkSync, type SyncFinding } from '../../server/doctor/check-sync.ts'
import { folderFor, patientAt } from '../doctor/patients.ts'

/** A small disk with ext4 of its own, mounted. */
function mountDisk(
  t: Test,
  options: string
): { data: string; device: string; remount(options: string): void } {
  const folder = folderFor(t)
  const image = join(folder, 'disk.img')
  const data = join(folder, 'data')
  writeFileSync(image, '')
  truncateSync(image, 48e6)
  mkdirSync(data)
  execFileSync('mke2fs', ['-q', '-t', 'ext4', image])
  execFileSync('mount', ['-o', `loop,${options}`, image, data])
  t.teardown(() => execFileSync('umount', [data]))
  const device = execFileSync('findmnt', ['--noheadings', '--output=SOURCE', data]).toString().trim()
  return { data, device, remount: (how) => execFileSync('mount', ['-o', `remount,${how}`, data]) }
}

t.test('A disk that is really full', async (t) => {
  const data = folderFor(t)
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', data])
  t.teardown(() => execFileSync('umount', [data]))
  t.match(checkRoom(patientAt(data)), {
    verdict: 'bad',
    says: 'hardly',
    facts: { total_bytes: 3 * 1024 * 1024 }
  })
  t.match(await checkSync(patientAt(data)), { verdict: 'bad', says: 'in_memory' })

  const photos = join(data, 'photos')
  const { free_bytes } = checkRoom(patientAt(data)).facts
  writeFileSync(photos, Buffer.alloc(free_bytes))
  t.equal(checkRoom(patientAt(data)).facts.free_bytes, 0)
  t.match(await checkSync(patientAt(data)), { verdict: 'bad', says: 'refused', facts: { code: 'ENOSPC' } })
  rmSync(photos)
})

t.test('A disk that saves, and the same one when it is made to lie', async (t) => {
  const disk = mountDisk(t, 'barrier')
  const look = () => checkSync(patientAt(disk.data))

  const honest = await look()
  t.match(
    honest,
    { verdict: 'unknown', says: 'virtual', facts: { file_system: 'ext4' } },
    'it lies in another file: nobody can know'
  )
  const { saves, writes = 0, flushes = 0 } = honest.facts
  t.ok(
    writes >= saves && flushes >= saves,
    `${saves} saves were ${writes} writes and ${flushes} orders to flush`
  )

  t.match(
    await withoutFsync(t, disk.data),
    { verdict: 'bad', says: 'kept_back' },
    'a library leaves the saving out'
  )

  disk.remount('nobarrier')
  t.match(await look(), { verdict: 'bad', says: 'switched_off' }, 'a technician switched the protection off')
})

t.test('A disk whose file system met an error, and that is only read any more', async (t) => {
  const disk = mountDisk(t, 'errors=continue')
  t.match(checkHealth(patientAt(disk.data)), { verdict: 'good', says: 'no_errors' })
  t.match(checkRoom(patientAt(disk.data)), { verdict: 'bad', says: 'hardly' })
  const own = join('/sys/fs/ext4', disk.device.replace('/dev/', ''))
  t.ok(existsSync(own))
  writeFileSync(join(own, 'trigger_fs_error'), '1')
  t.match(checkHealth(patientAt(disk.data)), { verdict: 'bad', says: 'errors', facts: { errors: 1 } })
  disk.remount('ro')
  t.match(checkRoom(patientAt(disk.data)), { verdict: 'bad', says: 'read_only' })
})

/** Measures in a process under a library that makes `fsync` nothing, as some run programs to make them fast. */
async function withoutFsync(t: Test, data: string): Promise<SyncFinding> {
  const folder = folderFor(t)
  const source = join(folder, 'lie.c')
  const library = join(folder, 'lie.so')
  writeFileSync(source, 'int fsync(int file) { return 0; }\nint fdatasync(int file) { return 0; }\n')
  execFileSync('cc', ['-shared', '-fPIC', '-o', library, source])
  const from = (path: string) => pathToFileURL(join(import.meta.dirname, path)).href
  const program = `
    import { checkSync } from '${from('../../server/doctor/check-sync.ts')}'
    import { patientAt } from '${from('../doctor/patients.ts')}'
    console.log(JSON.stringify(await checkSync(patientAt(${JSON.stringify(data)}))))`
  const args = ['--input-type=module', '--eval', program]
  const said = execFileSync(process.execPath, args, { env: { ...process.env, LD_PRELOAD: library } })
  return JSON.parse(said.toString()) as SyncFinding
}
