import type { Part } from '../guides/guide.ts'

/** Each thing of the shop by itself, for who looks it up. */
export const things: readonly Part[] = [
  {
    heading: 'At the till',
    points: [
      '**Receipts.** On the sale’s page: a copy, a *Gift receipt* without prices, and *Send by WhatsApp*.',
      '**Another printer.** Behind the printer’s light or at `/printing`: *Move to …* has a waiting slip come out there as it is; one that may be cut short comes out as a copy that says so. Drawers never move. *Last slips* shows what came out where, and *Print again*.',
      '*Slip sent* means that this printer never says how it is: look at the paper.',
      '**Cash in, cash out, X.** *Print X* prints the shift’s figures up to that moment, without amounts of money for a cashier; the shift goes on. The picture of a bill can be kept with its cash.',
      '**By camera.** On a phone or tablet without a scanner press the camera beside the search field. For the same item once more, take it away for a moment. It needs the secure connection.'
    ]
  },
  {
    heading: 'Goods and prices',
    pictures: [
      { name: 'promotion', shows: 'A promotion: its sentence and an example are seen before it is saved' }
    ],
    points: [
      '**Units and wholesale.** On an item’s page: *Other units* for cartons and packs (content, price and barcodes of their own), *Wholesale prices* from a quantity on or for a group of customers. A changed content makes a new unit; the old one retires, so that past sales and stock stay true.',
      '**Promotions.** `/promotions`: choose a kind, tick the goods, read the sentence and the example before you save. *Stop* works at once; slips already made do not change.',
      '**Price labels.** *Items › Print labels*: *Shelf label* or *Sticker*. `5*` before a barcode means five labels. *Many at once* takes a category, or what has changed since a day. A receipt printer will do, with at most 100 a run; label printers (TSPL, ZPL) take 500.',
      '**Scales.** *Settings › Scale labels*: choose the layout, scan one label to try it. Enter the PLU on the item’s page.',
      '**Taxes.** *Settings › Taxes*: registered or not, PPN, PBJT, a service charge. A new rate is added with the day it begins; old ones cannot be changed.'
    ]
  },
  {
    heading: 'Money',
    points: [
      '**Ways to pay.** *Settings › Ways to pay*: what is taken, what the bank keeps of it, how cash is rounded, how much each role may take off. Never add a fee for paying by card or QRIS.',
      '**QRIS.** *Settings › QRIS*: scan the shop’s sticker, check the name and the NMID, *Save*. The code with the amount is made in the box, without the internet. The box **cannot tell** whether the money came in: look at the shop’s phone. Scan your own sticker there as often as you can; one that a fraudster has covered is found out at once.',
      '**Shifts and drawers.** *Settings › Shifts and drawers*: shared shifts or each their own, notes and coins, reasons for cash.',
      '**Late sales.** What comes in after its shift was closed goes to a supplementary Z (Z 12/1). The first Z never changes. *Make the supplementary Z* prints it.',
      '**Vouchers.** `/vouchers`: sell one or give it away; the list shows what is left of each.',
      '**The ledger’s seal.** At the foot of each Z slip stand a number and a code of four groups of letters: the seal of all that happened up to then. Laci verifies it by itself every night.'
    ]
  },
  {
    heading: 'Customers',
    points: [
      '**New.** `/customers/new`: a name and a number, and read out the sentence of consent. Groups (Wholesale, Staff) serve prices and promotions.',
      '**Points.** *Settings › Customer points*: one point for every so much paid, and what it is worth.',
      '**On account, and deposits.** A higher limit, a deposit given back and a correction of points need a supervisor’s or the owner’s PIN.',
      '**Orders and quotations.** A basket, *Make it an order*: its prices are promised. `/orders`: a deposit, WhatsApp, *Put into the basket* when it is fetched.',
      'At a customer’s wish their data can be downloaded or deleted for good; what they bought stays in the books without the name.'
    ]
  },
  {
    heading: 'People',
    pictures: [{ name: 'staff', shows: 'The staff: everyone’s role, and how they sign in' }],
    points: [
      '**Rights.** One person can be given a right their role lacks, or lose one: tick it on their page. They are signed out at every till, and sign in again with the new rights.',
      'You cannot change your own role or rights, and there is always an owner who may do everything.',
      '**Your own PIN and password.** `/me`: changed with the old one. A password has 10 characters at least; one that is soon guessed is refused.',
      'Who left can be brought back from *Those who left*, with a new PIN.'
    ]
  },
  {
    heading: 'Devices',
    pictures: [{ name: 'tills', shows: 'The tills: which are connected, and when each was last seen' }],
    points: [
      '**It locks by itself.** A screen that nobody touched for five minutes locks; how long is set at `/tills`. *Where you are signed in* (`/sessions`) ends the others.',
      '**Customer display.** A second screen: `/displays`, *Open the customer display*. Another tablet: open its address, type the six digits of the till.',
      '**Drawers.** `/printers`, *Each till’s printer and drawer*: a drawer may hang on another printer. *Try this drawer* opens it.',
      '**Kitchen and stock room tickets.** `/printers`: tick which printer prints which category. No prices on them; when a sale is voided, a CANCELLED ticket follows.',
      '**How receipts look.** *Settings › How receipts look*: a logo, lines at the head and the foot. The sample changes as you type. Saved by mistake? *Bring back what was before*.'
    ]
  },
  {
    heading: 'Backup and data',
    pictures: [
      { name: 'stick', shows: 'A stick was plugged in: one press, and it gets the backup, too' },
      { name: 'restore', shows: 'Restoring: choose where from, then which moment' },
      { name: 'update', shows: 'A new Laci was found: what runs now, and what would come' }
    ],
    points: [
      '**Places.** A stick, a folder or NAS, another computer, or the internet; two that are not in one room are better than one.',
      '**Back to a moment.** `/backup/restore`: Laci restores beside the shop, checks it, and shows what would be lost. The shop as it was is kept: go back to *Before a restore*. Before something big, mark it at *Named moments*.',
      '**The JSON copy.** *Everything* as JSON brings a shop back on an empty box, but without passwords and PINs: it does not take the backup’s place.',
      '**Update.** `/update` installs a new Laci from a stick or its file: *Update now*, or *Tonight after closing*. When the new one is unwell, the old one comes back by itself.'
    ]
  }
]
