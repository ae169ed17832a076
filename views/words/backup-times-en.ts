import type { points as id_points, when as id_when } from './backup-times-id.ts'

export const points: typeof id_points = {
  title: 'Named moments',
  text: 'The shop can be looked at and taken back to any moment. One with a name is easy to find.',
  name: 'Name this moment',
  name_hint: 'Such as: before stocktaking',
  make: 'Mark it now',
  made: 'Marked.',
  none: 'Nothing is marked yet',
  none_text: 'Before and after an import of goods, Laci marks the moment by itself.',
  back_to: 'Go back to it',
  back_short: 'Go back',
  days: 'Or go back to the end of a day',
  day_end: 'End of day',
  unmarked:
    'The backup can’t record right now, so the moment before this import is not marked. The import itself can still be undone.',
  rewind_text:
    'Undoing takes back the imported goods alone. To look at, or go back to, the whole shop as it was before:',
  rewind: 'The shop before this import',
  reasons: {
    'by-hand': 'Marked by hand',
    'before-import': 'Before an import',
    'after-import': 'After an import',
    'before-prices': 'Before a price change',
    'after-prices': 'After a price change',
    'before-update': 'Before an update of Laci',
    'before-return': 'Before going back to the old version',
    'before-rewind': 'Before a restore',
    'before-undo': 'Before an import was undone'
  }
}

export const when: typeof id_when = {
  title: 'Backup schedule',
  text: 'Everything is recorded on the box each second, whatever the schedule. Sticks and folders get it at once. This schedule is for places over the internet.',
  ship: 'Send over the internet',
  ships: {
    minute: ['Every minute', 'Safest. Only a few kilobytes.'],
    quarter: ['Every 15 minutes', 'For slow internet.'],
    hour: ['Every hour', 'For limited data.'],
    closing: ['At closing', 'Whenever a shift is closed, and once in the morning.'],
    own: ['Own schedule', 'For technicians: five fields of cron.']
  },
  cron: 'Own schedule (cron)',
  cron_hint: 'Minute, hour, day, month, weekday. Example: */5 8-21 * * *',
  drill: 'Hour of the nightly restore drill',
  drill_hint: 'Laci restores the backup to a scratch place and checks it.',
  snapshot: 'Day of the full picture',
  days: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  keep: 'How long it is kept',
  keep_text: 'Every second of so many days; then one picture a week, a month, a year.',
  keep_days: 'Days (7 to 366)',
  keep_weeks: 'Weeks (1 to 104)',
  keep_months: 'Months (1 to 120)',
  keep_years: 'Years (1 to 30)',
  keep_hint: 'Tax books must be kept for 10 years.',
  share: 'Share of the internet while catching up',
  shares: {
    '32000': 'A little, 32 KB a second',
    '128000': 'Some, 128 KB a second',
    '512000': 'Much, 512 KB a second',
    '0': 'As fast as it goes'
  },
  faults: {
    cron: 'The cron schedule is not right yet. Five fields, such as */5 8-21 * * *.',
    keep_days: 'Days: a number from 7 to 366.',
    keep_weeks: 'Weeks: a number from 1 to 104.',
    keep_months: 'Months: a number from 1 to 120.',
    keep_years: 'Years: a number from 1 to 30.'
  }
}
