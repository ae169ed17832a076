import type { faults as indonesian } from './faults-id.ts'

/** What the box says when its disk, its clock or its database is not well. */
export const faults: typeof indonesian = {
  ailing: {
    kept: 'Sales that were recorded are safe. What has no answer yet stays on the till’s screen and is sent again by itself.',
    by_itself: 'The box keeps trying. As soon as its disk is well, this screen comes back by itself.',
    full: {
      title: 'The box’s disk is full',
      why: 'There is no room left to record a sale, so the box can’t start yet.',
      act: 'Call a technician to make room on the box.'
    },
    'read-only': {
      title: 'The box’s disk is locked',
      why: 'The system only allows reading, mostly because of an error on the disk. No sale can be recorded.',
      act: 'Call a technician to check the disk. Write sales on paper until then.'
    },
    failing: {
      title: 'The box’s disk is failing',
      why: 'The disk does not keep what is written to it. The box does not sell, so that no sale is lost.',
      act: 'Call a technician to check the disk. Write sales on paper until then.'
    },
    damaged: {
      title: 'The shop’s database is damaged',
      why: 'The shop’s file can no longer be read, so the box can’t start.',
      act: 'Call a technician to restore the shop from its backup: laci restore. Delete nothing.'
    }
  },
  clock: {
    title: 'The box’s clock',
    behind: (by) => `The box’s clock is ${by} behind the last record.`,
    ahead: (by) => `The box’s clock is ${by} ahead of the last record.`,
    shows: (now) => `The box shows ${now} now.`,
    goes_on:
      'Selling goes on, receipt numbers stay in order, and the shop’s day does not go back. But the time on receipts may be wrong.',
    act: 'If that time is right, press this button. If not, have a technician set the box’s clock.',
    confirm: 'The clock is right',
    minutes: (count) => `${count} minutes`,
    hours: (count) => `${count} hours`,
    days: (count) => `${count} days`
  }
}
