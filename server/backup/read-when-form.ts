import cron from 'node-cron'
import type { Static } from 'typebox'
import { Refusal } from '../refusal.ts'
import type { Settings } from '../settings/read-settings.ts'
import { Type } from '../values/shape.ts'

const Short = Type.String({ maxLength: 3 })

/** When and how long, as the form says it; all text. */
export const WhenFields = Type.Object({
  ship: Type.Union([
    Type.Literal('minute'),
    Type.Literal('quarter'),
    Type.Literal('hour'),
    Type.Literal('closing'),
    Type.Literal('own')
  ]),
  cron: Type.String({ maxLength: 100 }),
  drill_hour: Type.String({ pattern: '^(1?[0-9]|2[0-3])$' }),
  snapshot_day: Type.String({ pattern: '^[0-6]$' }),
  keep_days: Short,
  keep_weeks: Short,
  keep_months: Short,
  keep_years: Short,
  share: Type.String({ pattern: '^[0-9]{1,9}$' })
})

export type WhenForm = Static<typeof WhenFields>

/** `closing` sends whenever a shift is closed, and in the morning what came after that. */
const SHIPS: Record<Exclude<WhenForm['ship'], 'own'>, string> = {
  minute: '* * * * *',
  quarter: '*/15 * * * *',
  hour: '7 * * * *',
  closing: '5 4 * * *'
}

const BOUNDS = {
  keep_days: [7, 366],
  keep_weeks: [1, 104],
  keep_months: [1, 120],
  keep_years: [1, 30]
} as const

type Kept = Pick<Settings, 'backup_when' | 'backup_keep' | 'backup_catch_up_bytes'>

/** The settings as the form shows them. */
export function whenText({ backup_when, backup_keep, backup_catch_up_bytes }: Kept): WhenForm {
  const preset = Object.entries(SHIPS).find(([, when]) => when === backup_when.ship)?.[0]
  const { days, weeks, months, years } = backup_keep
  return {
    ship: (preset ?? 'own') as WhenForm['ship'],
    cron: backup_when.ship,
    drill_hour: backup_when.drill.split(' ')[1] ?? '3',
    snapshot_day: backup_when.snapshot.split(' ')[4] ?? '0',
    keep_days: String(days),
    keep_weeks: String(weeks),
    keep_months: String(months),
    keep_years: String(years),
    share: String(backup_catch_up_bytes)
  }
}

/**
 * Reads the form into settings; those that it does not show stay as they are.
 *
 * @throws {Refusal} backup/when-faulty with the field
 */
export function readWhenForm(form: WhenForm, before: Kept): Kept {
  const ship = form.ship === 'own' ? ownCron(form.cron) : SHIPS[form.ship]
  return {
    backup_when: {
      ...before.backup_when,
      ship,
      drill: `10 ${form.drill_hour} * * *`,
      snapshot: `40 3 * * ${form.snapshot_day}`
    },
    backup_keep: {
      days: bounded(form, 'keep_days'),
      weeks: bounded(form, 'keep_weeks'),
      months: bounded(form, 'keep_months'),
      years: bounded(form, 'keep_years')
    },
    backup_catch_up_bytes: Number(form.share)
  }
}

/** Five fields: one of seconds would set out sixty times a minute. */
function ownCron(typed: string): string {
  const text = typed.trim().replace(/\s+/g, ' ')
  if (text.split(' ').length !== 5 || !cron.validate(text)) throw faulty('cron')
  return text
}

function bounded(form: WhenForm, field: keyof typeof BOUNDS): number {
  const [least, most] = BOUNDS[field]
  const count = Number(form[field].trim() || Number.NaN)
  if (!Number.isInteger(count) || count < least || count > most) throw faulty(field)
  return count
}

function faulty(field: string): Refusal {
  return new Refusal('backup/when-faulty', { field })
}
