import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Lane } from './lane.ts'
import { prepareShop } from './prepare.ts'

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '150' },
    seed: { type: 'string' },
    lanes: { type: 'string', default: '2' }
  }
})
const seed = Number(options.seed ?? Date.now() % 1_000_000)
const root = mkdtempSync(join(tmpdir(), 'laci-chaos-'))
const prepared = await prepareShop(root)
const until = performance.now() + Number(options.seconds) * 1000
const lanes = Array.from(
  { length: Number(options.lanes) },
  (_, index) => new Lane(`lane-${index}`, root, prepared, seed + index * 7919, 'none')
)
await Promise.all(
  lanes.map(async (lane) => {
    while (performance.now() < until) {
      if (lane.count.rounds % 12 === 0) await lane.begin()
      await lane.round()
      if (lane.count.faults.length > 3) break
    }
    await lane.end()
  })
)
for (const { count } of lanes) console.log(JSON.stringify(count, null, 1))
