import { change, pick, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import { listMethods, readMethod, type TenderMethod } from './find-methods.ts'
import type { TenderKind } from './tables.ts'

/** What an acquirer may keep at most, in basis points. */
export const MOST_FEE_BP = 1000

/** Kinds of which a shop may have several: card machines, wallets, bank accounts. */
export type SeveralKind = 'card' | 'ewallet' | 'transfer'

/** What the owner says of a means of paying. */
export interface MethodForm {
  /** Empty: as the language calls its kind. */
  name: string
  /** What the acquirer keeps, in basis points, 0 to {@link MOST_FEE_BP}; 0 for money that goes through nobody's hands. */
  fee_bp: number
  needs_reference: boolean
}

const add = change<Omit<TenderMethod, 'is_on'>>()((db, row) =>
  db.insertInto('tender_methods').values({
    ...pick(row, ['method_id', 'kind', 'name', 'fee_bp', 'needs_reference', 'position']),
    is_on: 1
  })
)

const describe = change<Pick<TenderMethod, 'method_id' | 'name' | 'fee_bp' | 'needs_reference'>>()(
  (db, row) =>
    db
      .updateTable('tender_methods')
      .set(pick(row, ['name', 'fee_bp', 'needs_reference']))
      .where('method_id', '=', row.method_id)
)

const switchTo = change<Pick<TenderMethod, 'method_id' | 'is_on'>>()((db, row) =>
  db
    .updateTable('tender_methods')
    .set(pick(row, ['is_on']))
    .where('method_id', '=', row.method_id)
)

const place = change<Pick<TenderMethod, 'method_id' | 'position'>>()((db, row) =>
  db
    .updateTable('tender_methods')
    .set(pick(row, ['position']))
    .where('method_id', '=', row.method_id)
)

/** Whether its money goes through a bank or a provider, which may keep a share of it. */
export function takesFee(kind: TenderKind): boolean {
  return kind === 'qris' || kind === 'card' || kind === 'ewallet' || kind === 'transfer'
}

/** Whether it can be switched off: change is given in cash, and an exchange is always possible. */
export function canBeOff(kind: TenderKind): boolean {
  return kind !== 'cash' && kind !== 'exchange'
}

/**
 * Says something else of a means of paying; sales that were paid by it keep what they were.
 *
 * @throws {Refusal} tender/unknown, tender/name-taken
 */
export function describeMethod(tx: Tx, by: By, method_id: string, form: MethodForm): void {
  const { kind } = readMethod(tx, method_id)
  const name = form.name.trim() || null
  refuseSameName(tx, name, method_id)
  const fee_bp = takesFee(kind) ? form.fee_bp : 0
  // A voucher's code is its reference: without one nobody knows which it is.
  const needs_reference = (takesFee(kind) && form.needs_reference) || kind === 'voucher' ? 1 : 0
  describe.run(tx, { method_id, name, fee_bp, needs_reference })
  changed(tx, by, method_id, { name, fee_bp, needs_reference })
}

/**
 * Adds a card machine, a wallet or a bank account, after all that are there.
 *
 * @throws {Refusal} tender/name-taken
 */
export function addMethod(
  tx: Tx,
  by: By,
  { method_id, kind, ...form }: MethodForm & { method_id: string; kind: SeveralKind }
): void {
  const name = form.name.trim()
  refuseSameName(tx, name, method_id)
  const position = Math.max(...listMethods(tx).map((method) => method.position)) + 1
  const needs_reference = form.needs_reference ? 1 : 0
  add.run(tx, { method_id, kind, name, fee_bp: form.fee_bp, needs_reference, position })
  changed(tx, by, method_id, { name, kind })
}

/**
 * Has the tills offer a means of paying, or no longer.
 *
 * @throws {Refusal} tender/unknown, tender/always-on
 */
export function switchMethod(tx: Tx, by: By, method_id: string, is_on: boolean): void {
  const { kind } = readMethod(tx, method_id)
  if (!is_on && !canBeOff(kind)) throw new Refusal('tender/always-on')
  switchTo.run(tx, { method_id, is_on: is_on ? 1 : 0 })
  changed(tx, by, method_id, { is_on: is_on ? 1 : 0 })
}

/**
 * Moves a means of paying one place up or down; at the end it stays where it is.
 *
 * @throws {Refusal} tender/unknown
 */
export function moveMethod(tx: Tx, by: By, method_id: string, direction: 'up' | 'down'): void {
  readMethod(tx, method_id)
  const methods = listMethods(tx)
  const from = methods.findIndex((method) => method.method_id === method_id)
  const to = from + (direction === 'up' ? -1 : 1)
  const [one, other] = [methods[from], methods[to]]
  if (!one || !other) return
  place.run(tx, { method_id: one.method_id, position: other.position })
  place.run(tx, { method_id: other.method_id, position: one.position })
  changed(tx, by, method_id, { position: other.position })
}

function refuseSameName(tx: Tx, name: string | null, method_id: string): void {
  const same = (method: TenderMethod) =>
    method.method_id !== method_id && name !== null && method.name?.toLowerCase() === name.toLowerCase()
  if (name !== null && listMethods(tx).some(same)) throw new Refusal('tender/name-taken', { name })
}

function changed(tx: Tx, by: By, subject_id: string, facts: Record<string, string | number | null>): void {
  record(tx, by, { type: 'tender-method.changed', subject_id, facts })
}
