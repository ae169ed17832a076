import { wordsIn } from '../../views/words/words.ts'
import { listStaff, type StaffMember } from '../auth/find-staff.ts'
import { rightsOf } from '../auth/permissions.ts'
import { listCommand } from './list-command.ts'
import { userWords } from './user-words.ts'
import { cliLocale } from './words.ts'

/** `laci user list [--json]`: who works here and how each signs in. */
export const userListCommand = listCommand({ words: userWords, read: listStaff, asJson, asRow })

function asJson({ singles, has_pin, has_password, ...person }: StaffMember): object {
  return {
    ...person,
    has_pin: has_pin === 1,
    has_password: has_password === 1,
    singles: singles?.split(',') ?? [],
    rights: rightsOf({ role: person.role, singles })
  }
}

function asRow(
  { name, role, has_pin, has_password, singles, staff_id }: StaffMember,
  env: Record<string, string | undefined>
): string[] {
  const { yes, no } = userWords(env)
  const { roles } = wordsIn(cliLocale(env)).staff
  return [name, roles[role], has_pin ? yes : no, has_password ? yes : no, singles ?? '-', staff_id]
}
