import type { Guide } from '../guides/guide.ts'
import { things } from './guide-owner-things-en.ts'

/** What an owner does, from the first day to the day on which the box is gone; then each thing by itself. */
export const owner: Guide = {
  title: 'The owner’s guide',
  lead: 'From the first day to the end of the month, and what to do when the box is stolen or dead.',
  parts: [
    {
      heading: 'The first day',
      pictures: [
        { name: 'setup-shop', shows: 'Setting up the shop: its name, address and time zone' },
        { name: 'start', shows: 'The steps that lead to the first sale' },
        { name: 'waiting-till', shows: 'A new device shows six letters, to be compared' },
        {
          name: 'let-in',
          shows: 'The owner lets that device in, and gives it a name, a place and a printer'
        },
        { name: 'backup-first', shows: 'The backup in three steps: passphrase, first place, recovery sheet' }
      ],
      steps: [
        'Open Laci’s address and answer four questions. There is no default password: you make your own; keep it safe.',
        'Follow the list at `/start` from top to bottom. What is done gets its tick by itself.',
        '**Items.** *Items › Import* (`/items/import`): upload a list from a spreadsheet. Bad rows are named one by one before anything is saved, and even afterwards an import can be undone.',
        '**Staff.** `/staff`: everyone has a PIN of their own, and types it themselves. The role says what somebody may.',
        '**Devices.** `/certificates`: scan the code there with the tablet or phone; the page that opens shows, with pictures, how it comes to trust the box, once. Compare the fingerprint: if it differs, don’t install it.',
        '**Tills.** Open Laci’s address on that tablet: it shows six letters. On your phone, `/tills`, compare the letters, *Let in*, and give it a name, a printer and a drawer.',
        '**Printer.** `/printers`: *Find printers*, *Print the test page*, then answer its questions with the paper in hand.',
        '**Backup.** `/backup` leads through three steps. *Passphrase*: four words that have nothing to do with each other; without it nobody can open the backup, nor can we. *Choose the first place*: a USB stick is easiest. *Recovery sheet*: print it, press *Printed and put away*, and keep it like a title deed, far from the box.',
        '**The rescue stick.** Plug in a stick, open `/backup`, *Make it a rescue stick*. With it another computer sells again in a few minutes, without internet. Take it home, and keep it as you keep a key.',
        'Print `/guide/cashier` and hang it beside the till; print `/guide/technician` and hang it beside the box.'
      ]
    },
    {
      heading: 'Every day',
      pictures: [
        { name: 'today', shows: 'Today, on a phone: the backup’s light, sales, money in the drawers' },
        { name: 'shifts', shows: 'All shifts, with what each drawer differed by' }
      ],
      steps: [
        'In the morning: open *Today* (`/today`). Read **the light** first; it is one sentence.',
        '*Safe*: nothing needs doing. *Needs a look*: do what stands there, today. *Danger*: do it now; sales would be lost with the box. What isn’t urgent can wait with *Remind me tomorrow*.',
        'Look at sales against the same weekday last week, cash in the drawers, what runs low, and slips that wait.',
        'In the evening: every cashier closes their shift. Take the Z slips, compare the money, and keep the slips away from the shop: their seal proves that the books were not altered.',
        'Once a week: plug in the stick, wait until the page says that it may be pulled, take it home. What is on it is brought up to date by itself. Two sticks in turn are best.'
      ],
      points: [
        'A shift that was forgotten: `/shifts`, open it, *Close this shift*, with a count or without.',
        'A power cut or lost Wi-Fi loses nothing: once it is back everything is there, and what waited on a tablet goes on the books once.'
      ]
    },
    {
      heading: 'When something is wrong',
      pictures: [
        {
          name: 'answers',
          shows: 'Straight answers, on a phone: where the data is, and what if the box were gone now'
        },
        {
          name: 'radar',
          shows: 'The leak radar: what is out of the ordinary, its numbers, and the innocent reasons'
        },
        { name: 'doctor', shows: 'The box doctor, on a phone: how each thing is, and what cures it' }
      ],
      table: {
        head: ['What happened', 'What to do'],
        rows: [
          [
            'The printer is silent',
            'Go on selling. `/printing`: *Move … slips to …* another printer. A new printer: `/printers`.'
          ],
          [
            'The Wi-Fi is gone',
            'Restart the router. Tills on a cable sell on. What was pressed is sent by itself.'
          ],
          [
            'The internet is gone',
            'Never mind: the shop goes on, the backup on the internet catches up by itself.'
          ],
          [
            'A tablet is lost',
            '`/tills`, *Change*, *Take the device out*. From that moment it can do nothing. *Give it another device* goes on with its shift and basket.'
          ],
          [
            'Somebody forgot their PIN',
            '`/staff`, tap the name, *Change PIN*. Locked after wrong tries: wait, or give a new PIN.'
          ],
          ['You forgot your own password', 'The technician, at the box: `sudo laci user reset NAME`.'],
          [
            'Somebody leaves',
            '`/staff`, tap the name, *Leave*. They are signed out at every till at once; what they did stays on record.'
          ],
          [
            'A wrong import or price',
            'An import is undone on its own page. Anything else: `/backup/restore`, choose the moment before. The shop as it is stays untouched until *Replace the shop now*.'
          ],
          [
            'A drawer is always short',
            '*Leak radar* (`/radar`): look at the numbers and the innocent reasons first, ask kindly, then *I have looked at this*.'
          ],
          [
            'The ledger is red',
            '`/ledger`: *Verify now* names the record that was altered. Change nothing, call the technician.'
          ],
          ['The box won’t start', 'Pull its plug, wait, put it back. Still dead: see below.'],
          [
            'Anything else',
            '*Box doctor* (`/doctor`) says what is unwell and what cures it. Its support file may be sent to the technician: no names, money or passwords are in it.'
          ]
        ]
      }
    },
    {
      heading: 'The box is stolen, burnt, or dead',
      text: [
        'What you need: another computer, the rescue stick or another backup place, and the passphrase **or** the recovery sheet. The shop is safe up to the last sale that was sent; *Straight answers* (`/answers`) always says how far that is.'
      ],
      steps: [
        'Note the time. Stolen: change the password of the Wi-Fi and of the backup places on the internet; a thief can read what is on the box.',
        'Get a small computer with Debian. Any technician will do; give them the technician’s guide (`/guide/technician`).',
        'The technician plugs in the rescue stick and runs one command. **You yourself** type the passphrase or the sheet’s code, once.',
        'No stick: on the new box’s first page choose *Restore from a backup*, then the place.',
        'Compare the last sale with the last slip you have. Then sell on; the tablets trust it as before.',
        'Make a new recovery sheet (`/backup/sheet`): the old one was used. Stolen: change all PINs and passwords, too.',
        '**Never start the old box again.** Two boxes that sell are two shops.'
      ]
    },
    {
      heading: 'From afar',
      steps: [
        'The technician sets up the way, once: *Settings › From afar* (`/tunnel`), by your own server, WireGuard or Cloudflare.',
        '*Second step* (`/second-step`): your password, then scan the code with an authenticator app and type the six digits.',
        'Print the ten recovery codes and keep them outside the shop. Each works once.',
        'Open the technician’s address on your phone, sign in by name, password and six digits. From there one can only look; nothing can be changed.'
      ],
      points: [
        'The line is cut: the page says since when and dims its figures. The shop goes on, the connection comes back by itself.',
        'A warning in red that the server **shows another key**: accept it only if you reinstalled that server.',
        'Who came in from afar stands on *Today*. Not you? *Second step*, sign out all, set it up anew, change your password. A lost phone: sign in with a recovery code; those lost, too: the technician turns it off at the box.'
      ]
    },
    {
      heading: 'The end of the month',
      pictures: [
        { name: 'export', shows: 'Copies of the data: what, which period, and what to open it with' }
      ],
      steps: [
        '*Copies of the data* (`/export`): choose *Daily report* and *Sales*, the period *Last month*, then *Excel (XLSX)* for your books.',
        'The ledger for the accountant: *Ledger*, the same period. Files are not locked, so mind to whom you send them; on the box they are deleted after seven days.',
        '*Customers › Owing*: print the *Statement* or send it by WhatsApp.',
        'Check the seal: `/ledger`, type the code of one old Z slip that you keep at home.',
        'Open *Straight answers* (`/answers`) and print it: everything should be *Safe*. Plug in the second stick.'
      ]
    },
    ...things
  ]
}
