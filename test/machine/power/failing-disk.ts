import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import type { Test } from 'tap'
import { until } from '../container.ts'

/** A disk under a real ext4 that can be told to refuse writes, and that forgets what it was not told to flush. */
export interface FailingDisk {
  /** Where it is mounted. */
  folder: string
  /** While this file exists, every write to the disk fails. */
  fault: string
  /** Cuts the power, gives it back, and copies what is on the disk. @returns the copy's folder. */
  pullThePlug(): Promise<string>
}

/**
 * Mounts an ext4 on a loop device, on a file served by nbdkit: its cache is the disk's volatile memory, which dies
 * with it, and its error filter the failing hardware.
 */
export async function mountFailingDisk(t: Test): Promise<FailingDisk> {
  const here = t.testdir({ mount: {}, served: { disk: '' }, image: '', copy: {} })
  const [mount, served, image] = [join(here, 'mount'), join(here, 'served/disk'), join(here, 'image')]
  const [socket, pidFile, fault] = [`/tmp/laci-${process.pid}.sock`, join(here, 'pid'), join(here, 'fault')]
  truncateSync(image, 128 * 1024 * 1024)
  run('mke2fs', '-q', '-t', 'ext4', image)

  run(
    ...['nbdkit', '--unix', socket, '--pidfile', pidFile, '--filter=error', '--filter=cache', 'file', image],
    ...['cache=writeback', 'cache-on-read=false'],
    ...['error=EIO', 'error-pwrite-rate=100%', `error-file=${fault}`]
  )
  const fuse = spawn('nbdfuse', [served, '--unix', socket], { stdio: 'ignore' })
  const unserved = once(fuse, 'exit')
  await until(() => statSync(served).size > 0, 'the disk is served')
  const device = run('losetup', '--find', '--show', '--direct-io=on', served)
  run('mount', device, mount)

  let isOn = true
  const cut = async (): Promise<void> => {
    if (!isOn) return
    isOn = false
    process.kill(Number(readFileSync(pidFile, 'utf8')), 'SIGKILL')
    run('umount', '--lazy', mount)
    run('losetup', '--detach', device)
    fuse.kill('SIGKILL')
    await unserved
    run('fusermount3', '-uz', served)
    rmSync(socket, { force: true })
  }
  t.teardown(cut)

  return {
    folder: mount,
    fault,
    async pullThePlug() {
      await cut()
      const after = join(here, 'after')
      mkdirSync(after)
      run('mount', '-o', 'loop', image, after)
      try {
        cpSync(join(after, 'shop'), join(here, 'copy'), { recursive: true })
      } finally {
        run('umount', after)
      }
      return join(here, 'copy')
    }
  }
}

function run(command: string, ...args: string[]): string {
  return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim()
}
