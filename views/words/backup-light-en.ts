import type { backup_light as indonesian } from './backup-light-id.ts'

export const backup_light: typeof indonesian = {
  title: 'Backup',
  good: 'Safe',
  look: 'Needs a look',
  bad: 'Danger',
  proven: (when, place) => `Proven to restore ${when} from ${place}`,
  not_proven: 'Never proven to restore',
  lost: (count) => `if the box were gone now, sales lost: ${count}`,
  lost_all: 'if the box were gone now, everything would be lost',
  this_morning: (time) => `this morning at ${time}`,
  this_noon: (time) => `this afternoon at ${time}`,
  this_evening: (time) => `this evening at ${time}`,
  yesterday: (time) => `yesterday at ${time}`,
  nothing_to_do: 'Nothing needs doing.',
  put_off: 'Remind me tomorrow',
  was_put_off: (count) => `Put off until tomorrow: ${count}`,
  others: (count) => (count === 1 ? '1 other thing' : `${count} other things`),
  to_do: (count) => (count === 1 ? '1 thing needs doing' : `${count} things need doing`),
  open: 'See the backup',
  reminders: {
    'database-damaged': () =>
      "The box's data is damaged and no longer backed up, so that the backup stays sound. Restore it from the backup now.",
    'ledger-altered': () =>
      'Somebody altered the ledger from outside Laci. See which record it is, and change nothing.',
    'not-recorded': () =>
      "Sales are not being recorded for the backup because the box's disk is full or failing. Make room, or call a technician.",
    'nothing-safe': (_name, count) =>
      `No place has taken any sales for ${count} hours. Check the internet, or plug in the USB stick.`,
    'proof-failed': (name) =>
      `A restore from ${name} was tried, and what came out does not match. Send everything there anew.`,
    fenced: (name) =>
      `Another box has taken this one's place at ${name}. This box no longer sends anything there; use one box only.`,
    'no-place': () =>
      'There is no place for the backup outside the box yet. Choose one: a USB stick, another computer, or the internet.',
    'one-place': (name) => `The backup is in one place only, ${name}. Add another, not in the same room.`,
    'never-proven': () =>
      'No backup has been test-restored yet. Laci does so by itself every night; you can do it now, too.',
    'proof-old': (_name, count) =>
      `No backup has been proven to restore for ${count} days. Leave the box on tonight, or prove it now.`,
    behind: (name, count) => `${name} is ${count} hours behind. Check that it is switched on and connected.`,
    'stick-away': (name, count) => `The USB stick ${name} has not been plugged in for ${count} days.`,
    'place-faulty': (name) => `${name} refuses what is sent. Check its address, password and connection.`,
    'all-paused': () => 'All backup places are paused, so nothing leaves the box.',
    'stored-damaged': (name) =>
      `A stored backup file at ${name} is damaged. The place may be failing; have a replacement ready.`,
    'foreign-writer': (name) =>
      `Another box is also backing up this shop to ${name}. Switch one of them off.`,
    'place-full': (name) => `${name} is nearly full. Make room there, or use something bigger.`,
    'disk-full': (_name, count) => `The box's disk has ${count} MB left. Have a technician make room.`,
    'disk-out': () =>
      'The box’s disk is out of room, so new sales are held back. Have a technician make room; the box then sells again by itself.',
    'page-damaged': () =>
      'A part of the shop’s data went bad on the box’s disk. The backup still has it: restore the shop, and have the disk replaced.',
    'no-passphrase': () => 'The backup has no passphrase yet. Without one it cannot be opened on a new box.',
    'no-sheet': () =>
      'The recovery sheet has not been printed and put away. If the passphrase is forgotten, only the sheet helps.'
  },
  actions: {
    'no-place': 'Choose a place',
    'one-place': 'Add a place',
    'no-passphrase': 'Set a passphrase',
    'no-sheet': 'Print the sheet',
    'page-damaged': 'Restore the shop'
  }
}
