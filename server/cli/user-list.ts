import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { wordsIn } from '../../views/words/words.ts'
import { listStaff, type StaffMember } from '../auth/find-staff.ts'
import { rightsOf } from '../auth/permissions.ts'
import { readConfig } from '../config.ts'
import { openReader } from '../db/open.ts'
import { databasePath } from '../main.ts'
import { asColumns } from './as-columns.ts'
import type { Command } from './laci.ts'
import { userWords } from './user-words.ts'
import { cliLocale, cliWords } from './words.ts'

/** sysexits.h: EX_USAGE, EX_NOINPUT. */
const EXIT = { usage: 64, no_shop: 66 } as const

/** `laci user list [--json]`: who works here and how each signs in, whether the box runs or not. Changes nothing. */
export const userListCommand: Command = async (args, io) => {
  const json = wantsJson(args)
  if (json === undefined) {
    io.err(userWords(io.env).usage)
    return EXIT.usage
  }
  const config = readConfig(io.env)
  const path = databasePath(config)
  if (!existsSync(path)) {
    io.err(cliWords(io.env).no_shop(config.data))
    return EXIT.no_shop
  }
  const sqlite = openReader(path)
  try {
    const staff = listStaff({ sqlite })
    io.out(json ? JSON.stringify(staff.map(asJson), null, 2) : asTable(staff, io.env))
    return 0
  } finally {
    sqlite.close()
  }
}

function wantsJson(args: string[]): boolean | undefined {
  try {
    return parseArgs({ args, options: { json: { type: 'boolean', default: false } } }).values.json
  } catch {
    return undefined
  }
}

function asJson({ singles, has_pin, has_password, ...person }: StaffMember): object {
  return {
    ...person,
    has_pin: has_pin === 1,
    has_password: has_password === 1,
    singles: singles?.split(',') ?? [],
    rights: rightsOf({ role: person.role, singles })
  }
}

function asTable(staff: StaffMember[], env: Record<string, string | undefined>): string {
  const w = userWords(env)
  if (staff.length === 0) return w.none
  const { roles } = wordsIn(cliLocale(env)).staff
  const rows = staff.map(({ name, role, has_pin, has_password, singles, staff_id }) => [
    name,
    roles[role],
    has_pin ? w.yes : w.no,
    has_password ? w.yes : w.no,
    singles ?? '-',
    staff_id
  ])
  return asColumns([w.heads, ...rows])
}
