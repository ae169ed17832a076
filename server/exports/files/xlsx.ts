import type { Cell, Column, Kind } from '../sheets/sheet.ts'
import type { Tongue } from './tongue.ts'
import type { Archive } from './zip.ts'

/** Rows a sheet can hold, the head included; more of them go on to another sheet. */
const MOST_ROWS = 1_048_576
/** Characters a cell can hold, and the name of a sheet. */
const MOST_CHARACTERS = 32_767
const NAME_CHARACTERS = 31

/** Where spreadsheets count days from: 1970-01-01 is day 25569. */
const DAYS_BEFORE_1970 = 25_569
const DAY_MS = 86_400_000

/** The style and the width, in characters, of each kind of column. */
const LOOKS: Record<Kind, { style: number; width: number }> = {
  text: { style: 0, width: 20 },
  day: { style: 2, width: 12 },
  moment: { style: 3, width: 19 },
  money: { style: 4, width: 14 },
  quantity: { style: 5, width: 11 },
  count: { style: 0, width: 9 },
  yes: { style: 0, width: 9 }
}
/** What is wider than its kind. */
const WIDE: Partial<Record<Column['name'], number>> = {
  item: 38,
  customer: 26,
  barcodes: 26,
  value: 40,
  reason: 30
}

const HEAD_STYLE = 1
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'

const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="4">\
<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/>\
<numFmt numFmtId="166" formatCode="#,##0"/><numFmt numFmtId="167" formatCode="#,##0.###"/></numFmts>\
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>\
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>\
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6">\
<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>${[164, 165, 166, 167]
  .map(
    (format) => `<xf numFmtId="${format}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`
  )
  .join('')}</cellXfs></styleSheet>`

/** A workbook that is written one sheet after another. */
export interface Workbook {
  add(name: string, columns: Column[], rows: Iterable<Record<string, Cell>>): void
  finish(): void
}

/** Writes a workbook (ECMA-376), row by row: real figures, real dates by the outlet's clock, and a head that stays. */
export function openWorkbook(archive: Archive, tongue: Tongue): Workbook {
  const names: string[] = []

  function addSheet(
    name: string,
    columns: Column[],
    rows: Iterator<Record<string, Cell>>,
    part: number
  ): void {
    const ending = part === 1 ? '' : ` (${part})`
    names.push(name.slice(0, NAME_CHARACTERS - ending.length) + ending)
    const upcoming = { next: rows.next() }
    archive.add(`xl/worksheets/sheet${names.length}.xml`, sheetText(columns, rows, upcoming, tongue))
    if (!upcoming.next.done) addSheet(name, columns, resume(upcoming.next, rows), part + 1)
  }

  return {
    add(name, columns, rows) {
      const iterator = rows[Symbol.iterator]()
      try {
        addSheet(name, columns, iterator, 1)
      } finally {
        iterator.return?.() // a disk that is full ends it in the middle
      }
    },
    finish() {
      const list = (each: (name: string, no: number) => string) =>
        names.map((n, i) => each(n, i + 1)).join('')
      archive.add('xl/styles.xml', [STYLES])
      archive.add('xl/workbook.xml', [
        `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${list(
          (name, no) => `<sheet name="${escaped(name)}" sheetId="${no}" r:id="rId${no}"/>`
        )}</sheets></workbook>`
      ])
      archive.add('xl/_rels/workbook.xml.rels', [
        `${XML}<Relationships xmlns="${PACKAGE}/relationships">${list(
          (_name, no) =>
            `<Relationship Id="rId${no}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${no}.xml"/>`
        )}<Relationship Id="rId${names.length + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`
      ])
      archive.add('_rels/.rels', [
        `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`
      ])
      const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
      archive.add('[Content_Types].xml', [
        `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/>\
<Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/>${list(
          (_name, no) =>
            `<Override PartName="/xl/worksheets/sheet${no}.xml" ContentType="${type}.worksheet+xml"/>`
        )}</Types>`
      ])
      archive.finish()
    }
  }
}

/** One sheet's text; what the sheet has no room for is left in `upcoming`. */
function* sheetText(
  columns: Column[],
  rows: Iterator<Record<string, Cell>>,
  upcoming: { next: IteratorResult<Record<string, Cell>> },
  tongue: Tongue
): Generator<string> {
  const letters = columns.map((_, i) => letterOf(i))
  const widths = columns.map(
    ({ name, kind }, i) =>
      `<col min="${i + 1}" max="${i + 1}" width="${WIDE[name] ?? Math.max(LOOKS[kind].width, tongue.titles[name].length + 2)}" customWidth="1"/>`
  )
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData><row r="1">`
  for (const [i, { name }] of columns.entries())
    yield textCell(`${letters[i]}1`, tongue.titles[name], HEAD_STYLE)
  yield '</row>'
  let no = 1
  for (; !upcoming.next.done && no < MOST_ROWS; upcoming.next = rows.next()) {
    no++
    const row = upcoming.next.value
    let text = `<row r="${no}">`
    for (let i = 0; i < columns.length; i++) {
      text += cell(`${letters[i]}${no}`, columns[i]!, row[columns[i]!.name]!, tongue)
    }
    yield `${text}</row>`
  }
  yield '</sheetData></worksheet>'
}

function cell(at: string, { kind, list }: Column, value: Cell, { word, clock, yes }: Tongue): string {
  if (value === null || value === undefined) return ''
  const { style } = LOOKS[kind]
  const figure = (value: number) => `<c r="${at}"${style ? ` s="${style}"` : ''}><v>${value}</v></c>`
  if (list) return textCell(at, word(list, String(value)), style)
  if (kind === 'moment') return figure(clock(String(value)) / DAY_MS + DAYS_BEFORE_1970)
  if (kind === 'day') return figure(Date.parse(String(value)) / DAY_MS + DAYS_BEFORE_1970)
  if (kind === 'yes') return textCell(at, yes(Boolean(value)), style)
  if (kind === 'quantity') return figure(Number(value) / 1000)
  return typeof value === 'number' ? figure(value) : textCell(at, value, style)
}

function textCell(at: string, value: string, style: number): string {
  const text = escaped(value.length > MOST_CHARACTERS ? value.slice(0, MOST_CHARACTERS) : value)
  return `<c r="${at}" t="inlineStr"${style ? ` s="${style}"` : ''}><is><t xml:space="preserve">${text}</t></is></c>`
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no way to write these
const RISKY = /[&<>"\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udfff]/
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escaped(text: string): string {
  if (!RISKY.test(text)) return text
  return (
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: as above
      .replace(/[&<>"\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, (sign) => ENTITIES[sign] ?? '')
  )
}

/** The letters of a column: A to Z, then AA. */
function letterOf(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : letterOf(Math.floor(index / 26) - 1) + last
}

function* resume<Value>(
  first: IteratorYieldResult<Value>,
  rest: Iterator<Value>
): Generator<Value, undefined> {
  yield first.value
  for (let next = rest.next(); !next.done; next = rest.next()) yield next.value
}
