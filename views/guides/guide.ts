import type { Locale } from '../../server/settings/read-settings.ts'

/** Who a guide of the shop is for; each has an address of its own, `/guide/cashier`. */
export const GUIDES = ['cashier', 'owner', 'technician'] as const
export type GuideName = (typeof GUIDES)[number]

/**
 * A guide as it is written, once: the box draws its page from it, and `docs/guides` its Markdown. In its sentences
 * `*Pay*` is what stands on a button or in a menu, `**never**` is what must not be missed, and what stands between
 * backticks is typed or pressed as it is; `/today` among them is a page of the box.
 */
export interface Guide {
  title: string
  /** For whom it is, in a sentence. */
  lead: string
  parts: readonly Part[]
}

/** What a guide says of one thing, in this order: words, a picture, what to do one after another, what is good to know. */
export interface Part {
  heading: string
  text?: readonly string[]
  pictures?: readonly Picture[]
  steps?: readonly string[]
  points?: readonly string[]
  table?: { head: readonly string[]; rows: readonly (readonly string[])[] }
}

/** A picture of the screen; `docs/guides/pictures` holds it in each language. */
export interface Picture {
  name: string
  /** The box shows it too, on its own page: then it lies among the files that a browser loads. */
  in_box?: true
  /** What it shows, for who cannot see it. */
  shows: string
}

/** The file in which the box has a picture. */
export function pictureInBox({ name }: Picture, locale: Locale): string {
  return `guide-${name}-${locale}.webp`
}

/** A piece of a sentence, and what it is. */
export interface Piece {
  kind: 'words' | 'button' | 'care' | 'typed' | 'page'
  text: string
}

const MARKED = /\*\*([^*]+)\*\*|\*([^*]+)\*|`([^`]+)`/g
/** Folders of the machine, which begin like an address of the box. */
const ON_THE_MACHINE = /^\/(?:dev|etc|media|mnt|opt|run|usr|var)\b/

/** Takes a sentence apart by its marks. */
export function piecesOf(sentence: string): Piece[] {
  const pieces: Piece[] = []
  let done = 0
  for (const { index, 0: whole, 1: care, 2: button, 3: typed } of sentence.matchAll(MARKED)) {
    pieces.push({ kind: 'words', text: sentence.slice(done, index) })
    if (care) pieces.push({ kind: 'care', text: care })
    if (button) pieces.push({ kind: 'button', text: button })
    if (typed) pieces.push({ kind: isPage(typed) ? 'page' : 'typed', text: typed })
    done = index + whole.length
  }
  pieces.push({ kind: 'words', text: sentence.slice(done) })
  return pieces.filter(({ text }) => text)
}

function isPage(typed: string): boolean {
  return /^\/[a-z/-]*$/.test(typed) && !ON_THE_MACHINE.test(typed)
}
