// Cuts the power before every single step of an update, and of a way back by hand that sets newer data aside, and looks
// what the box does when it has power again. The shop is the smallest there is (tiny/laci), so that all of them are tried in
// seconds; settle-update is the real one, and so are files, links and processes. What a disk forgets is another matter:
// test/machine/update.test.ts cuts whole machines.

import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { ask, type SmallMachine, stepsOf } from './small-machine.ts'
import { cutBefore, cutEverywhere, lookAt, NEW, OLD, sells, tinyBox } from './tiny-box.ts'

/** Up to the copy that is made ahead, an update goes the same way however it ends. */
const FIRST_AT_SWITCH = 14

async function askedToUpdate(t: Test, options: { is_unwell?: boolean } = {}): Promise<SmallMachine> {
  const machine = await tinyBox(t, options)
  ask(machine, { deed: 'to', path: join(machine.folder, 'package') })
  return machine
}

/** A box that sold by the new version, whose tables the old one can't read, and is to lose that. */
async function askedToLose(t: Test): Promise<SmallMachine> {
  const machine = await askedToUpdate(t)
  await machine.settle()
  await sells(machine)
  rmSync(join(machine.notes, 'run/steps'))
  ask(machine, { deed: 'back', allows: 'yes' })
  return machine
}

await t.test('An update that nothing disturbs', async (t) => {
  const machine = await askedToUpdate(t)
  t.equal(await machine.settle(), 0)
  t.equal(machine.noted('phase'), 'done')
  t.same(await lookAt(machine), { sells: NEW, lost: 0 })
})

await t.test(
  'The rules for sticks and printers come with a version, where the box was given them',
  async (t) => {
    const machine = await askedToUpdate(t)
    const rules = join(machine.folder, 'rules')
    writeFileSync(join(rules, '99-laci-sticks.rules'), '# as the old version had it')
    t.equal(await machine.settle(), 0)
    t.same(readdirSync(rules), ['99-laci-sticks.rules'])
    t.equal(
      readFileSync(join(rules, '99-laci-sticks.rules'), 'utf8'),
      readFileSync(join(machine.leadsTo(), 'scripts/box/sticks.rules'), 'utf8')
    )
  }
)

await t.test('A version that turns out unwell is left by itself', async (t) => {
  const machine = await askedToUpdate(t, { is_unwell: true })
  t.equal(await machine.settle(), 0)
  t.match([machine.noted('phase'), machine.noted('why')], ['returned', 'unwell'])
  t.same(await lookAt(machine), { sells: OLD, lost: 0 })
})

for (const is_unwell of [false, true]) {
  await t.test(
    `The power fails before each step of an update ${is_unwell ? 'that is taken back' : 'that is well'}`,
    async (t) => {
      const cuts = await cutEverywhere(t, {
        begin: () => askedToUpdate(t, { is_unwell }),
        from: is_unwell ? FIRST_AT_SWITCH : 1,
        allowed: is_unwell ? [OLD] : [OLD, NEW]
      })
      t.ok(cuts > 15, `${cuts} places`)
      t.comment(`${cuts} places at which the power was cut`)
    }
  )
}

await t.test('The power fails before each step of a way back that sets aside what was sold', async (t) => {
  const cuts = await cutEverywhere(t, { begin: () => askedToLose(t), allowed: [OLD, NEW] })
  t.ok(cuts > 15, `${cuts} places`)
  t.comment(`${cuts} places at which the power was cut`)
})

await t.test('Without what settles it at the boot, some box would sell no more', async (t) => {
  const machine = await askedToUpdate(t)
  await machine.settle()
  const start = stepsOf(machine).findIndex((step) => step.includes('start laci')) + 2
  t.match(await cutBefore(await askedToUpdate(t), start, { settles: false }), { sells: 'nobody' })
})
