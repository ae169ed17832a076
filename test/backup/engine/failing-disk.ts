import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

/** What brings something to the disk; each call is a place where the plug may be pulled or the disk be full. */
const WRITES = [
  'writeSync',
  'fdatasyncSync',
  'fsyncSync',
  'ftruncateSync',
  'renameSync',
  'mkdirSync',
  'rmSync',
  'openSync'
] as const

type Call = (...args: unknown[]) => unknown

/** When the disk begins to fail, how, and for how many calls. */
export interface Failure {
  /** From the how manieth call on, from 1. */
  at: number
  code: 'ENOSPC' | 'EIO'
  /** `Infinity`: nothing reaches the disk any more, as when the plug is pulled. */
  calls: number
}

const real = fs as unknown as Record<string, Call>

/** A disk that fails at a moment of the test's choosing: Node's own calls, made to fail as a disk makes them fail. */
export class FailingDisk {
  /** How many calls there were. */
  calls = 0
  readonly #failure: Failure | undefined

  constructor(failure?: Failure) {
    this.#failure = failure
  }

  get has_failed(): boolean {
    return this.#failure !== undefined && this.calls >= this.#failure.at
  }

  /** Does a piece of work on this disk; all of it at once, for meanwhile it is everybody's. */
  run<Output>(work: () => Output): Output {
    const own = WRITES.map((name) => [name, real[name]!] as const)
    for (const [name, call] of own) real[name] = (...args) => this.#call(name, call, args)
    syncBuiltinESMExports()
    try {
      return work()
    } finally {
      for (const [name, call] of own) real[name] = call
      syncBuiltinESMExports()
    }
  }

  #call(name: string, call: Call, args: unknown[]): unknown {
    if (name === 'openSync' && args[1] === 'r') return call(...args)
    this.calls++
    const { at, code, calls } = this.#failure ?? { at: Number.POSITIVE_INFINITY, code: 'EIO', calls: 0 }
    if (this.calls < at || this.calls >= at + calls) return call(...args)
    // A write that fails may have written some of it.
    if (name === 'writeSync' && this.calls === at) {
      const [handle, bytes, from, length, position] = args as [number, Buffer, number, number, number]
      call(handle, bytes, from, Math.floor(length / 2), position)
    }
    throw Object.assign(new Error(`${code}: ${name}`), { code })
  }
}
