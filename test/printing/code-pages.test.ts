import t from 'tap'
import { encodeSlip } from '../../server/printing/escpos.ts'
import { BYTES_OF, CODE_PAGES, type CodePage, printable } from '../../views/receipts/code-page.ts'
import { layOut } from '../../views/receipts/document.ts'
import { cellsOf } from '../../views/receipts/dots/glyphs.ts'
import { columnsOf } from '../../views/receipts/rows.ts'
import { PAGES } from '../printer/pages.ts'
import { readSlip } from '../printer/read-slip.ts'
import { print } from '../printer/second-decoder.ts'

const NUMBERS = { pc437: 0, wpc1252: 16, pc858: 19 } as const

function paperOf(text: string, code_page: CodePage) {
  const rows = layOut({ title: '', blocks: [{ kind: 'text', text }] }, 48, code_page)
  return { rows, paper: print(encodeSlip(rows, { columns: 48, code_page, cut: 'none' }), 48) }
}

for (const [page, number] of Object.entries(NUMBERS) as [keyof typeof NUMBERS, number][]) {
  t.test(`Each byte of ${page} is the character that Unicode’s table says`, async (t) => {
    const table = PAGES[number]!
    for (const [character, byte] of BYTES_OF[page]) t.equal(table[byte - 0x80], character, `byte ${byte}`)
    const left_out = table.filter((character) => !BYTES_OF[page].has(character)).join('')
    // Undefined places of windows-1252 are control characters; the rest is a space and a hyphen that can't be seen.
    t.match(left_out, /^[\x80-\x9f\u00a0\u00ad]+$/)
  })

  t.test(`A printer set to ${page} prints each of its characters itself`, async (t) => {
    for (const character of BYTES_OF[page].keys()) {
      if (printable(character) !== character) continue // print’s own quotation marks and dashes
      const { paper } = paperOf(`a${character}b`, page)
      t.match(paper.said, [{ kind: 'text', text: `a${character}b`, columns: 3 }], character)
      t.equal(columnsOf(character), 1, `${character} takes one column on paper`)
      t.equal(cellsOf(character.codePointAt(0)!), 1, `and one where it is drawn`)
      t.same(paper.faults, [])
    }
  })
}

t.test('A printer is told which page the slip is written in, and one of plain ASCII nothing', async (t) => {
  const told = (page: CodePage) => {
    const bytes = encodeSlip([], { columns: 32, code_page: page, cut: 'none' })
    const command = bytes.indexOf('\x1bt')
    return command === -1 ? undefined : bytes[command + 2]
  }
  t.same(CODE_PAGES.map(told), [19, 16, 0, undefined, undefined])
})

t.test('What a page lacks is drawn, and reads the same', async (t) => {
  const texts: Record<string, CodePage[]> = {
    'Kopi tubruk': ['drawn'],
    'Café crème': ['ascii', 'drawn'],
    '5 €': ['pc437', 'ascii', 'drawn'],
    'œuf Š Ž': ['pc858', 'pc437', 'ascii', 'drawn'],
    '≥ ½ Γ': ['pc858', 'wpc1252', 'ascii', 'drawn'],
    '日本酒 5 kg': [...CODE_PAGES],
    '10⁴ №5 ™': [...CODE_PAGES]
  }
  for (const [text, drawn_on] of Object.entries(texts)) {
    for (const page of CODE_PAGES) {
      const { paper } = paperOf(text, page)
      t.equal(paper.said[0]?.kind, drawn_on.includes(page) ? 'dots' : 'text', `${text} on ${page}`)
      t.same(readSlip(paper), [text])
      t.same(paper.faults, [])
    }
  }
})
