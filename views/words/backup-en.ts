import type { backup as id } from './backup-id.ts'

import { form, guide, sticks, tried } from './backup-places-en.ts'
import { points, when } from './backup-times-en.ts'

export const backup: typeof id = {
  title: 'Backup',
  card: 'Where the shop is backed up to, and whether it got there.',
  just_now: 'just now',
  troubles: {
    'disk-full': 'The box’s disk is full, so the backup is not being recorded. The shop can still sell.',
    'disk-fault': 'The box’s disk has a fault, so the backup is not being recorded. Call the technician.',
    'ledger-altered': 'Somebody altered the ledger from outside Laci.',
    'database-damaged': 'The shop’s data on this box is damaged. Don’t switch it off; call the technician.',
    'page-damaged': 'A part of the shop’s data went bad on the box’s disk. Restore the shop from its backup.',
    'clock-jumped': 'The box’s clock jumped.',
    'log-gone': 'Another program opened the shop’s data. Call the technician.',
    fork: 'The shop’s data is older than its backup. Perhaps the power failed and the disk lost something.',
    returned:
      'The shop was put back to before an update, because somebody asked for it. What happened since the update is still in the backup, as “Before going back to the old version”.',
    'not-proven': 'The backup in one place did not prove.',
    'stored-damaged': 'A stored backup file in one place is damaged.',
    other: 'There is a fault.'
  },
  steps: {
    title: (done) => `Three steps, ${done} done`,
    text: 'Set up once; from then on it runs by itself. The shop sells on even while the internet is down.',
    done: 'Done',
    passphrase: 'Make a passphrase',
    passphrase_text: 'It locks the backup, so that whoever finds it can’t read it.',
    place: 'Choose the first place',
    place_text: 'A USB stick is easiest. The internet or another computer will do, or several at once.',
    sheet: 'Print the recovery sheet',
    sheet_text:
      'A sheet of paper that opens the backup when this box is broken and the passphrase forgotten.',
    start: 'Start',
    wait: 'After the step before'
  },
  advice: {
    title: 'What to do next',
    sheet: 'Put the recovery sheet away',
    sheet_text: 'Without the passphrase or this sheet nobody can open the backup.',
    secret: (name) => `Type the password of ${name} again`,
    secret_text: 'It was locked by another box and can’t be read here.'
  },
  places: {
    title: 'Places',
    none: 'No place yet',
    none_text: 'Each place will be seen here: what has got there, and what has not.',
    add: 'Add a place',
    kinds: {
      folder: 'Folder or NAS',
      stick: 'USB stick',
      sftp: 'Another computer (SFTP)',
      webdav: 'WebDAV or Nextcloud',
      s3: 'Cloud storage (S3)',
      rclone: 'Google Drive and others (rclone)'
    },
    kind_texts: {
      folder: 'A second disk in this box, or a NAS that is mounted as a folder.',
      stick: 'Plug it into the box, then one tap. It can be pulled and taken home.',
      sftp: 'A NAS, a computer at home or a rented server that lets you in by SSH.',
      webdav: 'Nextcloud, ownCloud, or a NAS with WebDAV.',
      s3: 'Backblaze B2, Cloudflare R2, MinIO, and other services that speak S3.',
      rclone: 'Google Drive, OneDrive, Dropbox and dozens more, by the rclone program on this box.'
    },
    states: {
      new: 'Waiting for its first delivery',
      sending: (size) => `Sending for the first time, ${size} to go`,
      there: (ago) => `Everything is there, ${ago}`,
      behind: (span) => `${span} behind`,
      behind_bytes: (size) => `${size} still waiting`,
      behind_both: (span, size) => `${span} behind, ${size} waiting`,
      paused: 'Paused. What is new waits on this box.',
      unreadable: 'Its password can’t be read any more. Type it again.',
      stick_away: 'Not plugged in',
      stick_seen: (ago) => `Not plugged in. Last complete ${ago}.`
    },
    faults: {
      away: 'Can’t be reached',
      refused: 'It says no: the name or password is not accepted',
      'not-itself': 'It is not the place it was: its identity has changed. To be safe nothing is sent',
      full: 'It is full',
      'read-only': 'It can’t be written to',
      'no-such-place': 'Its folder or bucket is not there',
      missing: 'A file is missing there',
      'other-content': 'A file there holds something that is not this shop’s',
      'not-kept': 'What was written reads otherwise. The medium may be failing',
      clock: 'The clock there, or on this box, is wrong',
      nonsense: 'Its answer makes no sense. Perhaps a Wi-Fi sign-in page',
      'no-program': 'The rclone program is not installed on this box',
      'foreign-writer': 'Another box writes this shop’s backup there too',
      fenced: 'Another box has taken this one’s place. This box has stopped sending',
      gap: 'Waiting for a full picture from the box'
    },
    since: (fault, time) => `${fault} since ${time}`,
    again: (sentence, time) => `${sentence}; next try ${time}`,
    tags: {
      there: 'Complete',
      behind: 'Sending',
      new: 'Waiting',
      paused: 'Paused',
      faulty: 'Trouble',
      away: 'Not plugged in'
    },
    send: 'Send now',
    pause: 'Pause',
    resume: 'Resume'
  },
  place: {
    facts: 'How it stands',
    where: 'Address',
    reached: 'Last reached',
    never: 'never yet',
    safe_until: 'Holds everything up to',
    waiting: 'Waiting to be sent',
    added: 'In use since',
    technical: 'In the system’s words',
    rename: 'Name',
    change: 'Change the address or password',
    change_text: 'It is tried first, and kept only if that works.',
    secret_kept: 'The password that is kept is never shown. Leave it empty if it hasn’t changed.',
    remove: 'Stop using this place',
    remove_text:
      'What is stored there stays there, locked, and can still be restored with the passphrase. Nothing more is added.',
    remove_sure: (name) => `Stop using ${name}?`,
    remove_action: 'Yes, stop'
  },
  details: {
    title: 'More detail',
    recorded: 'Last recorded',
    snapshot: 'Last full picture',
    snapshot_running: (part) => `A full picture is being made: ${part}`,
    proven: 'Last proven to restore',
    not_yet: 'never yet',
    drill: 'Next restore drill',
    jobs: 'Scheduled jobs',
    job: 'Job',
    last: 'Last',
    next: 'Next',
    run: 'Run',
    running: 'Running…',
    results: { ok: 'Done', nothing: 'Nothing to do', failed: 'Failed' },
    names: {
      ship: 'Send to all places',
      snapshot: 'Make a full picture',
      drill: 'Restore drill',
      'verify-ledger': 'Verify the newest seals',
      'verify-all': 'Verify all seals',
      care: 'Read again and tidy up',
      remind: 'Remind the owner',
      archive: "Send last year's archive",
      'forget-answers': 'Forget old answers',
      'clear-sessions': 'Clear old sessions'
    },
    past: 'Recent trouble',
    past_none: 'No trouble.',
    from_to: (from, to) => `${from} to ${to}`,
    going_on: (from) => `since ${from}, not over yet`
  },
  links: {
    restore: 'Restore',
    restore_text: 'Take the shop back to a moment, or set it up on a new box.',
    points: 'Named moments',
    points_text: 'Before an import, before an update, or whenever you like.',
    when: 'Schedule and how long it is kept',
    when_text: 'How often it is sent, when it is tested, how long it is kept.',
    key: 'Passphrase and recovery sheet',
    key_text: 'What opens the backup when this box is gone.',
    export: 'Copies of the data',
    export_text: 'Excel, CSV or JSON to read yourself.'
  },
  form,
  tried,
  sticks,
  points,
  when,
  guide
}
