// Cuts the power before every single step of an update, and looks what the box does when it has power again. The shop is
// the smallest there is (tiny/laci), so that all of them are tried in seconds; settle-update is the real one, and so are
// files, links and processes. What a disk forgets is another matter: test/machine/update.test.ts cuts whole machines.

import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { ask, makeMachine, type SmallMachine, stepsOf, textOf } from './small-machine.ts'

const [OLD, NEW] = ['1.0.0', '2.0.0']
const MOST_STEPS = 80
/** Up to the copy that is made ahead, an update goes the same way however it ends. */
const FIRST_AT_SWITCH = 14
/** Machines at once: each waits more than it works. */
const AT_ONCE = 6

async function tinyBox(t: Test, { is_unwell = false } = {}): Promise<SmallMachine> {
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
  cpSync(join(import.meta.dirname, 'tiny/laci'), join(place, 'scripts/box/update-step'))
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

/** Which version sells, or none; and how many sales that a customer knows of are in no book. */
async function lookAt(machine: SmallMachine): Promise<{ sells: string; lost: number }> {
  const sold = (): string[] => textOf(join(machine.folder, 'sold')).split('\n').filter(Boolean)
  const before = sold().length
  for (let tries = 0; tries < 60 && sold().length <= before; tries++) await pause(20)
  await machine.control('kill')
  const last = sold().length > before ? sold().at(-1)!.split('-')[0]! : 'nobody'
  const books = new Set(textOf(join(machine.data, 'laci.db')).split('\n'))
  return { sells: last, lost: sold().filter((sale) => !books.has(sale)).length }
}

/** Updates with the power cut before the given step. */
async function cutBefore(t: Test, step: number, options: { is_unwell?: boolean; settles?: boolean } = {}) {
  const machine = await tinyBox(t, options)
  ask(machine, { deed: 'to', path: join(machine.folder, 'package') })
  const code = await machine.settle([], { CUT_BEFORE: String(step) })
  const cut_at = stepsOf(machine).at(-1) ?? ''
  rmSync(join(machine.data, 'update/request'), { force: true })
  await powerOn(machine, options)
  return { ...(await lookAt(machine)), is_cut: code === null, cut_at, noted: machine.noted('phase'), machine }
}

await t.test('An update that nothing disturbs', async (t) => {
  const machine = await tinyBox(t)
  ask(machine, { deed: 'to', path: join(machine.folder, 'package') })
  t.equal(await machine.settle(), 0)
  t.equal(machine.noted('phase'), 'done')
  t.same(await lookAt(machine), { sells: NEW, lost: 0 })
})

await t.test('A version that turns out unwell is left by itself', async (t) => {
  const machine = await tinyBox(t, { is_unwell: true })
  ask(machine, { deed: 'to', path: join(machine.folder, 'package') })
  t.equal(await machine.settle(), 0)
  t.match([machine.noted('phase'), machine.noted('why')], ['returned', 'unwell'])
  t.same(await lookAt(machine), { sells: OLD, lost: 0 })
})

for (const is_unwell of [false, true]) {
  await t.test(
    `The power fails before each step of an update ${is_unwell ? 'that is taken back' : 'that is well'}`,
    async (t) => {
      let cuts = 0
      for (let step = is_unwell ? FIRST_AT_SWITCH : 1; step < MOST_STEPS; step += AT_ONCE) {
        const steps = Array.from({ length: AT_ONCE }, (_, no) => cutBefore(t, step + no, { is_unwell }))
        const ended = (await Promise.all(steps)).filter(({ is_cut }) => is_cut)
        for (const { sells, lost, cut_at, noted } of ended) {
          const allowed = is_unwell ? [OLD] : [OLD, NEW]
          t.ok(allowed.includes(sells), `before “${cut_at}”: ${sells} sells`)
          t.equal(lost, 0, `before “${cut_at}”: no sale is lost`)
          t.match(noted, /^(|done|returned|refused)$/, `before “${cut_at}”: it is over`)
        }
        cuts += ended.length
        if (ended.length < AT_ONCE) break
      }
      t.ok(cuts > 15, `${cuts} places`)
      t.comment(`${cuts} places at which the power was cut`)
    }
  )
}

await t.test('Without what settles it at the boot, some box would sell no more', async (t) => {
  const machine = await tinyBox(t)
  ask(machine, { deed: 'to', path: join(machine.folder, 'package') })
  await machine.settle()
  const start = stepsOf(machine).findIndex((step) => step.includes('start laci')) + 2
  t.match(await cutBefore(t, start, { settles: false }), { sells: 'nobody' })
})
