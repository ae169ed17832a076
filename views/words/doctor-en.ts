import type { doctor as pattern } from './doctor-id.ts'
import { doctor_machine, some } from './doctor-machine-en.ts'
import { doctor_shop } from './doctor-shop-en.ts'

export const doctor: typeof pattern = {
  title: 'Box doctor',
  intro: 'Looks at this box, one thing after another: what it found, and what there is to do.',
  looking: (left) => `Looking, ${left} more…`,
  waits: 'Waiting its turn…',
  under_way: 'Being measured…',
  as_of: (when) => `Looked at ${when}`,
  all_well: 'The box is well',
  some_watch: (count) => (count === '1' ? 'One thing wants a look' : `${count} things want a look`),
  some_bad: (count) =>
    count === '1' ? 'One thing must be put right at once' : `${count} things must be put right at once`,
  again: 'Look again',
  print: 'Print',
  copy: 'Copy what was found',
  copied: 'Copied',
  as_text: 'The findings as text, to be sent by WhatsApp',
  support: 'Download the support file',
  support_hint:
    'For a technician: the findings above, versions, how many rows there are, and the log’s errors. No names, telephone numbers, goods, money or passwords. Read it before you send it, if you like.',
  support_about:
    'Laci’s support file. No names, telephone numbers, goods, money or passwords are in it; read it before you send it.',
  open: 'Open the page for it',
  remedy: 'What to do',
  verdicts: { good: 'Fine', watch: 'Wants a look', bad: 'Act now', unknown: 'Not known' },
  today_bad: (count) =>
    count === '1'
      ? 'This box is unwell: one thing must be put right at once'
      : `This box is unwell: ${count} things must be put right at once`,
  today_open: 'See the doctor',
  place_faults: { behind: 'more than a day behind' },
  checks: { ...doctor_machine, ...doctor_shop },
  unmeasured: {
    title: '',
    says: {
      too_long: ({ seconds = 0 }) => `Could not be measured in ${some(seconds, 'second')}.`,
      broke: ({ code = '' }) => `Could not be looked at (${code}).`
    },
    remedies: {
      too_long: () =>
        'Something doesn’t answer: a disk that hangs, or a network drive that is gone. Look again; if it stays, call a technician.',
      broke: () => 'Look again. If it stays, send the support file to your technician.'
    }
  }
}
