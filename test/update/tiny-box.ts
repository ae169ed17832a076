import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Test } from 'tap'
import { makeMachine, type SmallMachine, stepsOf, textOf } from './small-machine.ts'

export const [OLD, NEW] = ['1.0.0', '2.0.0']

/** Machines at once: each waits more than it works. */
const AT_ONCE = 6
const MOST_STEPS = 80

/** A box that sells by the smallest shop there is (tiny/laci); another version lies ready to be laid down. */
export async function tinyBox(t: Test, { is_unwell = false } = {}): Promise<SmallMachine> {
  const machine = makeMachine(t)
  layTiny(machine.place(1), OLD)
  layTiny(join(machine.folder, 'next'), NEW)
  writeFileSync(join(machine.folder, 'package'), 'stands for an archive')
  writeFileSync(join(machine.data, 'laci.db'), `${OLD}\n`)
  if (is_unwell) writeFileSync(join(machine.folder, 'unwell'), '')
  await machine.control('start')
  return machine
}

function layTiny(place: string, version: string): void {
  mkdirSync(join(place, 'scripts/box'), { recursive: true })
  cpSync(join(import.meta.dirname, 'tiny/laci'), join(place, 'scripts/laci'))
  cpSync(join(import.meta.dirname, '../../scripts/box'), join(place, 'scripts/box'), { recursive: true })
  cpSync(join(import.meta.dirname, 'tiny/laci'), join(place, 'scripts/box/update-step'))
  writeFileSync(join(place, 'package.json'), `{\n  "version": "${version}"\n}\n`)
}

/** The box has power again: what was cut short is settled, unless that is left out to see what would be; then Laci starts. */
async function powerOn(machine: SmallMachine, { settles = true } = {}): Promise<void> {
  await machine.control('kill')
  if (settles) await machine.settle(['--settle'])
  await machine.control('start')
}

const soldBy = (machine: SmallMachine): string[] =>
  textOf(join(machine.folder, 'sold')).split('\n').filter(Boolean)

/** Waits for the next sale, if there is one. @returns by which version it was sold */
export async function sells(machine: SmallMachine): Promise<string> {
  const before = soldBy(machine).length
  for (let tries = 0; tries < 60 && soldBy(machine).length <= before; tries++) await pause(20)
  return soldBy(machine).length > before ? soldBy(machine).at(-1)!.split('-')[0]! : 'nobody'
}

/** Which version sells, or none; and how many sales that a customer knows of are in no book, nor in one set aside. */
export async function lookAt(machine: SmallMachine): Promise<{ sells: string; lost: number }> {
  const last = await sells(machine)
  await machine.control('kill')
  const aside = readdirSync(join(machine.data, 'update')).filter((name) => name.startsWith('left-'))
  const files = ['laci.db', ...aside.map((name) => join('update', name))]
  const books = new Set(files.flatMap((file) => textOf(join(machine.data, file)).split('\n')))
  return { sells: last, lost: soldBy(machine).filter((sale) => !books.has(sale)).length }
}

/** Has a box do something with the power cut before the given step, and looks what it does when it has power again. */
export async function cutBefore(machine: SmallMachine, step: number, { settles = true } = {}) {
  const code = await machine.settle([], { CUT_BEFORE: String(step) })
  const cut_at = stepsOf(machine).at(-1) ?? ''
  rmSync(join(machine.data, 'update/request'), { force: true })
  await powerOn(machine, { settles })
  return { ...(await lookAt(machine)), is_cut: code === null, cut_at, noted: machine.noted('phase'), machine }
}

/**
 * Cuts the power before one step after another until there is none left, each time on a box of its own.
 *
 * @param begin makes the box, with something asked of it
 * @param allowed which versions may sell after it
 * @returns at how many places
 */
export async function cutEverywhere(
  t: Test,
  { begin, from = 1, allowed }: { begin(): Promise<SmallMachine>; from?: number; allowed: string[] }
): Promise<number> {
  let cuts = 0
  for (let step = from; step < MOST_STEPS; step += AT_ONCE) {
    const steps = Array.from({ length: AT_ONCE }, async (_, no) => cutBefore(await begin(), step + no))
    const ended = (await Promise.all(steps)).filter(({ is_cut }) => is_cut)
    for (const { sells, lost, cut_at, noted } of ended) {
      t.ok(allowed.includes(sells), `before “${cut_at}”: ${sells} sells`)
      t.equal(lost, 0, `before “${cut_at}”: no sale is lost`)
      t.match(noted, /^(|done|returned|refused)$/, `before “${cut_at}”: it is over`)
    }
    cuts += ended.length
    if (ended.length < AT_ONCE) break
  }
  return cuts
}
