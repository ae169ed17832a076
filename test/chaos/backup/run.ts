// Torments the recording of the backup and compares, after each round, what is stored with what was sold:
//
//   npm run test:chaos:backup [-- --long | --seconds=N] [--seed=N]
//
// First it breaks the recording on purpose, in ways that must be noticed; a chaos that notices nothing proves nothing.
// Each check counts. Ends with what was done, what was left out and why, and the line "N passed, N failed".
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Arm } from './control.ts'
import { type Count, Lane } from './lane.ts'
import { bucketPlace, folderPlace } from './places.ts'
import { prepareShop } from './prepare.ts'
import { mountSmallDisk, unmountSmallDisk } from './small-disk.ts'

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: process.env['LACI_CHAOS_SECONDS'] ?? '110' },
    long: { type: 'boolean', default: false },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) }
  }
})
const SECONDS = options.long ? 4 * 3600 : Number(options.seconds)
const SEED = Number(options.seed)
const ROUNDS_PER_SHOP = 12
const MOST_FAULTS = 5
/** A break that is not noticed in so many rounds is not noticed. */
const ROUNDS_TO_NOTICE = 15

let passed = 0
let failed = 0
const root = mkdtempSync(join(tmpdir(), 'laci-chaos-'))
const small_disk = join(root, 'small')
const left_out = mountSmallDisk(small_disk)
console.log(`seed ${SEED}, ${SECONDS} s`)
const prepared = await prepareShop(root)
try {
  await noticeBreaks()
  await tormentRounds()
} finally {
  unmountSmallDisk(small_disk)
  rmSync(root, { recursive: true, force: true })
}
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

/** The recording, broken on purpose. */
async function noticeBreaks(): Promise<void> {
  const has_faults = (lane: Lane) => lane.count.faults.length > 0
  const began_anew = (lane: Lane) => has_faults(lane) || lane.pictures > 1
  const killed = ['killedBeforeMirror']
  note(
    !(await isNoticed('none', killed, began_anew, 6)),
    'with its redo, no pulled plug makes the history begin anew'
  )
  note(await isNoticed('no-redo', killed, began_anew), 'without its redo, one does')
  note(
    await isNoticed('no-pins', ['truncated'], has_faults),
    'without its pins, a foreign checkpoint loses sales'
  )
  note(await isNoticed('bent-page', [], has_faults), 'a page that was bent before it was sealed is seen')
}

async function isNoticed(
  arm: Arm,
  ways: readonly string[],
  is: (lane: Lane) => boolean,
  rounds = ROUNDS_TO_NOTICE
): Promise<boolean> {
  const lane = new Lane(`arm-${arm}`, root, prepared, SEED, arm)
  await lane.begin()
  try {
    for (let round = 0; round < rounds; round++) {
      await lane.round(ways)
      if (is(lane)) return true
    }
    return false
  } finally {
    await lane.end()
  }
}

async function tormentRounds(): Promise<void> {
  const until = performance.now() + SECONDS * 1000
  const lanes = [
    new Lane('disk', root, prepared, SEED, 'none'),
    new Lane('small', root, prepared, SEED + 1, 'none')
  ]
  if (!left_out) lanes[1]!.fills = small_disk
  const ends: (() => unknown)[] = []
  try {
    lanes[0]!.places = [await folderPlace(root, 'share')]
    lanes[1]!.places = [await bucketPlace(root, ends)]
    await Promise.all(lanes.map((lane) => torment(lane, until)))
  } finally {
    for (const end of ends.toReversed()) await end()
  }
  for (const { count } of lanes) {
    passed += count.checks - count.faults.length
    failed += count.faults.length
    for (const fault of count.faults) console.log(`FAIL ${JSON.stringify(fault)}`)
  }
  sumUp(lanes.map(({ count }) => count))
}

async function torment(lane: Lane, until: number): Promise<void> {
  while (performance.now() < until && lane.count.faults.length < MOST_FAULTS) {
    if (lane.count.rounds % ROUNDS_PER_SHOP === 0) await lane.begin()
    await lane.round()
  }
  await lane.end()
}

function sumUp(counts: Count[]): void {
  const sum = (of: (count: Count) => number): number => counts.reduce((total, count) => total + of(count), 0)
  const deeds: Record<string, number> = {}
  for (const count of counts) {
    for (const [deed, times] of Object.entries(count.deeds)) deeds[deed] = (deeds[deed] ?? 0) + times
  }
  console.log(
    `${sum(({ rounds }) => rounds)} rounds, ${sum(({ plugs_pulled }) => plugs_pulled)} plugs pulled, ` +
      `${sum(({ checks }) => checks)} times compared (${sum(({ segments }) => segments)} segments read back, ` +
      `${sum(({ events }) => events)} events), ${sum(({ carried }) => carried)} times found at a place; changed files: ${sum(({ bent }) => bent.refused)} refused, ` +
      `${sum(({ bent }) => bent.harmless)} harmless; same shop in other bytes: ${sum(({ other_bytes }) => other_bytes)}`
  )
  console.log(`done to it: ${JSON.stringify(deeds)}`)
  if (left_out) console.log(`left out: full disks, 1 torment of all: ${left_out}`)
}

function note(is_right: boolean, what: string): void {
  if (is_right) passed++
  else failed++
  console.log(`${is_right ? 'ok' : 'FAIL'} ${what}`)
}
