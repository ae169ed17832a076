import { join, relative } from 'node:path'
import type { Locale } from '../../server/settings/read-settings.ts'
import {
  GUIDES,
  type Guide,
  type GuideName,
  type Part,
  type Picture,
  type Piece,
  pictureInBox,
  piecesOf
} from '../../views/guides/guide.ts'
import { wordsIn } from '../../views/words/words.ts'

export const ROOT = join(import.meta.dirname, '../..')
export const FOLDER = join(ROOT, 'docs/guides')
export const LOCALES = ['id', 'en'] as const

/** Where a picture lies, from the root of the checkout. */
export function pictureFile(picture: Picture, locale: Locale): string {
  if (picture.in_box) return `static/${pictureInBox(picture, locale)}`
  return `docs/guides/pictures/${picture.name}-${locale}.webp`
}

/** The pictures that the guides show, each once. */
export function wantedPictures(): Picture[] {
  const all = GUIDES.flatMap((guide) =>
    wordsIn('id').guides[guide].parts.flatMap(({ pictures = [] }) => pictures)
  )
  return [...new Map(all.map((picture) => [picture.name, picture])).values()]
}

/** Every piece of every sentence of a guide. */
export function piecesIn({ parts }: Guide): Piece[] {
  return parts.flatMap(sentencesIn).flatMap(piecesOf)
}

function sentencesIn({ text = [], steps = [], points = [], table }: Part): string[] {
  return [...text, ...steps, ...points, ...(table?.rows.flat() ?? [])]
}

/** A guide as `docs/guides` shows it, pictures and all. */
export function asMarkdown(guide: GuideName, locale: Locale): string {
  const { title, lead, parts } = wordsIn(locale).guides[guide]
  const blocks = [
    '<!-- Written from views/words by LACI_WRITE_GUIDES=1 tap test/guides/guides.test.ts -->',
    `# ${title}`,
    lead,
    ...parts.flatMap((part) => blocksOf(part, locale))
  ]
  return `${blocks.join('\n\n')}\n`
}

function blocksOf(
  { heading, text = [], pictures = [], steps, points, table }: Part,
  locale: Locale
): string[] {
  const marked = (sentence: string) =>
    sentence.replaceAll(/`\/guide\/([a-z]+)`/g, `[\`/guide/$1\`]($1.${locale}.md)`)
  const lists = [
    steps?.map((step, at) => `${at + 1}. ${marked(step)}`),
    points?.map((point) => `- ${marked(point)}`)
  ]
  return [
    `## ${heading}`,
    ...text.map(marked),
    ...pictures.map((one) => `![${one.shows}](${relative(FOLDER, join(ROOT, pictureFile(one, locale)))})`),
    ...lists.flatMap((list) => (list ? [list.join('\n')] : [])),
    ...(table ? [tableOf(table)] : [])
  ]
}

function tableOf({ head, rows }: NonNullable<Part['table']>): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')
}
