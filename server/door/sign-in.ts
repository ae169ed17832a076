import { findStaff, findStaffByName } from '../auth/find-staff.ts'
import { markSecret, NOBODY, secretMatches } from '../auth/hash-secret.ts'
import { may } from '../auth/permissions.ts'
import { tokenHash } from '../auth/sessions.ts'
import { forgetFailures, reserveTry } from '../auth/throttle.ts'
import type { Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import type { Shop } from '../shop.ts'
import type { Moment } from '../values/clock.ts'
import { newId, newToken } from '../values/id.ts'
import { type DoorDevice, findDevice, keepDevice } from './devices.ts'
import { noteEntry } from './entries.ts'
import { NO_SECRET, stepOfCode } from './one-time-code.ts'
import { readRecoveryCode, useCode } from './recovery-codes.ts'
import { findSecondStep, useOneTimeCode } from './second-step.ts'
import { openVisit } from './sessions.ts'

/** What somebody says who knocks. */
export interface Knock {
  name: string
  password: string
  /** Six digits from the telephone, or a recovery code from paper. */
  code: string
  /** The key of a browser that was let in before. */
  device_key: string | undefined
  /** What kind of browser it is, and from where, where that is known. */
  device: string
  address: string | null
}

/** What a browser is handed that is let in; `device_key` only the first time. */
export interface LetIn {
  token: string
  device_key: string | undefined
}

/** Who turned out to knock, and what was right of it. */
interface Findings {
  staff_id: string | undefined
  is_password_right: boolean
  code: { digits: string } | { mark: string }
  device: DoorDevice | undefined
}

const ONE_TIME = /^\d{6}$/

/**
 * The one who opens the owner's door. One after another: whoever guesses gains nothing by asking a hundred times at
 * once, neither before the wrong tries are counted nor by the box's time.
 */
export function porter({ store, clock }: Pick<Shop, 'store' | 'clock'>) {
  let last: Promise<unknown> = Promise.resolve()
  return (knock: Knock): Promise<LetIn> => {
    const answer = last.then(() => open(knock))
    last = answer.catch(() => undefined)
    return answer
  }

  /** @throws {Refusal} door/wrong whatever it was; sign-in/locked after too many wrong tries */
  async function open(knock: Knock): Promise<LetIn> {
    const device = findDevice(store, knock.device_key)
    const subjects = subjectsOf(knock.name, device)
    // Counted before anything is looked at, and forgiven when all was right: pulling the plug gains nothing either.
    await store.commit((tx) =>
      reserveTry(
        tx,
        subjects.map((subject) => ({ subject })),
        clock.now()
      )
    )
    const findings = { ...(await prove(knock)), device }
    const at = clock.now()
    const let_in = await store.commit((tx) => {
      const visit = enter(tx, at, knock, findings)
      if (visit) for (const subject of subjects) forgetFailures(tx, subject)
      else turnAway(tx, at, knock, findings.staff_id)
      return visit
    })
    if (!let_in) throw new Refusal('door/wrong')
    return let_in
  }

  /** The slow part: as much work for a name that nobody has, and for somebody without a second step. */
  async function prove({ name, password, code }: Knock): Promise<Omit<Findings, 'device'>> {
    const person = findStaffByName(store, name.trim())
    const step = person && findSecondStep(store, person.staff_id)
    const matches = await secretMatches(password, person?.password_hash ?? NOBODY)
    const staff_id = person?.staff_id
    const is_password_right = matches && Boolean(person?.password_hash)
    const typed = code.replace(/\s/g, '')
    if (ONE_TIME.test(typed)) {
      if (!step) stepOfCode(NO_SECRET, typed, clock.now())
      return { staff_id, is_password_right, code: { digits: typed } }
    }
    const mark = await markSecret(readRecoveryCode(code), step?.codes_salt ?? '')
    return { staff_id, is_password_right, code: { mark } }
  }
}

/**
 * Lets somebody in of whom everything is right: the password, a code that was not used before, a second step that is
 * on, and the right to see the shop from afar. A code is used up only by whoever knows the password.
 */
function enter(
  tx: Tx,
  at: Moment,
  { device, address }: Knock,
  { staff_id, is_password_right, code, device: known }: Findings
): LetIn | undefined {
  const person = staff_id && is_password_right ? findStaff(tx, staff_id) : undefined
  const step = person && findSecondStep(tx, person.staff_id)
  if (!person || !step?.confirmed_at || !may(person, 'see-from-afar')) return undefined
  const is_right =
    'digits' in code ? useOneTimeCode(tx, step, code.digits, at) : useCode(tx, person.staff_id, code.mark, at)
  if (!is_right) return undefined

  const { password_hash, role } = person
  const own = known?.staff_id === person.staff_id ? known : undefined
  const device_key = own ? undefined : newToken()
  const device_id = own?.device_id ?? newId()
  if (device_key) {
    keepDevice(tx, { device_id, key_hash: tokenHash(device_key), staff_id: person.staff_id, first_seen: at })
  }
  const token = newToken()
  openVisit(tx, at, {
    session_id: newId(),
    token_hash: tokenHash(token),
    staff_id: person.staff_id,
    device_id,
    device,
    binding: { password_hash, secret: step.secret, role }
  })
  const outcome = own ? 'known' : 'new'
  noteEntry(tx, at, { staff_id: person.staff_id, outcome, device, address })
  record(tx, nobody(at, person.staff_id), {
    type: 'door.signed-in',
    subject_id: person.staff_id,
    facts: { device, address, is_new: own ? 0 : 1, by: 'digits' in code ? 'code' : 'recovery' }
  })
  return { token, device_key }
}

function turnAway(tx: Tx, at: Moment, { device, address }: Knock, staff_id: string | undefined): void {
  noteEntry(tx, at, { staff_id: staff_id ?? null, outcome: 'refused', device, address })
  const subject_id = staff_id ?? 'nobody'
  record(tx, nobody(at, null), { type: 'door.refused', subject_id, facts: { device, address } })
}

/** At the door one is at no till, and what is done there is done once by what it uses up. */
function nobody(at: Moment, staff_id: string | null): By {
  return { at, staff_id, terminal_id: null, request_id: null }
}

/**
 * By what wrong tries are counted: those of a browser that was let in before by itself, all others by the name and in
 * all. So whoever guesses is slowed down, however many names they try, and keeps nobody out of their own telephone.
 */
function subjectsOf(name: string, device: DoorDevice | undefined): string[] {
  if (device) return [`door:device:${device.device_id}`]
  // People type passwords where a name belongs: what was typed is written nowhere.
  return [`door:name:${tokenHash(name.trim().toLowerCase())}`, 'door:strangers']
}
