import { change, pick, question, type Reader, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import type { Moment } from '../values/clock.ts'
import { stepOfCode } from './one-time-code.ts'
import { type CodeSet, keepCodes } from './recovery-codes.ts'
import { endSessionsOf } from './sessions.ts'

const byStaff = question<{ staff_id: string }>()((db, { staff_id }) =>
  db.selectFrom('second_steps').selectAll().where('staff_id', '=', staff_id)
)

const put = change<{ staff_id: string; secret: string; offered_at: Moment }>()((db, row) =>
  db
    .insertInto('second_steps')
    .values({ ...pick(row, ['staff_id', 'secret', 'offered_at']), confirmed_at: null, codes_salt: '' })
    .onConflict((conflict) =>
      conflict.column('staff_id').doUpdateSet({ secret: row.secret, offered_at: row.offered_at })
    )
)

const setConfirmed = change<{ staff_id: string; at: Moment }>()((db, { staff_id, at }) =>
  db.updateTable('second_steps').set({ confirmed_at: at }).where('staff_id', '=', staff_id)
)

const setSalt = change<{ staff_id: string; codes_salt: string }>()((db, { staff_id, codes_salt }) =>
  db.updateTable('second_steps').set({ codes_salt }).where('staff_id', '=', staff_id)
)

const useStep = change<{ staff_id: string; step: number }>()((db, { staff_id, step }) =>
  db
    .updateTable('second_steps')
    .set({ last_step: step })
    .where('staff_id', '=', staff_id)
    .where('last_step', '<', step)
)

const remove = change<{ staff_id: string }>()((db, { staff_id }) =>
  db.deleteFrom('second_steps').where('staff_id', '=', staff_id)
)

export type SecondStep = ReturnType<typeof byStaff.read>

/** Somebody's second step, offered or confirmed. */
export function findSecondStep(reader: Reader, staff_id: string): SecondStep | undefined {
  return byStaff.find(reader, { staff_id })
}

/**
 * Shows somebody a new secret to put into their telephone; it counts for nothing until a code of it is typed.
 *
 * @throws {Refusal} second-step/on
 */
export function offerSecondStep(tx: Tx, by: By, staff_id: string, secret: string): void {
  if (findSecondStep(tx, staff_id)?.confirmed_at) throw new Refusal('second-step/on')
  put.run(tx, { staff_id, secret, offered_at: by.at })
}

/**
 * Turns the second step on: a code proves that the telephone knows the secret.
 *
 * @throws {Refusal} second-step/off, second-step/on, second-step/wrong
 */
export function confirmSecondStep(tx: Tx, by: By, staff_id: string, code: string, codes: CodeSet): void {
  const offered = findSecondStep(tx, staff_id)
  if (!offered) throw new Refusal('second-step/off')
  if (offered.confirmed_at) throw new Refusal('second-step/on')
  if (!useOneTimeCode(tx, offered, code, by.at)) throw new Refusal('second-step/wrong')
  setConfirmed.run(tx, { staff_id, at: by.at })
  renew(tx, staff_id, codes)
  record(tx, by, { type: 'second-step.changed', subject_id: staff_id, facts: { what: 'on' } })
}

/**
 * Gives somebody a new set of recovery codes; the old ones are worth nothing any more.
 *
 * @throws {Refusal} second-step/off
 */
export function renewCodes(tx: Tx, by: By, staff_id: string, codes: CodeSet): void {
  if (!findSecondStep(tx, staff_id)?.confirmed_at) throw new Refusal('second-step/off')
  renew(tx, staff_id, codes)
  record(tx, by, { type: 'second-step.changed', subject_id: staff_id, facts: { what: 'codes' } })
}

/** Turns the second step off: the door is shut to them from now on, and whoever came in by it is out. */
export function turnSecondStepOff(tx: Tx, by: By, staff_id: string): void {
  endSessionsOf(tx, staff_id)
  if (remove.run(tx, { staff_id }) === 0) return
  record(tx, by, { type: 'second-step.changed', subject_id: staff_id, facts: { what: 'off' } })
}

/** Uses a one-time code up. @returns whether it was right, and neither it nor a later one used before */
export function useOneTimeCode(tx: Tx, { staff_id, secret }: SecondStep, code: string, now: Moment): boolean {
  const step = stepOfCode(secret, code, now)
  return step !== undefined && useStep.run(tx, { staff_id, step }) === 1
}

function renew(tx: Tx, staff_id: string, codes: CodeSet): void {
  setSalt.run(tx, { staff_id, codes_salt: codes.salt })
  keepCodes(tx, staff_id, codes)
}
