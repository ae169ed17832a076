import type { answers as pattern } from './answers-id.ts'

export const answers: typeof pattern = {
  title: 'Straight answers',
  intro: 'Answered from how it really is in this shop, not from a brochure.',
  as_of: (when) => `As of ${when}`,
  mend: 'Put it right',
  far: 'over the internet',
  near: 'in your own place',
  filled: (age) => `holds all up to ${age} ago`,
  filled_now: 'holds everything up to now',
  copy_empty: 'holds nothing yet',
  ages: {
    seconds: (n) => `${n} seconds`,
    minutes: (n) => `${n} minutes`,
    hours: (n) => `${n} hours`,
    days: (n) => `${n} days`
  },
  states: { good: 'Fine', look: 'Needs a look', bad: 'Put right today' },
  questions: {
    hybrid: 'Is this till online or offline?',
    where: 'Where is my shop’s data?',
    copies: 'Where are the copies?',
    proven: 'Can the copies really be restored?',
    internet: 'What if the internet dies now?',
    power: 'What if the power goes now?',
    box: 'What if the box burns or is stolen now?',
    tablet: 'What if a till’s tablet is lost?',
    printer: 'What if a printer breaks?',
    passphrase: 'What if the backup passphrase is lost?',
    vendor: 'What if the makers of Laci close down?'
  },
  says: {
    hybrid: {
      always: () =>
        'Both. The shop runs on this box and sells for days without the internet. The internet is used only to send backups away and for you to look from afar.'
    },
    where: {
      room: ({ folder, size, room }) =>
        `On this box, in your own shop: folder ${folder}, ${size}. There is room for ${room} more.`,
      little_room: ({ folder, size, room }) =>
        `On this box, folder ${folder}, ${size}. Only ${room} of room is left; have a technician clear some.`
    },
    copies: {
      none: () => 'Nowhere. The data is on this box alone.',
      paused: () => 'Every backup place is paused, so nothing leaves the box.',
      empty: () => 'A place was chosen, but nothing has arrived there yet.',
      unwell: ({ copies, fill }) =>
        `There are ${copies}; the newest ${fill}. But one of the places has trouble.`,
      one: ({ fill }) => `There is one; it ${fill}. One is not enough: add another in a different room.`,
      several: ({ copies, fill }) => `There are ${copies}; the newest ${fill}.`
    },
    proven: {
      never: () => 'Nobody knows yet. No copy was ever restored for trial.',
      failed: ({ failed }) => `No. The last trial from ${failed} failed: the copy there does not match.`,
      stale: ({ proven, proven_at, place }) =>
        `They could: last proven ${proven} ago (${proven_at}) from ${place}. That is too long; have it proven again.`,
      fine: ({ proven, proven_at, place }) =>
        `Yes. Last tried and found whole ${proven} ago (${proven_at}) from ${place}.`
    },
    internet: {
      no_copies: () => 'Selling goes on as always. Nothing waits for the internet.',
      all_far: () =>
        'Selling goes on. But every copy is on the internet, so while it is down there are no new ones. A stick or another computer closes that gap.',
      some_near: () =>
        'Selling goes on, and the copies in your own place go on being filled. Those on the internet catch up by themselves.'
    },
    power: {
      always: () =>
        'Every sale that was answered “done” is on the disk already. When the box is on again the shop goes on, and baskets not yet paid are still there.'
    },
    box: {
      everything: ({ sales, since }) =>
        since
          ? `Everything since ${since} would be lost: ${sales} sales, your goods, and who owes you.`
          : 'Everything on the box would be lost.',
      nothing: ({ fill }) =>
        `No sale would be lost: the newest copy ${fill}. A new box sells again within minutes.`,
      some: ({ sales, fill }) => `You would lose ${sales} sales: the newest copy ${fill}.`,
      much: ({ sales, since }) =>
        `You would lose ${sales} sales, all since ${since}. No copy has been filled for too long.`
    },
    tablet: {
      none: () => 'No device is a till yet.',
      some: ({ tills }) =>
        `A tablet holds none of the shop’s data: all of it is on the box. There are ${tills} tills; take the lost one out under Tills, and it can’t get in again.`
    },
    printer: {
      none: () => 'There is no printer of paper yet. Slips are only shown on the screen.',
      one: () =>
        'Selling goes on; slips wait, and can be shown on the screen or a phone. There is only one printer and none to replace it.',
      several: ({ printers }) =>
        `Selling goes on, and slips that wait can be handed to another printer. There are ${printers}.`
    },
    passphrase: {
      none: () => 'There is none yet. Without it a copy can’t be opened on a new box.',
      no_sheet: () =>
        'Then nobody can open the copies, not even we. Print the recovery sheet now and put it somewhere safe.',
      sheet: () =>
        'Use the recovery sheet you put away. If that is lost too, nobody can open the old copies, not even we; as long as this box lives, set a new passphrase.'
    },
    vendor: {
      always: () =>
        'The shop goes on: there is no subscription and nothing asks for leave from afar. All data can be taken out for free at any time as Excel, CSV or JSON, and the box is yours.'
    }
  }
}
