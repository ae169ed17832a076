import type { Guide } from '../guides/guide.ts'

/** One sheet of A4 that hangs beside the till; a test prints it. */
export const cashier: Guide = {
  title: 'The cashier’s guide',
  lead: 'One sheet, to hang beside the till.',
  parts: [
    {
      heading: 'Starting work',
      pictures: [{ name: 'sign-in', shows: 'Signing in: the names of those on duty, to be tapped' }],
      steps: [
        'Tap your name, type your PIN, then *Sign in*. Never use another person’s PIN.',
        'Count the money in the drawer, enter it as the *Float*, then *Open the shift*.'
      ]
    },
    {
      heading: 'Selling',
      pictures: [
        {
          name: 'till',
          in_box: true,
          shows: 'The till: the slip on the left, the goods on the right, the button to pay below'
        },
        { name: 'till-phone', shows: 'The till on a phone' },
        { name: 'pay', shows: 'Paying: notes to tap, and the other ways to pay' },
        { name: 'done', shows: 'When it is paid: the change is the largest thing on the screen' }
      ],
      steps: [
        'Scan the barcode. Without one: type part of the name (`indo gor`), then tap the item.',
        'Three of them: type `3*`, then scan. Half a kilo: `0.5*`, then its code.',
        '*Pay* (`F9`). Tap the money you were given, or *Exact amount* (`F10`), or type the amount and press `Enter`.',
        'Give the change that the screen shows. The drawer opens, the slip prints.',
        'The next customer: just scan their goods.'
      ],
      points: [
        'QRIS: press *Money received* only when the **shop’s own phone** says so. The customer’s screen proves nothing.',
        'Part by QRIS, the rest in cash: type the part first, then the rest.',
        'Customer `F3`, discount `F6`, hold and take up a basket `F8`. Is permission needed? A supervisor types their PIN right there. `?` lists every shortcut.'
      ]
    },
    {
      heading: 'Mistakes, and goods that come back',
      pictures: [
        { name: 'refund', shows: 'Taking goods back: which goods, why, and how the money goes back' }
      ],
      points: [
        '**Wrong item, not paid yet:** *Undo* (`F7`), or tap its line (`F4`) and *Take out of the basket*.',
        '**Wrong change, the customer is still there:** count together and put the money right. To open the drawer: `F12`, *Wrong change given*, a supervisor’s PIN. **The customer has gone:** tell the supervisor; never make it up from your own pocket.',
        '**Wrong way to pay, or the customer changes their mind:** menu *Sales*, open the receipt, *Void the sale*. Only in the same shift.',
        '**A customer returns goods:** menu *Sales*, type the receipt’s number or scan its code, *Take goods back* or *Exchange*. Choose the goods, the reason, and how the money goes back. No receipt: *Take back without a receipt*. It takes a supervisor’s PIN.'
      ]
    },
    {
      heading: 'When something is wrong',
      pictures: [
        {
          name: 'till-printer',
          shows: 'The printer is silent: the top of the screen shows how it is and how many slips wait'
        },
        {
          name: 'till-offline',
          shows: 'The Wi-Fi is gone: the top of the screen says that it tries again by itself'
        }
      ],
      table: {
        head: ['What you see', 'What to do'],
        rows: [
          [
            'The printer is silent, *Out of paper*, *Cover open*',
            'Go on selling. Put in paper, close the cover, switch it on; the slips come out by themselves. Still silent: press the printer’s light at the top, *Move to …*.'
          ],
          [
            '*Look at the paper, the slip may be cut short*',
            'Look at the paper. Whole: *It did print*. Cut short: *Print a copy*.'
          ],
          [
            'The Wi-Fi is gone, *Waiting for the network…*',
            'Wait; don’t press again, don’t close the screen. What you pressed is sent by itself, once. If it lasts: tell the owner.'
          ],
          [
            'The power is gone',
            'Switch on again. The basket and the sales are still there. What was not paid yet, go on with; what was, don’t repeat: look under *Sales*.'
          ],
          [
            'The screen is locked',
            'Type your PIN. The basket is as it was. After five wrong ones you must wait.'
          ],
          ['Forgot your PIN', 'Ask the owner for a new one.']
        ]
      }
    },
    {
      heading: 'Money beside the sales',
      points: [
        '**Cash in, cash out:** menu *Shift*, the amount and the reason, *Record*. Two people sign its slip. Taking money out needs a supervisor’s PIN.',
        '**Paying off a debt:** menu *Customers*, tap the name, type the amount or press *In full*.',
        '**Opening the drawer without a sale:** `F12`, the reason, a supervisor’s PIN. All of it is on record.'
      ]
    },
    {
      heading: 'Ending work',
      pictures: [{ name: 'count', shows: 'Counting the drawer: how many of each note and coin' }],
      steps: [
        'Menu *Shift*, *Count and close*. Enter how many notes and coins there are, then *Send the count*.',
        'Only now you see what should be there. A difference? You may *Count again*, once. It is recorded, never refused.',
        '*Close the shift*, or *Hand over to the next cashier*: they type their own PIN.',
        'A short break: `F11` locks the screen and changes hands.'
      ]
    }
  ]
}
