import { type Html, raw } from './html.ts'

/** The shop's icons: 24 units square, drawn by one stroke. Each stands beside a word. */
const SHAPES = {
  backspace: 'M9 6h12v12H9l-6-6zM12 9.5l5 5M17 9.5l-5 5',
  basket: 'M5 9h14l-1.5 10h-11zM9 9l3-6 3 6',
  box: 'M4 8l8-4 8 4v8l-8 4-8-4zM4 8l8 4 8-4M12 12v8',
  calendar: 'M5 6h14v14H5zM5 10h14M9 3v5M15 3v5',
  camera: 'M4 8h4l2-3h4l2 3h4v11H4zM12 17a4 4 0 1 0 0-8 4 4 0 0 0 0 8z',
  cash: 'M3 7h18v10H3zM12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM6 10v4M18 10v4',
  check: 'M5 12.5l4.5 4.5L19 7',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2',
  close: 'M6 6l12 12M18 6L6 18',
  cloud: 'M7 18a4 4 0 0 1 0-8 5 5 0 0 1 9.6-1.5A4.5 4.5 0 0 1 17 18z',
  customer: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-4.5 3.5-7 8-7s8 2.5 8 7',
  down: 'M5 9l7 7 7-7',
  download: 'M12 4v12M7 11l5 5 5-5M4 20h16',
  drawer: 'M3 6h18v12H3zM3 13h18M10 16h4',
  folder: 'M3 6h6l2 2h10v11H3z',
  gift: 'M4 9h16v4H4zM5 13v8h14v-8M12 9v12M12 9c-2 0-5-1-5-3s3-2 5 3c2-5 5-5 5-3s-3 3-5 3',
  exchange: 'M4 9h14M14 5l4 4-4 4M20 15H6M10 11l-4 4 4 4',
  gear: 'M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.2 2.2M16.2 16.2l2.2 2.2M5.6 18.4l2.2-2.2M16.2 7.8l2.2-2.2',
  help: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9.5 9.5a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M12 16.5v.01',
  keys: 'M3 7h18v11H3zM7 10.5h.01M10.5 10.5h.01M14 10.5h.01M17.5 10.5h.01M8 14.5h8',
  language: 'M3 6h10M8 4v2c0 5-2.5 8-5 9M5 9c1 3 4 5 7 6M12 20l4.5-11L21 20M13.7 16h5.6',
  left: 'M15 5l-7 7 7 7',
  light: 'M7 3h10v4l-2 3v11H9V10L7 7zM7 7h10M12 13v2',
  lock: 'M5 11h14v10H5zM8 11V7a4 4 0 0 1 8 0v4M12 15v2.5',
  menu: 'M4 7h16M4 12h16M4 17h16',
  minus: 'M5 12h14',
  out: 'M14 4H5v16h9M10 12h11M17 8l4 4-4 4',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c0-4 3-6 6.5-6s6.5 2 6.5 6M16 4.5a3.5 3.5 0 0 1 0 6.5M18 14.5c2.2.8 3.5 2.7 3.5 5.5',
  percent:
    'M6 18L18 6M7.5 10a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM16.5 19a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  plus: 'M12 5v14M5 12h14',
  printer: 'M7 9V3h10v6M7 17H4V9h16v8h-3M7 14h10v7H7z',
  qr: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2M20 14v2M14 20h2M18 18h2v2',
  receipt: 'M6 3h12v18l-3-2-3 2-3-2-3 2zM9 8h6M9 12h6',
  pause: 'M8 5v14M16 5v14',
  right: 'M9 5l7 7-7 7',
  server: 'M4 4h16v7H4zM4 13h16v7H4zM7.5 7.5h.01M7.5 16.5h.01M11 7.5h5M11 16.5h5',
  scale: 'M4 20h16M6 20l1-9h10l1 9M8 11V7h8v4M5 4h14v3H5zM12 14v2.5',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L21 21',
  screen: 'M3 5h18v11H3zM9 20h6M12 16v4',
  shield: 'M12 3l8 3v6c0 5-3.5 8-8 9-4.5-1-8-4-8-9V6zM8.5 12l2.5 2.5 4.5-5',
  share: 'M12 15V4M8 8l4-4 4 4M5 12v8h14v-8',
  star: 'M12 3.5l2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9L3.5 9.7l5.9-.8z',
  stick: 'M8 9h8v9a3 3 0 0 1-3 3h-2a3 3 0 0 1-3-3zM10 9V3h4v6M11.5 5.5v.01M12.5 5.5v.01',
  tag: 'M3 12V4h8l10 10-8 8zM7.5 8.5v.01',
  till: 'M4 14h16v6H4zM6 14l1.5-6h9L18 14M9 8V4h6v4M10 11h4',
  today: 'M4 20V10M10 20V4M16 20v-8M22 20H2',
  trash: 'M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13',
  undo: 'M9 7L4 12l5 5M4 12h10a6 6 0 0 1 0 12',
  up: 'M5 15l7-7 7 7',
  upload: 'M12 16V4M7 9l5-5 5 5M4 20h16',
  wallet: 'M4 7h14v13H4zM4 7l11-4v4M18 11h3v5h-3a2.5 2.5 0 0 1 0-5z',
  wait: 'M7 3h10M7 21h10M8 3c0 5 8 6 8 9s-8 4-8 9M16 3c0 5-8 6-8 9s8 4 8 9',
  warning: 'M12 4l9 16H3zM12 10v5M12 17.5v.5'
} as const

export type IconName = keyof typeof SHAPES

/** An icon for the eye only; the word beside it is for everyone. */
export function icon(name: IconName): Html {
  return raw(
    `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="${SHAPES[name]}"/></svg>`
  )
}
