import { question } from '../../db/prepare.ts'
import { coded, columns, sheetOf, type Wanted } from './sheet.ts'

const decided = question<Wanted>()((db) =>
  db
    .selectFrom('settings')
    .select(['settings.name as setting', 'value', 'changed_at'])
    .orderBy('settings.name')
)

export const settings = sheetOf(
  'settings',
  columns({ text: ['setting', 'value'], moment: ['changed_at'] }),
  decided
)

const people = question<Wanted>()((db) =>
  db
    .selectFrom('staff')
    .leftJoin('staff_departures', 'staff_departures.staff_id', 'staff.staff_id')
    .select(['staff.name as person', 'role', 'hired_at', 'left_at'])
    .orderBy('hired_at')
)

export const staff = sheetOf(
  'staff',
  [...columns({ text: ['person'] }), coded('role', 'roles'), ...columns({ moment: ['hired_at', 'left_at'] })],
  people
)

const rules = question<Wanted>()((db) =>
  db
    .selectFrom('tax_rules')
    .select([
      'label',
      'valid_from',
      'rate_numerator',
      'rate_denominator',
      'base_numerator',
      'base_denominator'
    ])
    .orderBy('valid_from')
)

export const taxRules = sheetOf(
  'tax_rules',
  columns(
    { text: ['label'], day: ['valid_from'] },
    { count: ['rate_numerator', 'rate_denominator', 'base_numerator', 'base_denominator'] }
  ),
  rules
)
