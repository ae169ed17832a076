import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

// Puts a restored shop in place and loses its power after so many changes to the disk: `node swap-until.ts DATA COUNT`.
const [data = '', count = ''] = process.argv.slice(2)
const CHANGES = [
  'linkSync',
  'renameSync',
  'rmSync',
  'mkdirSync',
  'writeSync',
  'fdatasyncSync',
  'fsyncSync'
] as const

let left = Number(count)
for (const name of CHANGES) {
  const work = fs[name] as (...args: unknown[]) => unknown
  const counted = (...args: unknown[]): unknown => {
    const result = work(...args)
    if (--left === 0) process.kill(process.pid, 'SIGKILL')
    return result
  }
  Object.assign(fs, { [name]: counted })
}
syncBuiltinESMExports()

const { finishSwap } = await import('../../../server/backup/restore/swap.ts')
finishSwap(data)
process.stdout.write('done')
