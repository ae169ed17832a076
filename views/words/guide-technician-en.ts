import type { Guide } from '../guides/guide.ts'

/** One sheet of A4 for who installs the box and is called when it is unwell; a test prints it. */
export const technician: Guide = {
  title: 'The technician’s guide',
  lead: 'From an empty computer to a box that sells, and what to look at when something is wrong.',
  parts: [
    {
      heading: 'Install',
      pictures: [
        {
          name: 'setup',
          shows: 'The first page of a new box: choose the language, or restore from a backup'
        },
        { name: 'printers', shows: 'Printers: how they are, and from which one each till’s slips come' }
      ],
      steps: [
        'A mini-PC (x64 or arm64) with Debian 12 or Ubuntu 22.04 or newer and no desktop, a network cable, a small UPS. No internet needed. No `sudo` on it yet? Sign in as root, and type it without `sudo`.',
        'Bring the bundle on a stick, then: `tar xzf laci-…-linux-x64.tar.gz`',
        '`sudo sh laci-…/install --lan` (try it with `--dry-run` first). The address and the next step are printed at the end.',
        'In the router: give the box a fixed address. Open no port.',
        'Open the address. The setup code: `sudo journalctl -u laci | tail`. **The owner alone** types the password and the passphrase.',
        'Each tablet: *Settings › Secure connection* (`/certificates`), then *Tills* (`/tills`). Printer: `/printers`, *Find printers*, *Print the test page*.',
        'Don’t leave before: a sale was printed, the drawer opened, the backup’s light says *Safe*, the recovery sheet is in the owner’s hands, and `sudo laci doctor` has no complaint.'
      ]
    },
    {
      heading: 'Update',
      points: [
        'The page `/update`, or `sudo laci update laci-…-linux-x64.tar.gz`. Its signature is checked and it is tried on a copy of the data first; the tills stop for seconds only. When it is unwell, the old one comes back by itself. Back by hand: `sudo laci update --back`.'
      ]
    },
    {
      heading: 'A dead box: the rescue stick',
      pictures: [{ name: 'restore', shows: 'Restoring: choose where from, and which moment' }],
      steps: [
        'While the box is well: plug in a stick, page `/backup`, *Make it a rescue stick* (or `sudo laci stick make`).',
        'The box is dead: another computer with an empty Debian, plug in the stick (`lsblk` names it), `sudo mount /dev/sdX1 /mnt`',
        '`sudo sh /mnt/RESTORE`. The owner types the passphrase or the code on the recovery sheet, once. You need not know it.',
        'Compare the last sale with the last slip, connect the printers. **Never start the old box again.**'
      ],
      points: [
        'No stick: install Laci, then on its first page *Restore from a backup*, or `laci restore --from PLACE --into FOLDER`.'
      ]
    },
    {
      heading: 'The doctor',
      points: [
        '`sudo laci doctor` or the page `/doctor`: each thing with how it is, why, and the cure. Asking for help: `sudo laci doctor --support FILE`; that file holds no secrets.',
        'Log: `journalctl -u laci -e`. Restart: `sudo systemctl restart laci`. Exit code 74: the disk failed to write, look at the disk.',
        '`sudo laci user reset NAME`: a PIN, a password, or a lock after wrong tries. The owner’s phone is lost: add `--second-step`.',
        '`sudo laci printers`, `terminals`, `certificates`, `backup status`, `tunnel status`, `verify-ledger`: how each of them fares.'
      ]
    },
    {
      heading: 'What the lights mean',
      table: {
        head: ['Light', 'What it means, and what to do'],
        rows: [
          ['*Today*: *Safe*', 'A restore was tried, and proven.'],
          ['*Needs a look*', 'Do what its sentence says, today.'],
          ['*Danger*', 'Now: if the box were lost, sales would be lost with it.'],
          [
            'Till: *Cut off from the box*',
            'Wi-Fi, cable, or the box. Open the box’s address on a phone: if it opens, it is that tablet’s Wi-Fi.'
          ],
          [
            'Printer: *Out of paper*, *Cover open*, *Printer cut off*',
            'Cure the printer. Slips that wait come out by themselves.'
          ],
          ['Doctor: *Wants a look*, *Act now*', 'Each line names its cure. Exits 1 or 2, for a monitor.'],
          ['Browser: “not secure”', 'That device does not trust the box yet: `http://laci.local`, once.']
        ]
      }
    },
    {
      heading: 'Where things lie',
      table: {
        head: ['Place', 'What is in it'],
        rows: [
          ['`/opt/laci`', 'The program; a link to `/opt/laci-1` or `-2`. May be lost.'],
          ['`/etc/laci/laci.env`', 'The box’s settings. Restart after a change.'],
          ['`/var/lib/laci`', 'The shop’s data, of the user `laci`. **Must never be lost.**'],
          ['`/usr/local/bin/laci`', 'The command `laci`; `laci --help` lists everything.'],
          ['443, 80, 5224, 5226', 'The shop (HTTPS), how to trust it, the box itself, the owner’s door.']
        ]
      }
    },
    {
      heading: 'From afar, and uninstalling',
      points: [
        '`sudo /opt/laci/scripts/tunnel/setup ssh`, then *Settings › From afar* (`/tunnel`) leads through the rest.',
        'Uninstall: `sudo /opt/laci/scripts/install-service --uninstall`. The shop’s data and settings stay.'
      ]
    },
    {
      heading: 'Never',
      points: [
        '**Never copy or open laci.db** while the box runs: the newest is missing, and its log can be lost.',
        '**Never delete anything** in `/var/lib/laci`, or in the folder `laci` on a stick, to make room.',
        '**Never run two boxes** from one disk, and never take `backups/key.json` home.'
      ]
    }
  ]
}
