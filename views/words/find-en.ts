import type { find_printers as pattern } from './find-id.ts'

/** What is said where printers are looked for. */
export const find_printers: typeof pattern = {
  title: 'Find printers',
  text: 'USB printers show up here by themselves. The shop network is asked only when you say so.',
  search: 'Search the network',
  again: 'Search the network again',
  stop: 'Stop searching',
  running: 'Searching the shop network…',
  far: (asked, of) => `${asked} of ${of} addresses asked`,
  listening: 'Listening for printers that announce themselves…',
  keep_selling: 'Selling goes on.',
  cancelled: 'The search was stopped.',
  done: (count) =>
    count === 0 ? 'Search finished.' : `Search finished: ${count} ${count === 1 ? 'printer' : 'printers'}.`,
  no_network:
    'This box is not connected to a shop network. Connect a network cable or Wi-Fi, then search again.',
  too_large: (names) =>
    `The network ${names} is too large to be asked address by address. Type the printer’s address.`,
  type_it: 'Type the address',
  none: 'No printer found yet',
  none_text:
    'Switch the printer on and connect its cable, then search the network. Still nothing? Hold the paper button while you switch the printer on: it prints its address.',
  unnamed: 'Printer without a name',
  answers: 'Says when it runs out of paper',
  mute: 'Says nothing of itself',
  known: (name) => `In use already: ${name}`,
  not_allowed:
    'The box may not use this printer yet. Ask the technician to run scripts/install-service on the box again, so that Laci joins the group lp.',
  use: 'Use this printer'
}
