import type { FastifyRequest } from 'fastify'
import type { Asking } from '../../views/approval.ts'
import { checkSecret, pinTries } from '../auth/check-secret.ts'
import { findStaff } from '../auth/find-staff.ts'
import { listApprovers } from '../auth/list-approvers.ts'
import type { Right } from '../auth/permissions.ts'
import { Refusal } from '../refusal.ts'
import type { Shop } from '../shop.ts'
import { Type } from '../values/shape.ts'
import { Id } from './form-fields.ts'

/** What a form carries beside what it asks when somebody lends a right for it on the spot. */
export const ApprovalForm = {
  approver_id: Type.Optional(Id),
  approver_pin: Type.Optional(Type.String({ maxLength: 200 }))
}

/** Who lent a right for a request, or what was wrong with the proof. */
interface Approval {
  approved_by: string | null
  name?: string
  wrong?: Refusal
}

export const NOT_ASKED: Approval = { approved_by: null }

/**
 * Finds out who lends a right for a request: somebody who works here and types their PIN at the till where it is
 * asked for. Wrong tries count like those of signing in there.
 */
export async function findApproval(request: FastifyRequest, shop: Shop): Promise<Approval> {
  const { approver_id, approver_pin } = request.body as { approver_id?: string; approver_pin?: string }
  if (!approver_id) return NOT_ASKED
  if (!request.who || !request.terminal) return { approved_by: null, wrong: new Refusal('approval/wrong') }
  const person = findStaff(shop.store, approver_id)
  const hash = person?.pin_hash ?? (person?.role === 'owner' ? person.password_hash : null)
  const { terminal_id } = request.terminal
  try {
    await checkSecret(shop, {
      ...pinTries(approver_id, terminal_id),
      secret: approver_pin ?? '',
      hash,
      meant: { way: 'approval', staff_id: person?.staff_id ?? null, terminal_id }
    })
    return { approved_by: approver_id, name: person?.name ?? '' }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return {
      approved_by: null,
      wrong: error.code === 'sign-in/wrong' ? new Refusal('approval/wrong') : error
    }
  }
}

/**
 * Does a deed's work with what was lent for it. Where the proof was wrong nothing is done; the work is tried all the
 * same, for it knows which right it asks for, and the question is put again.
 *
 * @throws {Refusal} approval/wrong, approval/cannot, sign-in/locked; each with the right and its facts
 */
export function withApproval<Result>({ approved_by, name, wrong }: Approval, work: () => Result): Result {
  try {
    const result = work()
    if (wrong) throw wrong
    return result
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'right/ask') throw error
    if (wrong) throw new Refusal(wrong.code, { ...error.facts, ...wrong.facts })
    if (approved_by) throw new Refusal('approval/cannot', { ...error.facts, name: name ?? '' })
    throw error
  }
}

/** Whether a refusal is one that somebody else can lift on the spot. */
export function asksForRight({ facts }: Refusal): boolean {
  return 'right' in facts
}

/** The form to be sent again, and who may allow it; nothing where nobody can be asked: away from a till, or by a file. */
export function findAsking(request: FastifyRequest, { store }: Shop, refusal: Refusal): Asking | undefined {
  const { body, who, terminal, headers, method, url } = request
  if (method !== 'POST' || !who || !terminal || !asksForRight(refusal)) return undefined
  const fields = Object.entries(body as Record<string, unknown>)
    .filter(([name]) => name !== '_csrf' && !(name in ApprovalForm))
    .flatMap(([name, value]) => [value].flat().map((one) => [name, one] as const))
  if (fields.some(([, value]) => typeof value === 'object' && value !== null)) return undefined
  const { right, asked_bp } = refusal.facts
  return {
    url,
    fields: fields.map(([name, value]) => [name, String(value ?? '')]),
    target: /#([\w-]+)$/.exec(String(headers['hx-target'] ?? ''))?.[1] ?? null,
    swap: /^[\w: .-]{1,60}$/.exec(String(headers['laci-swap'] ?? ''))?.[0] ?? null,
    approver_id: (body as { approver_id?: string }).approver_id ?? null,
    people: listApprovers(store, {
      right: right as Right,
      asked_bp: asked_bp === undefined ? undefined : Number(asked_bp)
    })
  }
}
