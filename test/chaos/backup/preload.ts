// Loaded into the recording's thread before it begins: lets the tormentor turn its clock, fill its disk and pull the
// plug between two of its calls; and breaks on purpose what a control arm says.
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { workerData } from 'node:worker_threads'
import { Mirror } from '../../../server/backup/engine/mirror.ts'
import { Pins } from '../../../server/backup/engine/pins.ts'
import { Redo } from '../../../server/backup/engine/redo.ts'
import { WalReader } from '../../../server/backup/engine/wal-reader.ts'
import { type Arm, CONTROL } from './control.ts'

const { control, arm } = (workerData as { chaos: { control: Float64Array; arm: Arm } }).chaos
const WRITES = [
  'writeSync',
  'fdatasyncSync',
  'fsyncSync',
  'ftruncateSync',
  'renameSync',
  'mkdirSync',
  'openSync'
]

const now = Date.now
Date.now = () => now() + control[CONTROL.clock_ms]!

const calls = fs as unknown as Record<string, (...args: unknown[]) => unknown>
for (const name of WRITES) {
  const call = calls[name]!
  calls[name] = (...args) => {
    if (name === 'openSync' && args[1] === 'r') return call(...args)
    if (countDown(CONTROL.kill_after) === 0) process.kill(process.pid, 'SIGKILL')
    if (countDown(CONTROL.full_calls) >= 0)
      throw Object.assign(new Error(`ENOSPC: ${name}`), { code: 'ENOSPC' })
    return call(...args)
  }
}
syncBuiltinESMExports()

const { apply } = Mirror.prototype
Mirror.prototype.apply = function (...args) {
  if (countDown(CONTROL.kill_before_mirror) === 0) process.kill(process.pid, 'SIGKILL')
  apply.apply(this, args)
}

if (arm === 'no-redo') {
  Redo.prototype.add = () => undefined
}
if (arm === 'no-pins') {
  const { take } = Pins.prototype
  Pins.prototype.take = function () {
    take.call(this)
    this.drop()
  }
}
if (arm === 'bent-page') {
  const { read } = WalReader.prototype
  let reads = 0
  WalReader.prototype.read = function (until) {
    const batch = read.call(this, until)
    if (batch && ++reads % 5 === 0) {
      for (const [pgno, page] of batch.pages) if (pgno > 1) page[page.length - 9]! ^= 4
    }
    return batch
  }
}

/** @returns how many are left; -1 when none was set */
function countDown(what: number): number {
  if (!(control[what]! > 0)) return -1
  control[what]! -= 1
  return control[what]!
}
