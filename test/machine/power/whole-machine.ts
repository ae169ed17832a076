// A whole machine and its power: user-mode Linux boots a Debian with systemd that the bundle's own installer made a shop's
// box; tills sell over the shop's network, encrypted; at a random instant every process of the machine is killed at once,
// and what its kernel had not written is gone. It is switched on again, and nobody touches it until it sells.
//
//   sudo LACI_MACHINE_CUTS=10 node_modules/.bin/node test/machine/power/whole-machine.ts
//
// With LACI_MACHINE=qemu the machine is one that QEMU imitates, some four times slower to start, whose disk forgets as well what it
// was not told to flush.
//
// Ends with 1 when a deed that was answered is missing, anything else in the shop is wrong, a start took too long, or the
// control (the same box without waiting for the disk) loses nothing. LACI_MACHINE_SEED chooses other instants. Some 40
// seconds a cut; needs what test/machine/run brings and, from Debian, user-mode-linux.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { showFigures } from '../backup/figures.ts'
import { seeded } from './disk.ts'
import { switchOnImitated } from './imitated-machine.ts'
import { consoleOf, switchOn } from './machine.ts'
import { copyImage, INSTALLED, makeImage, putIn } from './machine-image.ts'
import { MachineLife, type Powered, type Round } from './machine-life.ts'
import { layWire, takeAway } from './machine-wire.ts'
import { prepareFloor } from './prepare-floor.ts'
import type { Floor } from './tills-at-work.ts'

const CUTS = Number(process.env['LACI_MACHINE_CUTS'] ?? 10)
const SEED = Number(process.env['LACI_MACHINE_SEED'] ?? 1)
/** The control is cut until it loses something, and so often at most. */
const MOST_CONTROL_CUTS = 5
const TILLS = 6
const KIND =
  process.env['LACI_MACHINE'] === 'qemu'
    ? { switchOn: switchOnImitated, slowness: 4 }
    : { switchOn, slowness: 1 }
/** From power-on to the first sale at most. */
const MOST_SECONDS = 30 * KIND.slowness
/** What keeps the control from waiting for its disk, and where the machine has it. */
const UNSYNCED = 'unsynced-box.ts'
const PROGRAM = '/opt/laci-1'

if (spawnSync('linux.uml', ['--version']).error)
  throw new Error('missing: apt-get install --no-install-recommends user-mode-linux')

process.on('SIGINT', () => process.exit(130))
process.on('SIGTERM', () => process.exit(143))

const home = mkdtempSync(join(tmpdir(), 'laci-machine-'))
process.on('exit', () => rmSync(home, { recursive: true, force: true }))
const wire = layWire()
process.on('exit', () => takeAway(wire))
process.exitCode = (await proveMachine()) ? 0 : 1

async function proveMachine(): Promise<boolean> {
  const shop = join(home, 'shop')
  const floor = await prepareFloor(shop, { tills: TILLS })
  const installed = await install(await makeImage(home, shop))
  const image = join(home, 'machine.ext4')

  copyImage(installed, image)
  const rounds = await live({ ...KIND, home, image, wire }, floor)
  showFigures(`A whole machine, ${CUTS} power cuts`, rounds.map(figures))

  putIn(installed, join(import.meta.dirname, UNSYNCED), `${PROGRAM}/${UNSYNCED}`)
  const told = [`systemd.setenv=NODE_OPTIONS=--import=${PROGRAM}/${UNSYNCED}`]
  const control = await loseSome({ ...KIND, home, image: installed, wire, told }, floor)
  showFigures('The same without waiting for the disk: something must be missing', control.map(figures))

  const wrong = rounds.flatMap(({ missing, faults }) => [...missing, ...faults])
  for (const one of wrong) console.error(one)
  const slowest = Math.max(...rounds.map(({ sells_s = 0 }) => sells_s))
  for (const fault of control.flatMap(({ faults }) => faults))
    console.error(`control: ${fault.slice(0, 300)}`)
  const lost = control.some(isHarmed)
  console.error(
    `slowest from power-on to a sale: ${slowest} s; the control ${lost ? 'lost' : 'LOST NOTHING'}`
  )
  return wrong.length === 0 && slowest <= MOST_SECONDS && lost
}

/** Boots the disk for the first time, with the technician's one command. */
async function install(image: string): Promise<string> {
  const began = performance.now()
  await switchOn({ home, image, wire }).off
  const said = consoleOf(home)
  if (!said.includes(INSTALLED)) throw new Error(`the box was not installed: ${said.slice(-5000)}`)
  console.error(`installed in ${Math.round((performance.now() - began) / 1000)} s`)
  return image
}

async function live(parts: Powered, floor: Floor): Promise<Round[]> {
  const life = new MachineLife(parts, floor)
  const chance = seeded(SEED)
  const rounds: Round[] = []
  while (rounds.length < CUTS) rounds.push(tell(await life.goRound(chance)))
  rounds.push(tell(await life.end()))
  return rounds
}

async function loseSome(parts: Powered, floor: Floor): Promise<Round[]> {
  const life = new MachineLife(parts, floor)
  const chance = seeded(SEED)
  const rounds: Round[] = []
  do rounds.push(tell(await life.goRound(chance)))
  while (!isHarmed(rounds.at(-1)!) && rounds.length < MOST_CONTROL_CUTS)
  await life.leave()
  return rounds
}

/** Books that can't be read any more have lost everything. */
function isHarmed({ missing, faults }: Round): boolean {
  return missing.length + faults.length > 0
}

function tell(round: Round): Round {
  console.error(JSON.stringify(figures(round)))
  return round
}

function figures({ answers_s, sells_s, answered, sales, missing, faults }: Round): object {
  return { answers_s, sells_s, answered, sales, missing: missing.length, faults: faults.length }
}
