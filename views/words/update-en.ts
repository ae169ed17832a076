import type { update as id } from './update-id.ts'

/** Laci’s own version on the box, and how another comes to be. */
export const update: typeof id = {
  title: 'Updates',
  card: (version) => `Version ${version} on this box. A new one is installed from here.`,
  text: 'The shop goes on selling while a new version is checked and tried on a copy of its data. The tills stop for a few seconds only, when versions change. Should the new one turn out unwell, the box goes back to the old one by itself, and no sale is lost.',
  here: (version) => `This box runs version ${version}.`,
  not_installed:
    'This Laci was not installed as a shop box, so it can’t update itself. Install a new version the way you installed this one.',
  shut: 'Laci is changing versions',
  shut_text: 'Just a moment. This page comes back by itself; what was pressed at a till is not lost.',
  phases: {
    looking: () => 'Looking at what there is…',
    copying: () => 'Copying the update file…',
    laying: () => 'Checking the signature and laying down the new version…',
    rehearsing: (to) => `Trying version ${to} on a copy of the shop’s data…`,
    pointing: () => 'Naming a backup point before the update…',
    switching: (to) => `Changing to version ${to}: the tills stop for a few seconds…`,
    trial: (to) => `Checking that version ${to} is well…`,
    returning: (to) => `Leaving version ${to}, going back to the old one…`,
    done: (to) => `Version ${to} is in use.`,
    returned: (to) => `Version ${to} was not kept. The box went back to the old one.`,
    refused: (to) => (to ? `Version ${to} was not installed.` : 'The update was not installed.')
  },
  asked: 'Your request is noted and begins in a moment…',
  since: (sales, others) => `Since that version came: ${sales} sales and ${others} other things.`,
  left: (file, version) =>
    `What version ${version} recorded is not thrown away: it is the file ${file} in the folder update, and in the backup it is called “Before going back to the old version”. Everyone signs in again.`,
  shut_for: (seconds) => `The tills stopped for ${seconds} seconds.`,
  whys: {
    gone: 'The file can’t be read any more. The stick may have been pulled: plug it in and try again.',
    'no-room': 'The box’s disk has too little room. Delete old export files, then try again.',
    damaged: 'The file is damaged, or no Laci package. Download or copy it again, then try again.',
    unsigned:
      'This package is not signed by a maker whom this box trusts, so it was not installed. Don’t force it; ask your technician where it came from.',
    'other-machine': 'This package is for another kind of computer. Get the one for this computer.',
    'not-newer': 'That version is no newer than the one in use.',
    'not-there': 'That version is no longer on the box. Install it from its package.',
    'no-copy':
      'The copy of the data from before the update is gone, so the old version can’t be used again. The shop can be restored from its backup.',
    'would-lose':
      'Business was done since this version came, and the old one could not read it. So it was not taken back.',
    rehearsal:
      'That version failed to start when it was tried on a copy of the data. The shop was not disturbed. Tell your technician.',
    migration:
      'That version failed to change a copy of the shop’s data. The real data was not touched. Tell your technician.',
    books:
      'After that version was tried, the books in the copy no longer agreed. The real data was not touched. Tell your technician.',
    'not-kept': 'The safety copy before the change of versions could not be kept. Check the disk.',
    'no-answer': 'That version did not answer after it was started. No sale was lost.',
    unwell: 'That version started, but could not work. No sale was lost.',
    cut: 'It was cut short, perhaps by a power failure. No sale was lost; you may try again.',
    asked: 'Somebody asked for the old version back.'
  },
  found: 'Versions to be had',
  none: 'There is no new version on a plugged stick or on this box.',
  none_text: 'Plug in a stick with a Laci package, or send its file from this device.',
  where: {
    stick: 'on a stick',
    source: 'in the update folder',
    sent: 'sent to the box'
  },
  look: 'Check',
  news: 'What is new',
  now: 'Update now',
  now_text: 'The tills stop for a few seconds.',
  tonight: 'Tonight after closing',
  tonight_text: 'Once all shifts are closed, or in the small hours if one was forgotten.',
  planned: (version) => `Version ${version} is installed tonight, after the shop has closed.`,
  cancel: 'Don’t do it',
  send: 'Send a package file',
  send_text: 'A package from Laci’s makers, such as laci-1.2.0-linux-x64.tar.gz.',
  send_action: 'Send to the box',
  history: 'History',
  new_version: 'Laci on the box has a new version.',
  reload: 'Reload'
}
