import { answers } from './answers-en.ts'
import { approval } from './approval-en.ts'
import { archive } from './archive-en.ts'
import { backup } from './backup-en.ts'
import { backup_keys } from './backup-keys-en.ts'
import { backup_light } from './backup-light-en.ts'
import { basket } from './basket-en.ts'
import { camera } from './camera-en.ts'
import { certificates } from './certificates-en.ts'
import { customers } from './customers-en.ts'
import { displays } from './displays-en.ts'
import { doctor } from './doctor-en.ts'
import { door, door_refusals } from './door-en.ts'
import { drawer } from './drawer-en.ts'
import { exports } from './exports-en.ts'
import { faults } from './faults-en.ts'
import { find_printers } from './find-en.ts'
import { goods } from './goods-en.ts'
import { guides } from './guides-en.ts'
import { items } from './items-en.ts'
import { labels } from './labels-en.ts'
import { ledger } from './ledger-en.ts'
import { orders } from './orders-en.ts'
import { pay, tenders, vouchers } from './pay-en.ts'
import { pricing } from './pricing-en.ts'
import { job, print_queue } from './print-queue-en.ts'
import { printer_setup, test_page } from './printer-setup-en.ts'
import { printer } from './printing-en.ts'
import { promotions } from './promotions-en.ts'
import { proof } from './proof-en.ts'
import { qris } from './qris-en.ts'
import { radar } from './radar-en.ts'
import { refunds } from './refunds-en.ts'
import { rescue } from './rescue-en.ts'
import { restore } from './restore-en.ts'
import { rights } from './rights-en.ts'
import { shift_refusals, shifts } from './shifts-en.ts'
import { look_refusals, slip_look } from './slip-look-en.ts'
import { slips } from './slips-en.ts'
import { staff } from './staff-en.ts'
import { tax } from './tax-en.ts'
import { terminals } from './terminals-en.ts'
import { tickets } from './tickets-en.ts'
import { tunnel } from './tunnel-en.ts'
import { update } from './update-en.ts'
import type { Words } from './words.ts'

/** Up to two minutes in seconds, beyond that in minutes. */
function shortWait(seconds: number): string {
  return seconds <= 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`
}

export const en: Words = {
  refusals: {
    'approval/cannot': ({ name }) => `${name} may not allow this. Ask somebody else.`,
    'approval/wrong': 'The PIN is wrong.',
    'backup/archive-there': 'There is an archive of that name already. Choose another folder.',
    'backup/cannot-wait': 'This cannot wait. Put it right first.',
    'backup/code-mistyped': 'There is a wrong letter in this recovery code. Compare it with the sheet.',
    'backup/key-damaged': 'This key file of the backup is damaged. Take it from another backup place.',
    'backup/key-newer': 'A newer Laci made this key file. Update Laci first.',
    'backup/no-key-file': 'There is no key file of the backup in this place. Try another backup place.',
    'backup/no-passphrase': 'The backup has no passphrase yet. Choose one first.',
    'backup/not-proven':
      'The backup in the box does not prove, so no archive was made. Prove the backup first.',
    'backup/passphrase-known':
      'That is your password for Laci. Choose another passphrase, so that if one leaks the other stays safe.',
    'backup/passphrase-short': ({ least }) => `A passphrase has at least ${least} characters.`,
    'backup/passphrase-weak':
      'This passphrase is easily guessed. Use four words that have nothing to do with each other or the shop.',
    'backup/passphrase-wrong': 'That passphrase or recovery code is wrong.',
    'backup/passphrases-differ': 'The two passphrases are not the same. Type them again, slowly.',
    'backup/proof-wrong': 'Your password is wrong, so nothing was changed.',
    'backup/secret-unreadable':
      'The password of this backup place can no longer be read. Enter it again in the backup settings.',
    'backup/name-needed': 'Type a name first.',
    'backup/place-faulty': ({ field }) => backup.form.faults[field as keyof typeof backup.form.faults],
    'backup/place-gone': 'This place is not in use any more.',
    'backup/place-name-taken': ({ name }) => `There is a place called ${name} already.`,
    'backup/place-there': ({ name }) => `This place is in use already; it is called ${name}.`,
    'backup/stick-foreign': 'This stick belongs to another shop, so it is left alone.',
    'backup/stick-gone': 'The stick is not plugged in any more, or can’t be written to. Plug it in again.',
    'backup/stick-not-ours':
      'This stick still belongs to another computer, so the box may not write to it. Pull it out and plug it in again. If that does not help, a technician types: sudo /opt/laci/scripts/box/hand-over-stick FOLDER',
    'backup/try-gone': 'This try is over. Fill in the form and try again.',
    'backup/not-tried': 'This place has not been tried with success, so it is not kept.',
    'backup/not-recorded':
      'The backup can’t record right now, so this moment is not marked. See the Backup page.',
    'backup/when-faulty': ({ field }) => backup.when.faults[field as keyof typeof backup.when.faults],
    'backup/sheet-replaced': 'A newer sheet has replaced that one. Keep the last one.',
    'basket/changed': 'The basket has changed. Check the total again, then pay.',
    'basket/empty': 'The basket is still empty. Scan something first.',
    'basket/fixed-line':
      'This line was priced by a label or an order. Take it out first if there is more or less of it.',
    'basket/in-hand': 'This till’s own basket is not empty. Finish it before taking another.',
    'basket/no-customer': 'No customer is with this basket yet.',
    'basket/nothing-to-undo': 'There is nothing left to undo.',
    'basket/taken': 'Another till has taken that basket, or it is already paid.',
    'basket/paid': ({ paid }) =>
      `There is ${paid} in this basket already. Give it back first, or finish the sale.`,
    'box/busy': 'The box is busy. This screen tries again by itself.',
    'box/disk-full': 'The disk is full, so nothing was recorded. Ask the technician to make room.',
    'box/disk-nearly-full':
      'The box’s disk is nearly full. New sales are held back so that what is recorded stays safe. Have a technician make room; then the box sells again by itself.',
    'box/halted': 'The box is restarting. Whatever has no answer yet is sent again by itself.',
    'box/mistake': ({ number }) =>
      `Something went wrong on our side. Give the technician this number: ${number}.`,
    'cash/amount-needed': 'Enter the amount first.',
    'cash/gone': 'There is no such cash move.',
    'cash/not-that-much': 'There is not that much in the drawer.',
    'copy/breaks-rules': ({ rule }) =>
      `This file holds an entry that cannot be right (${rule}). Nothing was restored.`,
    'copy/damaged': 'This file is damaged or was changed. Nothing was restored; use another copy.',
    'copy/newer': 'This file is from a newer Laci. Update this box first, then try again.',
    'copy/no-copy': 'This is not a whole copy of a shop’s data. Choose the JSON file of “Everything”.',
    'copy/no-owner': 'No owner of the shop is in this file, so it cannot be restored.',
    'copy/not-empty': 'This box holds a shop already. A file can be restored only to an empty box.',
    'customer/gone': 'There is no such customer.',
    'customer/has-deposit': ({ deposit }) =>
      `This customer still has ${deposit} with the shop. Give it back first, then delete.`,
    'customer/name-needed': 'Enter the customer’s name.',
    'customer/owes': ({ debt }) => `This customer still owes ${debt}. Settle it first, then delete.`,
    'customer/phone-taken': ({ name }) => `This number already belongs to ${name}.`,
    'customer/phone-wrong': 'This does not look like a phone number. For example: 0812-3456-789.',
    'customer/several': ({ text }) => `Several customers match “${text}”. Pick one.`,
    'customer/unknown': ({ text }) => `No customer matches “${text}” yet. Add one below.`,
    'discount/amount': 'Enter the amount to take off, in rupiah.',
    'discount/percent': 'A percentage goes from 0.01 to 100. For an amount, press the rupiah button.',
    'display/code-wrong': 'That code is wrong or no longer good. Look at the till again.',
    'display/unpaired': 'This screen is not connected to a till yet.',
    'drawer/none':
      'This till has no drawer that can be opened. Set it up under Printers, at each till’s printer.',
    'drawer/reason-needed': 'Say why first.',
    'exchange/in-hand':
      'This till still has an exchange from another receipt in hand. Finish it or call it off first.',
    'exchange/nothing-new': 'There is nothing to take instead yet. Scan it first, or use Take goods back.',
    'export/busy': 'Another file is still being written. Wait until it is done, or stop it first.',
    'export/cancelled': 'Stopped. No file was made.',
    'export/disk-full':
      'There is no room left, so the file was not made. Delete old files, or choose a shorter period.',
    'export/failed':
      'The file could not be made, through a mistake of ours. Try again; if it still fails, call the technician.',
    'export/gone': 'This file is no longer there. Make it again if you still need it.',
    'export/period': 'Fill in both days, the earlier one first.',
    'export/place-gone':
      'The place cannot be written to. If it is a USB stick, see whether it is still plugged in.',
    'export/too-large': 'The file would be too large. Choose a shorter period.',
    'form/stale': 'This page has been open for long. Reload it and try again.',
    'form/unreadable': ({ field }) =>
      field ? `“${field}” is not right yet. Please check it.` : 'The form is not right yet. Please check it.',
    'group/gone': 'There is no such group.',
    'group/name-needed': 'Enter the group’s name.',
    'group/name-taken': ({ name }) => `There is a group called ${name} already.`,
    'import/done': 'This list has already been imported.',
    'import/gone': 'There is no such import.',
    'import/newer-first': ({ file_name }) =>
      `The same items were imported again from ${file_name}. Undo that import first.`,
    'import/nothing-good': 'No row can be imported. Mend the file and upload it again.',
    'import/undone': 'This import is already undone.',
    'import/unreadable': (facts) => {
      const sentence = items.file_faults[facts['fault'] as keyof typeof items.file_faults]
      return typeof sentence === 'string' ? sentence : sentence(facts)
    },
    'item/barcode-taken': ({ barcode, name }) => `Barcode ${barcode} already belongs to ${name}.`,
    'item/barcode-wrong': ({ barcode }) => `Barcode ${barcode} is mistyped: its check digit does not match.`,
    'item/code-taken': ({ code, name }) => `Code ${code} already belongs to ${name}.`,
    'item/faulty': 'Not saved yet. Mend what is marked.',
    'item/gone': 'This item is no longer on sale.',
    'item/plu-taken': ({ plu, name }) => `PLU ${plu} belongs to ${name} already.`,
    'item/plu-wrong': 'A PLU is digits only, 6 at most.',
    'order/basket-bound': 'This basket is bound to money, another order or an exchange. Finish that first.',
    'order/date-past': 'That date has passed.',
    'order/deposit-more': ({ rest }) => `Only ${rest} is left to pay.`,
    'order/ended': 'This order has become a sale or was called off.',
    'order/gone': 'There is no such order.',
    'order/in-hand': ({ number, code }) => `${number} lies in the basket of till ${code}.`,
    'page/missing': 'There is no such page.',
    'page/too-large': 'The file is too large.',
    'payment/changed': 'What is owed has changed. Reload the page and look again.',
    'payment/gone': 'There is no such payment.',
    'payment/more-than-owed': ({ debt }) => `Only ${debt} is owed. The rest can be kept as a deposit.`,
    'payment/nothing-owed': 'This customer owes nothing.',
    'points/not-that-many': ({ points }) => `There are only ${points} points.`,
    'points/nothing': 'Enter how many points to add or take.',
    'points/reason-needed': 'Write down why.',
    'printer/address-wrong':
      'The printer’s address is not right. For example: 192.168.1.50:9100, /dev/usb/lp0, /dev/ttyUSB0?baud=9600.',
    'printer/labels-only': 'That printer prints labels only. Choose a receipt printer for the till.',
    'printer/used-for-slips':
      'Slips, a drawer or tickets still use this printer. Choose another one for those first, then make it a label printer.',
    'printer/gone': 'There is no such printer.',
    'printer/in-use': ({ count }) =>
      count === 1
        ? '1 slip on this printer is not settled yet. Settle it in the print queue first.'
        : `${count} slips on this printer are not settled yet. Settle them in the print queue first.`,
    'printer/name-taken': 'There is already a printer of that name.',
    'printer/other-kind': 'That printer cannot print this. Choose another one.',
    'promotion/faulty': ({ field }) => promotions.faults[field as keyof typeof promotions.faults],
    'promotion/gone': 'There is no such promotion.',
    'ledger/noted-unreadable': ledger.noted_wrong,
    'labels/gone': 'There is no such run of labels.',
    'labels/nothing': 'Choose the goods to print labels for first.',
    'labels/sure': ({ labels }) => `These are ${labels} labels. Tick that you mean so many.`,
    'labels/too-many': ({ labels: count, most }) => labels.too_many(Number(count), Number(most)),
    ...door_refusals,
    ...look_refusals,
    ...shift_refusals,
    'job/gone': 'That slip has been seen to already, or is being printed.',
    'qris/none': 'The shop’s QRIS code has not been set up yet.',
    'qris/unreadable': (facts) => {
      const sentence = qris.faults[facts['fault'] as keyof typeof qris.faults]
      return typeof sentence === 'string' ? sentence : sentence(facts)
    },
    'radar/gone': 'This is not on the radar any more. Load the page again.',
    'refund/changed': 'The amount to give back has changed. Check it, then try again.',
    'refund/gone': 'There is no such refund.',
    'refund/not-void': 'This sale can no longer be voided. Use Take goods back.',
    'refund/nothing': 'First choose what comes back.',
    'refund/reason-needed': 'First say why.',
    'refund/too-much': ({ name, left }) => `Of ${name} no more than ${left} can still come back.`,
    'request/reused': 'This request collides with one already recorded. Reload the page and do it again.',
    'restore/busy': 'Another restoring is under way. Wait for its end, or stop it first.',
    'restore/moment-wrong': 'That is no moment. Choose the date and time again.',
    'restore/not-ready': 'Nothing has been restored that is proven whole. Restore first, then use it.',
    'restore/nothing-there':
      'There is no backup of Laci in this place. Check where it is, or choose another.',
    'restore/passphrase-needed':
      'This is a shop’s backup from another box. Type its passphrase or recovery code.',
    'restore/unreachable':
      'The backup place does not answer. Look at the network or the stick, then try again.',
    'right/ask':
      'This needs somebody’s permission. Do it at a till, where a supervisor or the owner can enter a PIN.',
    'right/missing': 'You may not do this yet. Ask the owner or a supervisor.',
    'right/sign-in': 'Sign in first.',
    'sale/gone': 'There is no such sale.',
    'sale/short-tender': ({ missing }) => `${missing} is still missing.`,
    'sale/too-much-given': 'That amount looks odd. Perhaps a barcode was typed as money. Please check.',
    'scale/faulty': ({ row, field }) =>
      `Label ${row}: ${goods.scale.faults[field as keyof typeof goods.scale.faults]}.`,
    'scan/label-wrong': ({ text }) =>
      `The scale label ${text} was misread: its check digit does not fit. Scan it again, or print a new one.`,
    'scan/plu-unknown': ({ plu }) =>
      `The scale label says PLU ${plu}, but no item has that PLU. Enter it on the item’s page.`,
    'scan/quantity': 'That quantity can’t be used. For example: 3*barcode, or 0.5*code.',
    'scan/several': ({ text }) => `Several items match “${text}”. Pick one.`,
    'scan/unknown': ({ text }) => `“${text}” is not known. Search by name, or add it first.`,
    'setup/code-wrong': 'The setup code is wrong. It is printed on the box’s screen when it starts.',
    'setup/done': 'This shop is already set up.',
    'setup/incomplete': 'The previous step is not filled in yet.',
    'shift/closed': 'No shift is open. Open one before selling.',
    'shift/gone': 'There is no such shift.',
    'shift/open': 'This till’s shift is already open.',
    'session/locked': 'This screen is locked. Type the PIN first.',
    'sign-in/locked': ({ seconds }) => `Too many wrong tries. Try again in ${shortWait(Number(seconds))}.`,
    'sign-in/too-many': 'Too many tries. Wait a moment.',
    'sign-in/wrong': 'Name or password is wrong.',
    'staff/beyond-own': 'That is more than you may do yourself. Ask the owner.',
    'staff/gone': 'That person is not on the list.',
    'staff/last-owner': 'The shop must keep an owner who may do everything.',
    'staff/name-taken': ({ name }) => `There is already somebody called ${name}.`,
    'staff/name-used': ({ name }) =>
      `${name} is the name of somebody who used to work here. If it is the same person, bring them back from the list of those who left; if not, tell them apart: ${name} B, say.`,
    'staff/not-left': 'That person is not among those who left.',
    'staff/oneself': 'You can’t let yourself go. Ask another owner.',
    'staff/own-rights': 'Only somebody else can change your own role and rights.',
    'staff/own-secret': 'You change your own PIN and password on the page Me, with the old one.',
    'staff/password-weak':
      'That password is too easy to guess. Use at least 10 characters, not the shop’s name or the person’s; a few unrelated words are best.',
    'staff/passwords-differ': 'The two passwords differ.',
    'staff/proof-wrong': 'The old one is wrong, so nothing has changed.',
    'staff/pin-weak': 'A PIN is 4 to 8 digits, not all the same and not in a row.',
    'tax/faulty': ({ field }) => tax.faults[field as keyof typeof tax.faults],
    'tax/in-use': 'This rule was used or is in force already, so it cannot be removed. Add a new rule.',
    'tax/past': ({ day }) =>
      `A tax rule cannot begin on a day that is over. ${day} at the earliest; slips already made stay right.`,
    'tax/rule-there': 'There is already a rule for this tax from that day on. Remove it first.',
    'tender/always-on': 'This one has to stay.',
    'tender/customer-needed': 'Choose the customer first.',
    'tender/more-than-owed': ({ excess }) => `That is ${excess} too much. Only cash gives change.`,
    'tender/name-taken': ({ name }) => `There is a way to pay called ${name} already.`,
    'tender/not-enough': ({ left }) => `Not enough. ${left} is left.`,
    'tender/other-customer':
      'Part of this was paid in another customer’s name. Remove that payment first, or bring the customer back.',
    'tender/reference-needed': 'Type the reference number first.',
    'tender/unknown': 'There is no such way to pay, or it was switched off.',
    'terminal/code-wrong': 'There is no such code, or it has run out. Look at the device’s screen again.',
    'terminal/gone': 'There is no such till.',
    'terminal/name-taken': ({ name }) => `There is already a till called ${name}.`,
    'terminal/needed': 'This device is not a till yet.',
    'terminal/paired': 'This device is a till already.',
    'terminal/taken-out': 'This device was taken out of the shop.',
    'terminal/too-many-waiting': 'Too many devices wait. Close the others first.',
    'tier/faulty': ({ row, field }) =>
      `Row ${row}: ${goods.tiers.faults[field as keyof typeof goods.tiers.faults]}.`,
    'tier/twice': ({ row }) => `Row ${row} has the same unit, quantity and customers as one above it.`,
    'tunnel/faulty': ({ field }) => tunnel.faults[field as keyof typeof tunnel.faults],
    'tunnel/no-answer': ({ host, port }) =>
      `${host} does not answer as an SSH server on port ${port}. Check the address, and whether the shop’s internet is up.`,
    'tunnel/no-key': 'Make the box’s key first.',
    'update/gone': 'This package is no longer there. Plug in its stick, or send the file again.',
    'update/no-package': ({ name }) =>
      `${name} is no Laci package for this computer. It is named like laci-1.2.0-linux-x64.tar.gz.`,
    'update/not-installed': update.not_installed,
    'update/running': 'An update goes on already. Wait until it is over.',
    'unit/faulty': ({ field }) => goods.units.faults[field as keyof typeof goods.units.faults],
    'unit/gone': 'This unit is no longer sold.',
    'unit/name-taken': ({ name }) => `This item already has a unit ${name}.`,
    'voucher/expired': ({ code, until }) => `Voucher ${code} was valid until ${until}.`,
    'voucher/gone': ({ code }) => `There is no voucher ${code}.`
  },

  common: {
    app: 'Laci',
    skip: 'Skip to content',
    save: 'Save',
    cancel: 'Cancel',
    back: 'Back',
    next: 'Next',
    close: 'Close',
    late_refused: 'What you pressed earlier reached the box only now, and could not be done:',
    reload: 'Reload',
    edit: 'Edit',
    search: 'Search',
    optional: 'optional',
    total: 'Total',
    nothing_found: 'Nothing matches',
    theme: { label: 'Appearance', auto: 'Same as device', light: 'Light', dark: 'Dark' }
  },

  nav: {
    second_step: 'Second step',
    exports: 'Copies of the data',
    groups: {
      selling: 'Selling',
      watch: 'Keeping an eye on it',
      goods: 'Goods and prices',
      people: 'People',
      devices: 'Devices',
      box: 'The box and its data'
    },
    keys: 'Shortcuts and sounds',
    backup: 'Backup',
    doctor: 'Box doctor',
    ledger: ledger.menu,
    orders: 'Orders',
    displays: 'Customer display',
    label: 'Main menu',
    till: 'Till',
    items: 'Items',
    promotions: 'Promotions',
    customers: 'Customers',
    sales: 'Sales',
    shifts: 'Shifts',
    printing: 'Print queue',
    today: 'Today',
    radar: 'Leak radar',
    answers: 'Straight answers',
    vouchers: 'Vouchers',
    printers: 'Printers',
    staff: 'Staff',
    settings: 'Settings',
    start: 'Get started',
    tills: 'Tills',
    sign_out: 'Sign out',
    menu: 'Menu',
    language: 'Language'
  },

  status: {
    label: 'Status',
    ready: 'Ready',
    sending: 'Sending…',
    waiting: 'Waiting for the network… trying again',
    waiting_many: 'Waiting for the network… not sent yet: ',
    restarting: 'The box is restarting… trying again',
    offline: 'Cut off from the box',
    sent: 'Saved'
  },

  setup: {
    title: 'Set up the shop',
    step: (at, of) => `Step ${at} of ${of}`,
    welcome: 'Welcome to Laci',
    welcome_text: 'Four steps, and the shop can sell. Everything stays on this box, not on the internet.',
    language_question: 'Which language?',
    shop_question: 'Which shop, and where?',
    shop_name: 'Name of the shop',
    address: 'Address',
    phone: 'Phone',
    zone: 'Time zone',
    zones: {
      'Asia/Jakarta': 'WIB (Jakarta)',
      'Asia/Makassar': 'WITA (Makassar)',
      'Asia/Jayapura': 'WIT (Jayapura)'
    },
    tax_question: 'Which tax, and which slip?',
    tax_status: 'Tax status',
    not_taxable: 'Not VAT registered',
    not_taxable_text: 'The shop collects no PPN.',
    taxable: 'VAT registered (PKP)',
    taxable_text: 'Prices include PPN, and the slip says how much.',
    npwp: 'Tax number (NPWP)',
    npwp_none: 'Leave empty if there is none',
    width: 'Receipt paper',
    width_58: '58 mm',
    width_58_text: 'Small printer, 32 characters a line',
    width_80: '80 mm',
    width_80_text: 'Wide printer, 48 characters a line',
    owner_question: 'Who is the owner?',
    owner_name: 'Owner’s name',
    password: 'Password',
    password_again: 'Password again',
    password_hint: 'At least 10 letters or digits. Keep it safe: there is no default password.',
    code: 'Setup code',
    code_hint: 'Printed on the box’s screen when it starts.',
    finish: 'Done, open the shop'
  },

  start: {
    title: 'On to the first sale',
    text: 'From top to bottom. Each step ticks itself off.',
    done: 'Done',
    todo: 'To do',
    optional: 'can wait',
    at_till: (tills) => `Do this on a device that is a till: ${tills}.`,
    items: 'Bring in the goods',
    items_text: 'Import a list from a spreadsheet, or type them one by one.',
    items_action: 'Import items',
    till: 'Make this device a till',
    till_text: 'Use the tablet or computer that will stand on the counter.',
    till_action: 'Make it a till',
    cashier: 'Add staff',
    cashier_text: 'Everyone signs in with a PIN of their own. The owner may sell too.',
    cashier_action: 'Add somebody',
    printer: 'Connect a printer',
    printer_text: 'Until there is one, slips are shown on the screen.',
    printer_action: 'Set up the printer',
    shift: 'Open a shift',
    shift_text: 'Count the change in the drawer, and begin.',
    shift_action: 'Open a shift',
    sale: 'Serve the first customer',
    sale_text: 'Scan the goods, take the money, give the change.',
    sale_action: 'Start selling',
    all_done: 'The shop is selling. Congratulations!'
  },

  sign_in: {
    title: 'Sign in',
    who: 'Who is on duty?',
    pin_for: (name) => `PIN of ${name}`,
    name: 'Name',
    password: 'Password',
    enter: 'Sign in',
    as_owner: 'Sign in by password',
    other_person: 'Somebody else',
    not_paired: 'This device is not a till yet. The owner signs in by password to make it one.',
    no_cashiers: 'Nobody has a PIN yet. Add people under Staff.',
    digit_delete: 'Delete a digit'
  },

  pair: {
    title: 'Make this device a till',
    text: 'Staff can then sign in here by PIN, and its receipts are numbered in a row of their own.',
    name: 'Name of the till',
    name_example: 'Front counter',
    printer: 'Printer and drawer',
    printer_hint: 'The cash drawer opens through this printer. Change it at any time under Printers.',
    no_printer: 'No printer',
    action: 'Make it a till',
    already: (name) => `This device is ${name} already.`
  },

  till: {
    title: 'Till',
    slip: 'Slip',
    shelf: 'Items',
    scan: 'Scan a barcode, or type a name or code',
    scan_short: 'Scan or search',
    add: 'Add',
    favourites: 'Favourites',
    categories: 'Categories',
    empty_title: 'Nothing yet',
    empty_text: 'Scan a barcode, type a name, or tap a tile. For three of them: 3* and scan.',
    no_items_title: 'No goods in the shop yet',
    no_items_text: 'Import a list of items first, so that there is something to scan.',
    nothing_found: (text) => `No item is called “${text}”.`,
    pay: 'Pay',
    undo: 'Undo',
    total: 'Total',
    pieces: (count) => (count === 1 ? '1 item' : `${count} items`),
    in_total: 'Including',
    low: (quantity) => `${quantity} left`,
    out: 'sold out',
    last_sale: 'Last',
    other_baskets: 'Baskets at other tills',
    take_basket: 'Take',
    shift_closed_title: 'No shift is open',
    shift_closed_text: 'Count the change in the drawer and open a shift. Then sell away.',
    line: {
      quantity: 'Quantity',
      set: 'Use this quantity',
      remove: 'Take out of the basket',
      each: (price, unit) => `${price} / ${unit}`
    },
    keys: {
      title: 'Keyboard shortcuts',
      pay: 'Pay',
      exact: 'Exact amount',
      search: 'To the scan field',
      undo: 'Undo the last change',
      line: 'Quantity of the last line',
      back: 'Back',
      lines: 'Choose a line',
      help: 'This list'
    }
  },

  pay,
  tenders,
  vouchers,

  done: {
    change: 'Change',
    no_change: 'Exact amount',
    new_sale: 'New sale',
    hint: 'Or just scan the next item.',
    see_slip: 'See the receipt'
  },

  shift: {
    title: 'Shift',
    open_title: 'Open a shift',
    open_text: 'Count the money in the drawer now. It is the float.',
    float: 'Float',
    open_action: 'Open the shift',
    running: 'Shift in progress',
    opened: (name, time) => `Opened by ${name}, ${time}`,
    sales: 'Sales',
    tax: 'Tax collected',
    moves: 'Cash in and out',
    no_moves: 'No cash in or out yet.',
    cash_in: 'Cash in',
    cash_out: 'Cash out',
    amount: 'Amount',
    reason: 'Reason',
    reason_example: 'For example: bought bags, handed to the owner',
    record: 'Record',
    close_title: 'Close the shift',
    close_text: 'Count all the money in the drawer and enter it. A difference is recorded, never refused.',
    counted: 'Money counted',
    close_action: 'Close the shift',
    expected: 'Expected',
    difference: 'Difference',
    over: 'over',
    short: 'short',
    exact: 'Exact',
    z: 'Z report',
    z_slip: 'Z slip',
    closed: (name, time) => `Closed by ${name}, ${time}`,
    still_open: 'Still open',
    list_title: 'Shifts',
    all: 'All shifts',
    list_empty: 'No shift yet.',
    day: 'Day',
    till: 'Till',
    cashier: 'Cashier',
    to_till: 'To the till'
  },

  sales: {
    title: 'Sales',
    empty_title: 'No sales yet',
    empty_text: 'A sale appears here as soon as the money is taken.',
    empty_past_title: 'No sales on that day',
    empty_past_text: 'Choose another day, or go back to today.',
    to_today: 'To today',
    day: 'Day',
    see_day: 'Show',
    previous: 'Day before',
    following: 'Day after',
    number: 'Number',
    time: 'Time',
    when: 'When',
    cashier: 'Cashier',
    till: 'Till',
    lines: 'Items',
    total: 'Total',
    count: (count) => (count === 1 ? '1 sale' : `${count} sales`),
    only_newest: (count) => `Only the newest ${count} are shown. The total is of all.`,
    paper: 'Printed receipt',
    reprint: 'Print a copy',
    reprint_text: 'A copy says that it is one, and printing it is recorded.',
    share: 'The customer’s receipt',
    share_action: 'Open the customer’s receipt',
    share_text: 'Send this address to the customer. Whoever has it can see this receipt.',
    slip: 'Receipt',
    back: 'All sales of that day'
  },

  today: {
    title: 'Today',
    as_of: (time) => `As of ${time}`,
    answers: 'Straight answers',
    radar_looking: 'The radar is looking…',
    sold: 'Sold',
    sales: 'Sales',
    average: 'Average',
    up: (percent) => `up ${percent}%`,
    down: (percent) => `down ${percent}%`,
    last_week: (weekday, time, by_now, whole) =>
      `Last ${weekday} by ${time}: ${by_now}, the whole day ${whole}`,
    no_last_week: 'Nothing was sold on this day last week.',
    drawers: 'Cash in drawers',
    no_drawers: 'No shift is open.',
    low: 'Running low',
    low_none: 'All stock is above its minimum.',
    low_more: (count) => `and ${count} more`,
    left: (quantity) => `${quantity} left`,
    none_left: 'sold out',
    recorded: (quantity) => `${quantity} on record`,
    minimum: (quantity) => `minimum ${quantity}`,
    last_days: 'The last seven days',
    printers: 'Printers',
    jobs_waiting: (count) =>
      count === 1 ? '1 slip waits to be printed' : `${count} slips wait to be printed`,
    jobs_none: 'Every slip is printed.',
    see_printers: 'See the printers'
  },

  rights,
  staff,

  settings: {
    title: 'Settings',
    shop: 'Name and address',
    saved: 'Saved.',
    language: 'The shop’s language',
    language_hint: 'On slips, and on devices that have not chosen one of their own.',
    tills: 'Printers and tills',
    tills_hint: 'Which printer each till’s slips come out of, and its cash drawer.',
    no_tills: 'No tills yet. Open Laci on the device that will stand on the counter, and make it a till.',
    preview: 'Sample receipt',
    preview_text: 'It changes as you type, and is kept once you press Save.',
    sample_items: ['Pandan Wangi Rice 5 kg', 'Fried Instant Noodles', 'Eggs']
  },

  receipt: {
    number: 'No',
    cashier: 'Cashier',
    total: 'TOTAL',
    change: 'Change',
    tax_in: (label) => `Including ${label}`,
    tax_base: 'Tax base',
    npwp: 'Tax no.',
    copy: '*** COPY ***',
    thanks: 'Thank you',
    link: 'This receipt on your phone',
    z_title: 'Z REPORT',
    z_opened: 'Opened',
    z_closed: 'Closed',
    z_float: 'Float',
    z_sales: (count) => `Sales (${count})`,
    z_cash: 'Cash taken',
    z_expected: 'Expected',
    z_counted: 'Counted',
    z_difference: 'Difference',
    z_receipts: 'Receipts',
    test_title: 'PRINTER TEST',
    test_text: 'If you can read this line and the paper is cut, the printer is ready.',
    public_title: 'Receipt'
  },

  answers,
  approval,
  backup,
  archive,
  backup_keys,
  backup_light,
  rescue,
  basket,
  camera,
  certificates,
  displays,
  doctor,
  door,
  drawer,
  exports,
  find_printers,
  items,
  labels,
  faults,
  ledger,
  goods,
  guides,
  promotions,
  tax,
  terminals,
  tickets,
  tunnel,
  update,
  pricing,
  job,
  print_queue,
  orders,
  printer,
  printer_setup,
  test_page,
  proof,
  qris,
  radar,
  customers,
  shifts,
  slip_look,
  slips,
  refunds,
  restore
}
