import type { exports as words } from '../../../views/words/exports-id.ts'
import type { Question, Reader } from '../../db/prepare.ts'
import type { Moments, Span } from '../choice.ts'
import type { WordList } from '../files/tongue.ts'

/**
 * What a column holds, which says how each format writes it: amounts in whole rupiah, quantities in thousandths, moments
 * in UTC (written by the outlet's clock), days, counts, yes or no, and text.
 */
export type Kind = 'text' | 'money' | 'quantity' | 'count' | 'moment' | 'day' | 'yes'

export type ColumnName = keyof typeof words.columns
export type SheetName = keyof typeof words.sheets

/** A column by the name of its field. */
export interface Column {
  name: ColumnName
  kind: Kind
  /** For a code: the list of words it is written by. */
  list?: WordList
}

export type Cell = string | number | null

/** Which rows are wanted. */
export interface Wanted extends Span, Moments {}

/** A table to hand out: its columns, and its rows in the order they are read. */
export interface Sheet {
  name: SheetName
  columns: Column[]
  rows(reader: Reader, wanted: Wanted): Iterable<Record<string, Cell>>
  count(reader: Reader, wanted: Wanted): number
}

/** Columns by kind, each kind with a list of names: `columns({ text: 'code name' })` in the order they are named. */
export function columns(...groups: Partial<Record<Kind, ColumnName[]>>[]): Column[] {
  return groups.flatMap((group) =>
    Object.entries(group).flatMap(([kind, names]) => names.map((name) => ({ name, kind: kind as Kind })))
  )
}

/** A code's column, written by a list of words. */
export function coded(name: ColumnName, list: WordList): Column {
  return { name, kind: 'text', list }
}

/** A sheet of one question. */
export function sheetOf<Row extends object>(
  name: SheetName,
  columns: Column[],
  question: Question<Wanted, Row>
): Sheet {
  return {
    name,
    columns,
    rows: (reader, wanted) => question.each(reader, wanted) as Iterable<never>,
    count: (reader, wanted) => question.count(reader, wanted)
  }
}
