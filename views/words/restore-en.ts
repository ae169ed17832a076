import type { restore as id } from './restore-id.ts'

export const restore: typeof id = {
  faults: {
    'wrong-key': () => 'Another key locks this backup. Use this shop’s passphrase or recovery code.',
    missing: (name) =>
      name ? `A part of the backup is missing in ${name}.` : 'A part of the backup is missing.',
    damaged: (name) => `The file ${name} is damaged: it is not what was kept there.`,
    'other-shop': (name) => `This belongs to another shop: ${name}.`,
    'out-of-place': (name) =>
      name ? `The file ${name} lies where another should.` : 'These files do not belong together.',
    'newer-version': (name) => `A newer Laci made the file ${name}. Update Laci first, then try again.`,
    'no-room': () => 'There is not enough room on this box. Make some, then try again.',
    unreachable: () => 'The backup place does not answer. Look at the network or the stick, then try again.',
    cancelled: () => 'The restoring was stopped.'
  },
  nothing_there: 'There is no backup of Laci in this place.',
  nothing_reached: 'Nothing can be restored from this place.',
  not_found: 'The backup in this place does not reach that moment.',
  until: (moment) => `The shop can be restored up to ${moment}.`
}
