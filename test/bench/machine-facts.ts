import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { availableParallelism, cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { median } from './figures.ts'

const WRITES = 200

/** What the figures hang on, besides the code: cores, Node, how long a page takes onto this disk, who else is busy. */
export function machineFacts(folder: string): string {
  const sync_ms = syncTimes(join(folder, 'page'))
  return [
    `${availableParallelism()} cores (${cpus()[0]?.model.trim()}), Node ${process.version}`,
    `fdatasync of 4 KB: ${median(sync_ms).toFixed(2)} ms median, ${Math.max(...sync_ms).toFixed(1)} ms worst of ${WRITES}`,
    `load before the run: ${loadavg()[0]?.toFixed(1)}`
  ].join('\n')
}

function syncTimes(path: string): number[] {
  const page = Buffer.alloc(4096, 1)
  const file = openSync(path, 'w')
  const times = Array.from({ length: WRITES }, () => {
    const from_ms = performance.now()
    writeSync(file, page)
    fdatasyncSync(file)
    return performance.now() - from_ms
  })
  closeSync(file)
  rmSync(path)
  return times
}
