import t from 'tap'
import { printable } from '../../views/receipts/code-page.ts'
import { type Columns, layOut } from '../../views/receipts/document.ts'
import { Bitmap } from '../../views/receipts/dots/bitmap.ts'
import { drawnColumns, drawText, textAsBitmap } from '../../views/receipts/dots/draw-text.ts'
import { cellsOf } from '../../views/receipts/dots/glyphs.ts'
import { asSeen } from '../../views/receipts/dots/right-to-left.ts'
import { columnsOf, type Line, widthOf } from '../../views/receipts/rows.ts'
import { wrap } from '../../views/receipts/wrap.ts'
import { BOX } from '../printer/glyphs.ts'
import { readLine } from '../printer/read-dots.ts'

const linesOf = (left: string, right: string, columns: Columns = 32): Line[] =>
  layOut({ title: '', blocks: [{ kind: 'pair', left, right }] }, columns) as Line[]

t.test('A letter takes the columns it is drawn in', async (t) => {
  const columns: Record<string, number> = {
    'Kopi susu': 9,
    'Żółty ĝ': 7,
    日本酒: 6,
    ﾃｽﾄ: 3,
    한국: 4,
    m̂x̄: 2,
    'ไทย น้ำ': 6,
    كتاب: 4,
    السلام: 5,
    '😀': 1,
    '👨‍👩‍👧': 1,
    '🇮🇩': 1,
    '👍🏽': 1,
    '5 €': 3
  }
  for (const [text, wide] of Object.entries(columns)) {
    t.equal(columnsOf(text), wide, text)
    t.equal(textAsBitmap(text).width, wide * 12)
  }
})

t.test('The figure stands at the right edge beside any name', async (t) => {
  for (const name of [
    '日本酒 大吟醸',
    'm̂iel',
    'كتاب الصلاة',
    'ספר תורה',
    '👨‍👩‍👧 menu',
    'น้ำปลา',
    'हिन्दी श्री'
  ]) {
    for (const columns of [32, 48] as const) {
      const lines = linesOf(name, '12.500', columns)
      t.equal(lines.length, 1)
      t.equal(widthOf(lines[0]!), columns, `${name} on ${columns}`)
    }
  }
})

t.test('A long name breaks by what it takes, never within a sign', async (t) => {
  t.same(wrap('日'.repeat(20), 32), ['日'.repeat(16), '日'.repeat(4)])
  t.same(wrap(`a${'日'.repeat(16)}`, 32), [`a${'日'.repeat(15)}`, '日'])
  t.same(wrap('m̂'.repeat(40), 32), ['m̂'.repeat(32), 'm̂'.repeat(8)])
  t.same(wrap('👨‍👩‍👧'.repeat(33), 32), ['👨‍👩‍👧'.repeat(32), '👨‍👩‍👧'])
  const endless = 'क्'.repeat(100)
  for (const part of wrap(endless, 32))
    t.ok(columnsOf(part) <= 32, 'a sign wider than the paper is taken apart')
  t.equal(wrap(endless, 32).join(''), endless)
})

t.test('Words written from the right are turned, and the line still begins at the left', async (t) => {
  const seen: Record<string, string> = {
    'ספר תורה': 'הרות רפס',
    'ספר 613 דף': 'ףד 613 רפס',
    'Buku ספר (חדש) 5': 'Buku (שדח) רפס 5',
    'ספר        12.500': 'רפס        12.500',
    'Kopi susu': 'Kopi susu'
  }
  for (const [typed, paper] of Object.entries(seen)) t.equal(asSeen(typed), paper)
})

t.test('Arabic letters join their neighbours', async (t) => {
  const forms = (word: string) =>
    [...asSeen(word)].reverse().map((letter) => letter.codePointAt(0)!.toString(16))
  t.same(forms('كتاب'), ['fedb', 'fe98', 'fe8e', 'fe8f'], 'at the start, in the middle, at the end, alone')
  t.same(forms('سلام'), ['feb3', 'fefc', 'fee1'], 'lam and alef are one')
  t.equal(asSeen('بِسْم').replaceAll(/\p{M}/gu, ''), asSeen('بسم'), 'accents part nobody')
  for (let code = 0xfe80; code <= 0xfefc; code++)
    t.equal(cellsOf(code), 1, 'a joined letter is as wide as a single')
})

t.test('An accent stands over its letter, also over a wide one', async (t) => {
  const over = (text: string) => textAsBitmap(text)
  const ink = (bitmap: Bitmap) =>
    bitmap.bytes.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0)
  for (const [letter, accented] of [
    ['m', 'm̂'],
    ['か', 'か゚']
  ] as const) {
    t.equal(over(accented).width, over(letter).width)
    t.ok(ink(over(accented)) > ink(over(letter)))
  }
})

t.test('What no font has is one box for each sign, and seen', async (t) => {
  const read = (text: string) => {
    const dots = new Bitmap(384, 24)
    drawText(dots, text, { x: 0, y: 0 })
    const rows = Array.from({ length: 24 }, (_, y) =>
      Uint8Array.from({ length: 384 }, (_, x) => Number(dots.at(x, y)))
    )
    return readLine(rows, 0)
  }
  t.equal(read('a😀b👨‍👩‍👧c🇮🇩d\ufffde'), `a${BOX}b${BOX}c${BOX}d${BOX}e`)
  t.equal(drawnColumns('a😀b👨‍👩‍👧c🇮🇩d'), 7)
})

t.test('What can’t be seen is not printed, and stays away', async (t) => {
  for (const unseen of [
    '\u200b',
    '\u200d',
    '\u202e',
    '\u2066',
    '\ufeff',
    '\u00ad',
    '\ufe0f',
    '\u034f',
    '\u115f',
    '\u0301'
  ]) {
    t.equal(
      printable(`a${unseen}b`).normalize('NFD'),
      unseen === '\u0301' ? 'a\u0301b' : 'ab',
      unseen.codePointAt(0)!.toString(16)
    )
  }
  t.equal(printable('\u0301'), '', 'an accent alone')
  t.equal(printable('👨\u200d👩'), '👨\u200d👩', 'but a couple stays together')
})
