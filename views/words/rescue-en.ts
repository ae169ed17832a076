import type { rescue as id_rescue } from './rescue-id.ts'

export const rescue: typeof id_rescue = {
  title: 'Rescue stick',
  text: 'Brings the program, the shop’s data and its settings. If this box is lost or broken, another computer sells again in a few minutes, without internet.',
  make: 'Make it a rescue stick',
  renew: 'Bring up to date',
  again: 'Try again',
  by_hand: 'Laci was not installed from a bundle on this box, so a technician makes it:',
  stages: {
    backup: 'Rescue stick: copying the shop’s data. Don’t pull it yet.',
    program: 'Rescue stick: copying the program and reading it back. Don’t pull it yet.'
  },
  made: (when) => `Rescue stick, made ${when}.`,
  made_text: (version) =>
    `Holds Laci ${version}. The shop’s data on it is brought up to date whenever it is plugged in.`,
  old_version: (version) => `Its program is Laci ${version}, and this box is newer. Bring it up to date.`,
  old: 'It has not been renewed for long. The settings and printers of this box may have changed.',
  failed: 'The rescue stick is not made yet.',
  faults: {
    'no-room': (size) => `The stick lacks ${size} of room. Use a larger one.`,
    'no-bundle': 'Laci was not installed from a bundle on this box. Name one with --bundle.',
    'program-altered':
      'A file of the program on this box is not what its makers signed, so it was not copied. Install Laci again, then try once more.',
    'bundle-bad':
      'The program’s bundle is damaged, for another kind of computer, or not from a maker this box trusts.',
    backup: 'The shop’s data can’t be copied to this stick yet. The list of backup places says why.',
    other: 'Something unforeseen went wrong. Try again; if it fails again, look into the box’s log.'
  }
}
