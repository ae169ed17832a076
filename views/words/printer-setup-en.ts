import type { Words } from './words.ts'

export const printer_setup: Words['printer_setup'] = {
  language: 'Kind of printer',
  languages: { escpos: 'Receipt printer', tspl: 'TSPL label printer', zpl: 'ZPL label printer' },
  language_texts: {
    escpos: 'Nearly every till’s printer, 58 or 80 mm.',
    tspl: 'Xprinter, TSC, and most label printers.',
    zpl: 'Zebra, and what follows Zebra.'
  },
  line_speed: 'Speed',
  line_flow: 'Flow control',
  line_flows: { none: 'None', rts: 'By wires (RTS/CTS)', xon: 'By signs (XON/XOFF)' },
  line_parity: 'Parity',
  line_parities: { none: 'None', even: 'Even', odd: 'Odd' },
  line_hint: 'As on the sheet that the printer prints when it tests itself.',
  label_size: 'Size of the labels',
  label_width: 'Width (mm)',
  label_height: 'Height (mm)',
  label_gap: 'Between labels (mm)',
  more: 'Letters, cutting and drawer',
  more_text: 'No need to fill this in: the test page asks for it step by step.',
  letters: 'Letters',
  code_pages: {
    pc858: 'PC858: é, ü and €',
    wpc1252: 'WPC1252: as on Windows',
    pc437: 'PC437: without €',
    ascii: 'Plain letters only, others are drawn',
    drawn: 'Everything is drawn'
  },
  cut: 'Cutting the paper',
  cuts: {
    partial: 'In part, a bit is left (GS V B)',
    full: 'All the way (GS V A)',
    'old-partial': 'In part, the old way (ESC m)',
    'old-full': 'All the way, the old way (ESC i)',
    none: 'Not cut, torn off by hand'
  },
  remove: 'Remove this printer',
  remove_text: 'Tills and drawers that use it are left without a printer. Old slips stay on record.',
  remove_action: (name) => `Yes, remove ${name}`,
  removed: (name) => `${name} has been removed.`,
  bring_back: 'Bring it back',
  ask: 'Ask the printer',
  asking: 'Asking the printer…',
  asked_busy: 'The printer is printing, ask again in a moment.',
  state: {
    ready: 'Ready to print',
    reached: 'Connected',
    near_end: 'Paper nearly out',
    drawer_open: 'Drawer open'
  },
  answers: {
    yes: 'This printer says how it is.',
    never: 'This printer never says how it is: Laci cannot know when it is out of paper.',
    unknown: 'Not known yet whether this printer says how it is.',
    silent: 'Over this connection no word comes back from the printer.'
  }
}

export const test_page: Words['test_page'] = {
  title: 'Test page',
  added: 'The printer has been added. Now let us try it.',
  paper: {
    width: '1. WIDTH',
    letters: '2. LETTERS',
    codes: '3. CODES',
    cut: (number) => `4. CUT NUMBER ${number}`,
    qr: 'the QR code can be read'
  },
  start: 'Print the test page',
  start_text:
    'About 25 cm of paper come out. Then there are five short questions, and the printer is set up by the answers.',
  start_plain: 'A sample slip comes out of this printer.',
  start_label:
    'One label comes out, with a frame to its edges. If the frame is cut off, correct the size of the labels.',
  again: 'Print it once more',
  is_out: 'It is out, go on',
  is_out_plain: 'It is out',
  not_out: 'If nothing came out',
  not_out_text:
    'Look at the cable, the paper and the power switch. Then check the connection and the address.',
  step: (number, of) => `Step ${number} of ${of}`,
  skip: 'Skip',
  width: {
    question: 'The row of digits that ends in 48: whole or broken?',
    text: 'Look at part 1. WIDTH.',
    answers: { 48: 'Whole, on one line', 32: 'Broken into two lines' },
    answer_texts: { 48: 'Wide paper, 80 mm', 32: 'Small paper, 58 mm' }
  },
  letters: {
    question: 'Which line has the right letters?',
    text: 'Look at part 2. LETTERS. It should be exactly this, to the last sign:',
    line: (sign, name) => `Line ${sign} (${name})`,
    line_text: 'Without the € sign',
    ascii: 'None of them',
    ascii_text: 'Letters with accents will be printed as pictures.',
    drawn: 'Even plain letters are wrong',
    drawn_text: 'Everything will be printed as pictures.'
  },
  cut: {
    question: 'Below which number was the paper cut?',
    text: 'Look at part 4. CUT. If below several, choose the cut you like best.',
    number: (number) => `Below number ${number}`,
    none: 'It was not cut',
    none_text: 'The paper is torn off by hand.'
  },
  qr: {
    question: 'Can a phone’s camera read the QR code?',
    text: 'Look at part 3. CODES.',
    answers: { yes: 'It can', faint: 'It is there, but cannot be read', missing: 'There is no such square' },
    answer_texts: {
      yes: 'Slips with codes will work.',
      faint: 'Clean the print head with alcohol, or use better paper.',
      missing: 'From now on everything is printed as a picture, codes too.'
    }
  },
  drawer: {
    question: 'Is a cash drawer wired to this printer?',
    text: 'Shut the drawer first. It is then opened in several ways until one works.',
    open: 'Try to open the drawer',
    none: 'There is no drawer',
    opened: 'Did the drawer open?',
    tried: (pin, ms) => `Tried by pin ${pin}, ${ms} milliseconds.`,
    yes: 'Yes, it opened',
    again: 'No, try another way',
    stop: 'Stop trying',
    last_no: 'It stayed shut',
    last_text:
      'This was the last way. If it stays shut, look at the drawer’s cable and its lock; the old setting is put back.'
  },
  end: {
    title: 'Done',
    text: 'What the test page taught is saved.',
    nothing: 'Nothing was changed.',
    saved: 'saved',
    kept: 'as before',
    drawer: (pin, ms) => `pin ${pin}, ${ms} milliseconds`,
    qr: 'QR code',
    qr_seen: 'looked at',
    answers: 'News',
    done: 'To the printers',
    restart: 'Test again'
  }
}
