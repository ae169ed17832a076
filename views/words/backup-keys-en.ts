import type { backup_keys as id } from './backup-keys-id.ts'

export const backup_keys: typeof id = {
  back: 'Backup',
  passphrase: {
    title: 'Backup passphrase',
    text: 'Your shop’s backup is locked, wherever it is kept. This passphrase is the key.',
    points: [
      'It is needed when this box is broken, lost or burnt, to restore the shop on a new one.',
      'Without this passphrase nobody can open the backup, not even we. There is no “forgot my password”.',
      'So you also get a recovery code on a sheet of paper. Keep it far from this box.',
      'You never type it from day to day: the box makes its backup by itself.'
    ],
    state_none: 'There is no passphrase yet. If this box broke now, its backup could not be opened.',
    state_broken:
      'The key file on this box is damaged. Choose a passphrase again now; it will open the backup made so far, too.',
    state_set: (time: string) => `Passphrase chosen on ${time}.`,
    changed:
      'The passphrase was changed. The recovery code on your sheet still works. Each backup place gets the new one when it is next reached; until then the old one still works there.',
    set_title: 'Choose a passphrase',
    change_title: 'Change the passphrase',
    label: 'New passphrase',
    again: 'Repeat the passphrase',
    hint: 'At least 12 characters. Strong and easy to remember: four words that have nothing to do with each other, such as things in the house you grew up in. Not the shop’s name, a phone number or a birthday.',
    set_action: 'Set it, then print the recovery sheet',
    change_action: 'Change',
    proof: 'Your password for Laci',
    proof_hint: 'So that nobody who happens to find this screen open can change it.',
    proof_other: 'The old passphrase or the recovery code',
    to_sheet: 'Recovery sheet'
  },
  sheet: {
    title: 'Recovery sheet',
    once: 'This code is shown now, and only once. Print it before you leave this page.',
    print: 'Print',
    by_hand: 'No A4 printer? Copy the code by hand, letter by letter.',
    kept: 'Printed and put away',
    store: 'Shop number',
    made: 'Made',
    by: 'By',
    code: 'Recovery code',
    code_text: 'Capitals or small letters, with or without dashes. There is no letter I, L, O or U in it.',
    qr: 'Recovery code to scan',
    places: 'Where the backup is',
    places_none: 'Nowhere yet when this sheet was printed. Write it here:',
    places_more: 'Another place:',
    steps: 'When the box is broken, lost or burnt',
    step_list: [
      'Get another computer and one of the backup places above: the USB stick, or the address and its password.',
      'Install Laci on that computer. Any technician can; do not hand over this sheet.',
      'Choose to restore from a backup, and point to the backup place.',
      'Type your passphrase, or the code on this sheet. Type it yourself.',
      'Compare the last sale with the last slip that you have, then sell again.',
      'Afterwards make a new recovery sheet; this code has been used.'
    ],
    fingerprint: "Fingerprint of the yearly archive's key",
    hint_line: 'Hint for the passphrase (do not write the passphrase)',
    keeper_line: 'Kept by, and where',
    warning:
      'Whoever holds this sheet and the backup can read all the books of the shop. Keep it like a title deed: far from the box, not photographed, not sent by chat.',
    none_text: 'A sheet of paper with a code that opens the backup when the passphrase is forgotten.',
    no_passphrase: 'Choose a passphrase first. The sheet is shown right after.',
    made_at: (time: string) => `The last code was made on ${time}.`,
    not_again:
      'The code was made, but it is shown only once and kept nowhere. If the sheet was not printed, make a new one.',
    is_kept: (time: string) => `You put the sheet away on ${time}.`,
    not_kept: 'You have not said yet that the sheet is put away.',
    new_title: 'Make a new sheet',
    new_text:
      'You get a new code; that on the old sheet stops working once the backup places have the new one.',
    new_action: 'Make a new code'
  }
}
