import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'
import { until } from '../container.ts'

/** A disk under a real ext4, as long as it has power; what it was not told to flush it forgets without. */
interface Powered {
  /** Where it is mounted. */
  folder: string
  /** While this file exists, every write to the disk fails. */
  fault: string
  /** Cuts the power. @param others processes that lose theirs at the same moment */
  cut(...others: number[]): Promise<void>
}

/** An empty disk of so many megabytes. @returns the file that holds what is really on it */
export function makeDisk(t: Test, megabytes: number): string {
  const here = mkdtempSync(join(tmpdir(), 'laci-disk-'))
  t.teardown(() => rmSync(here, { recursive: true, force: true }))
  const image = join(here, 'image')
  writeFileSync(image, '')
  truncateSync(image, megabytes * 1024 * 1024)
  run('mke2fs', '-q', '-t', 'ext4', image)
  return image
}

/**
 * Gives a disk power and mounts it: an ext4 on a loop device, on a file served by nbdkit, whose cache is the disk's
 * volatile memory, which dies with it, and its error filter the failing hardware. Its memory has no end: where it has
 * (`cache-max-size`), nbdkit 1.32 throws away what it has not written yet, as no disk does that has power.
 */
export async function powerOn(t: Test, image: string): Promise<Powered> {
  const here = mkdtempSync(join(tmpdir(), 'laci-volatile-'))
  const [mount, served] = [join(here, 'mount'), join(here, 'served/disk')]
  const [socket, pidFile, fault] = [join(here, 'socket'), join(here, 'pid'), join(here, 'fault')]
  mkdirSync(mount)
  mkdirSync(join(here, 'served'))
  writeFileSync(served, '')
  run(
    ...['nbdkit', '--unix', socket, '--pidfile', pidFile, '--filter=error', '--filter=cache', 'file', image],
    ...['cache=writeback', 'cache-on-read=false'],
    ...['error=EIO', 'error-pwrite-rate=100%', `error-file=${fault}`]
  )
  await until(() => existsSync(pidFile) && statSync(pidFile).size > 0, 'nbdkit says its number', 3000, 20)
  const nbdkit = Number(readFileSync(pidFile, 'utf8'))
  const fuse = spawn('nbdfuse', [served, '--unix', socket], { stdio: 'ignore' })
  const unserved = once(fuse, 'exit')
  await until(() => statSync(served).size > 0, 'the disk is served', 3000, 20)
  const device = run('losetup', '--find', '--show', '--direct-io=on', served)
  run('mount', device, mount)

  let isOn = true
  const cut = async (...others: number[]): Promise<void> => {
    if (!isOn) return
    isOn = false
    for (const pid of [nbdkit, ...others]) process.kill(pid, 'SIGKILL')
    run('umount', '--lazy', mount)
    run('losetup', '--detach', device)
    fuse.kill('SIGKILL')
    await unserved
    run('fusermount3', '-uz', served)
    rmSync(socket, { force: true })
    rmdirSync(mount)
    rmSync(here, { recursive: true })
  }
  t.teardown(() => cut())
  return { folder: mount, fault, cut }
}

function run(command: string, ...args: string[]): string {
  return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim()
}
