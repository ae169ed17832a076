import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'
import { until } from '../../backup/safe-shop.ts'

export const FILE_SYSTEMS = ['ext4', 'exfat'] as const
export type FileSystem = (typeof FILE_SYSTEMS)[number]

/** A stick in a file, with a real file system on it. */
export interface PluggedStick {
  /** Where it is plugged in: its mount point. */
  path: string
  /** The program that is its file system; none for one of the kernel's. */
  helper: ChildProcess | undefined
  /** Pulls it, with no word to anybody. */
  yank(): Promise<void>
  /** Plugs it in again, after the check that a desktop does. */
  plug(): Promise<void>
  /** Makes it empty, while it is pulled. */
  format(): Promise<void>
}

const MAKE: Record<FileSystem, string[]> = {
  ext4: ['mke2fs', '-q', '-t', 'ext4', '-O', '^has_journal'],
  exfat: ['mkfs.exfat']
}
const CHECK: Record<FileSystem, string[]> = {
  ext4: ['e2fsck', '-p', '-f'],
  exfat: ['fsck.exfat', '-y']
}

/** Formats a stick and plugs it in at a folder. */
export async function plugIn(t: Test, kind: FileSystem, path: string, bytes = 200e6): Promise<PluggedStick> {
  const image = join(tempFolder(t), 'image')
  // Whoever was writing holds it a moment longer than the plug.
  const untilLetGo = () => until(() => run('losetup', '--associated', image).trim() === '')
  const format = async (): Promise<void> => {
    await untilLetGo()
    writeFileSync(image, '')
    truncateSync(image, bytes)
    run(...MAKE[kind], image)
  }
  await format()
  mkdirSync(path, { recursive: true })

  let device = ''
  let plugged = false
  const stick: PluggedStick = {
    path,
    helper: undefined,
    format,
    plug: async () => {
      await untilLetGo()
      // What it says of faults that it put right is no failure.
      try {
        run(...CHECK[kind], image)
      } catch (error) {
        if ((error as { status?: number }).status !== 1) throw error
      }
      const before = statSync(path).dev
      device = run('losetup', '--find', '--show', image).trim()
      if (kind === 'ext4') run('mount', device, path)
      if (kind === 'exfat') {
        await until(async () => {
          if (!stick.helper || stick.helper.exitCode !== null || stick.helper.signalCode !== null)
            stick.helper = spawn('mount.exfat-fuse', ['-d', device, path], { stdio: 'ignore' })
          return statSync(path).dev !== before
        })
      }
      plugged = true
    },
    yank: async () => {
      if (!plugged) return
      plugged = false
      if (stick.helper) {
        stick.helper.kill('SIGCONT')
        stick.helper.kill('SIGKILL')
        await once(stick.helper, 'exit')
      }
      run('umount', '--lazy', path)
      if (device !== '') run('losetup', '--detach', device)
    }
  }
  t.teardown(async () => {
    await stick.yank()
    rmSync(path, { recursive: true, force: true })
  })
  await stick.plug()
  return stick
}

/** A folder of its own, which goes after what was mounted in it, or stands in it, has gone. */
export function tempFolder(t: Test): string {
  const path = mkdtempSync(join(tmpdir(), 'laci-test-'))
  t.teardown(() => rmSync(path, { recursive: true, force: true }))
  return path
}

export function run(...command: string[]): string {
  const [program = '', ...args] = command
  return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}
