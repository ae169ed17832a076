import fc from 'fast-check'
import t from 'tap'
import { encodeSlip } from '../../server/printing/escpos.ts'
import { type Block, type Columns, layOut } from '../../views/receipts/document.ts'
import { Bitmap } from '../../views/receipts/dots/bitmap.ts'
import { print } from '../printer/second-decoder.ts'

// A printer does DLE EOT, DLE ENQ and DLE DC4 the moment they arrive, whatever they are in the middle of.
const dle = fc.constantFrom(0x10, 0x10, 0x04, 0x05, 0x14, 0x00, 0xff)
const dots = fc
  .record({ width: fc.integer({ min: 1, max: 384 }), height: fc.integer({ min: 1, max: 140 }) })
  .chain(({ width, height }) => {
    const length = ((width + 7) >> 3) * height
    const bytes = fc.uint8Array({ minLength: length, maxLength: length })
    const many = fc.array(dle, { minLength: length, maxLength: length }).map((list) => Uint8Array.from(list))
    return fc.oneof(bytes, many).map((filled) => ({ width, height, filled: withinWidth(filled, width) }))
  })

t.test('No picture is a command that a printer does out of turn', async (t) => {
  fc.assert(
    fc.property(dots, ({ width, height, filled }) => {
      const bitmap = new Bitmap(width, height, filled)
      const paper = printed([{ kind: 'image', bitmap, says: '' }, { kind: 'cut' }])
      return paper.out_of_turn.length === 0 && paper.faults.length === 0
    }),
    { numRuns: 300 }
  )

  await t.test('and none loses ink for it, or gains more than a dot at the right of another', async (t) => {
    const bytes = Uint8Array.from([0x10, 0x04, 0x10, 0x05, 0x10, 0x14, 0x10, 0x10])
    const paper = printed([{ kind: 'image', bitmap: new Bitmap(64, 1, bytes), says: '' }])
    const left = (paper.width - 64) / 2
    const said = paper.rows[0]!.slice(left, left + 64).join('')
    t.equal(said, ['18', '04', '18', '05', '18', '14', '10', '10'].map(bits).join(''))
  })
})

t.test('Without the wider dot the same picture would open a drawer, or this proves nothing', async (t) => {
  const bitmap = new Bitmap(64, 1, Uint8Array.from([0x10, 0x14, 0x01, 0x00, 0x03, 0, 0, 0]))
  const bytes = encodeSlip(layOut(slip([{ kind: 'image', bitmap, says: '' }]), 32), {
    columns: 32,
    code_page: 'pc858',
    cut: 'partial'
  })
  t.equal(print(bytes, 32).out_of_turn.length, 0)
  const unguarded = Buffer.from(bytes)
  unguarded[unguarded.indexOf(0x18)] = 0x10
  t.equal(print(unguarded, 32).out_of_turn.length, 1)
})

t.test('A QR code whose length would be such a command is drawn, and says the same', async (t) => {
  // Its length is told as 1040, which is 10 04 on the wire, and 1296, which is 10 05.
  for (const length of [1040, 1296]) {
    const data = 'a'.repeat(length - 3)
    const paper = printed([{ kind: 'qr', data }], 48)
    t.same(paper.out_of_turn, [])
    t.match(paper.said, [{ kind: 'dots' }])
    t.match(printed([{ kind: 'qr', data: `${data}a` }], 48).said, [{ kind: 'qr' }], 'one more is no trouble')
  }
})

t.test('A code that holds control characters is printed as text', async (t) => {
  for (const data of ['a\x10\x14\x01\x00\x03', 'tanpa\nbaris', '\x1bp\0', 'x\x7f', 'y\x85']) {
    const kinds = printed([
      { kind: 'qr', data },
      { kind: 'barcode', data }
    ]).said.map(({ kind }) => kind)
    t.same([...new Set(kinds)], ['text'], JSON.stringify(data))
  }
})

t.test('No name is a command, on no printer', async () => {
  const name = fc
    .array(
      fc.constantFrom(
        '\x10',
        '\x04',
        '\x05',
        '\x14',
        '\x1b',
        'p',
        '\0',
        '\x1d',
        'V',
        'é',
        '酒',
        'ģ',
        ' ',
        'A'
      ),
      {
        maxLength: 60
      }
    )
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(name, fc.constantFrom('pc858', 'wpc1252', 'pc437', 'ascii', 'drawn'), (text, code_page) => {
      const rows = layOut(
        slip([{ kind: 'pair', left: text, right: '1.000' }, { kind: 'cut' }]),
        32,
        code_page
      )
      const paper = print(encodeSlip(rows, { columns: 32, code_page, cut: 'partial' }), 32)
      const kinds = paper.said.map(({ kind }) => kind)
      return (
        paper.out_of_turn.length === 0 &&
        paper.faults.length === 0 &&
        !kinds.includes('pulse') &&
        kinds.filter((kind) => kind === 'cut').length === 1
      )
    }),
    { numRuns: 1000 }
  )
})

function slip(blocks: Block[]) {
  return { title: '', blocks }
}

function printed(blocks: Block[], columns: Columns = 32) {
  const rows = layOut(slip(blocks), columns)
  return print(encodeSlip(rows, { columns, code_page: 'pc858', cut: 'partial' }), columns)
}

/** Beyond its width a row has no ink. */
function withinWidth(bytes: Uint8Array, width: number): Uint8Array {
  const stride = (width + 7) >> 3
  const last = 0xff << ((8 - (width & 7)) & 7)
  return bytes.map((byte, i) => (i % stride === stride - 1 ? byte & last : byte))
}

function bits(hex: string): string {
  return Number.parseInt(hex, 16).toString(2).padStart(8, '0')
}
