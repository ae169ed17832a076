import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { until } from '../container.ts'
import { CARD } from './machine-wire.ts'

/** A whole machine, its kernel included, as processes of this one. */
export interface Machine {
  /** Resolves when it is off. */
  off: Promise<unknown>
  /** Takes its power away from one instant to the next. */
  cut(): Promise<void>
}

/** Gives a machine power. */
export type SwitchOn = (parts: Parts) => Machine

/** What a machine is made of. */
export interface Parts {
  /** A folder for what it needs while it is on. */
  home: string
  image: string
  wire: string
  /** What its kernel is told besides. */
  told?: readonly string[]
}

/** Compiles what user-mode Linux needs on a wide processor. */
function compileRegisters(home: string): string {
  const library = join(home, 'wide-registers.so')
  const source = join(import.meta.dirname, 'wide-registers.c')
  execFileSync('cc', ['-O1', '-Wall', '-Werror', '-shared', '-fPIC', '-o', library, source])
  return library
}

export const consoleOf = (home: string): string => readFileSync(join(home, 'console'), 'latin1')

/**
 * Switches a machine on: user-mode Linux, with a gigabyte of memory and one processor. Its disk is a file here, to which
 * it writes what its kernel writes; what its kernel still holds in memory is lost with the power, and the disk itself
 * forgets nothing.
 */
export function switchOn({ home, image, wire, told = [] }: Parts): Machine {
  const console = openSync(join(home, 'console'), 'w')
  const child = spawn(
    'taskset',
    [
      '--cpu-list',
      lastProcessor(),
      'linux.uml',
      `ubd0=${image}`,
      'root=/dev/ubda',
      'rw',
      'mem=1G',
      'con=null',
      'con0=null,fd:1',
      'ssl=null',
      'quiet',
      'net.ifnames=0',
      `umid=laci${process.pid}`,
      `uml_dir=${home}/`,
      `vec0:transport=tap,ifname=${wire},depth=64,gro=0,mac=${CARD}`,
      ...told
    ],
    // A group of its own: every process of the machine is one here, and all go at once.
    {
      detached: true,
      env: { PATH: process.env['PATH'], LD_PRELOAD: compileRegisters(home) },
      stdio: ['ignore', console, console]
    }
  )
  closeSync(console)
  return underPower(child, () => killGroup(child))
}

/** A machine that has power. @param end takes it away from all that belongs to it, at once */
export function underPower(child: ChildProcess, end: () => void): Machine {
  process.on('exit', end)
  const off = once(child, 'exit').then(() => process.removeListener('exit', end))
  return {
    off,
    async cut() {
      end()
      await off
      await until(() => !isThere(child), 'all of the machine is gone', 500, 10)
    }
  }
}

/**
 * The machine has one processor, and each system call in it is handed from one process here to another and back: twice as
 * quick where both have the same one here. The last that we may use; tills like the first.
 */
function lastProcessor(): string {
  const status = readFileSync('/proc/self/status', 'utf8')
  return /^Cpus_allowed_list:.*?(\d+)$/m.exec(status)![1]!
}

export function killGroup({ pid }: ChildProcess): void {
  try {
    process.kill(-pid!, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function isThere({ pid }: ChildProcess): boolean {
  try {
    process.kill(-pid!, 0)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
    throw error
  }
}
