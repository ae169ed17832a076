import fc from 'fast-check'
import t from 'tap'
import { encodePulse, encodeSlip } from '../../server/printing/escpos.ts'
import { printable } from '../../views/receipts/code-page.ts'
import { asText, type Block, type Columns, layOut, type Row } from '../../views/receipts/document.ts'
import { asPicture } from '../../views/receipts/picture.ts'
import { widthOf } from '../../views/receipts/rows.ts'
import { decode, type PrinterEvent } from '../printer/decode.ts'
import { isOnPaper } from '../printer/read-slip.ts'
import { print as onPaper, type Paper } from '../printer/second-decoder.ts'

const slip = (...blocks: Block[]) => ({ title: 'Struk', blocks })
const lines = (columns: Columns, ...blocks: Block[]): string[] =>
  asText(layOut(slip(...blocks), columns)).split('\n')
const print = (columns: Columns, ...blocks: Block[]): PrinterEvent[] =>
  decode(encodeSlip(layOut(slip(...blocks), columns), { columns, code_page: 'pc858', cut: 'partial' }))

/** Whether each row came out in its turn, and nothing else. */
function saysAll(paper: Paper, rows: readonly Row[]): boolean {
  const printed = rows.filter(({ kind }) => kind !== 'feed')
  return (
    printed.length === paper.said.length && printed.every((row, i) => isOnPaper(row, paper, paper.said[i]!))
  )
}

await t.test('The layout', async (t) => {
  await t.test('puts the figure on the last line of a long name, in a column of its own', async (t) => {
    const roti: Block = {
      kind: 'pair',
      left: 'Roti bakar coklat keju spesial pedas manis asin gurih banget',
      right: '20.000'
    }
    t.same(lines(32, roti), [
      'Roti bakar coklat keju', //
      'spesial pedas manis asin',
      'gurih banget              20.000'
    ])
    t.same(lines(48, roti), [
      'Roti bakar coklat keju spesial pedas', //
      'manis asin gurih banget                   20.000'
    ])
  })

  await t.test('gives a figure its own line when the two do not fit side by side', async (t) => {
    const total: Block = { kind: 'pair', left: 'TOTAL BELANJA', right: 'Rp 1.320.500', size: 'double' }
    t.same(lines(32, total), ['TOTAL BELANJA', '        Rp 1.320.500'])
    t.same(lines(32, { kind: 'pair', left: '', right: '500' }), ['500'.padStart(32)])
    t.same(lines(32, { kind: 'pair', left: 'Kas', right: '9'.repeat(40) }), [
      'Kas',
      '9'.repeat(32),
      '9'.repeat(8).padStart(32)
    ])
  })

  await t.test('breaks a word only where no paper is left, and keeps an indent', async (t) => {
    t.same(lines(32, { kind: 'text', text: 'x'.repeat(70) }), ['x'.repeat(32), 'x'.repeat(32), 'x'.repeat(6)])
    t.same(lines(32, { kind: 'text', text: '  2 x 10.000 potongan langganan toko' }), [
      '  2 x 10.000 potongan langganan',
      '  toko'
    ])
  })

  await t.test('starts a new line at a line break, and centres by what is seen', async (t) => {
    t.same(lines(32, { kind: 'text', text: 'Jl. Melati 3\r\n\nBogor', align: 'center' }), [
      '          Jl. Melati 3',
      '',
      '             Bogor'
    ])
  })

  await t.test('counts two columns for each character of double width', async (t) => {
    const [row] = layOut(slip({ kind: 'text', text: 'TOKO', size: 'double', align: 'right' }), 32)
    t.match(row, { indent: 24, text: 'TOKO' })
  })

  await t.test('prints as text what no bars and no code can hold', async (t) => {
    t.same(lines(32, { kind: 'barcode', data: 'kopi™' }), [`${' '.repeat(13)}kopi™`])
    t.equal(print(32, { kind: 'barcode', data: 'kopi™' }).at(-1)?.kind, 'raster')
    t.equal(
      print(32, { kind: 'barcode', data: 'A-1234567890-1234' }).at(-1)?.kind,
      'line',
      'too wide for 58 mm'
    )
    t.notOk(print(32, { kind: 'qr', data: 'x'.repeat(2400) }).some((event) => event.kind === 'qr'))
  })

  await t.test('refuses blank paper without end', async (t) => {
    t.throws(() => layOut(slip({ kind: 'feed', lines: 0 }), 32), { name: 'AssertionError' })
    t.throws(() => layOut(slip({ kind: 'feed', lines: 256 }), 32), { name: 'AssertionError' })
  })
})

await t.test(
  'What is typed is printed as it is, but for what can’t be seen or would be read as something else',
  async (t) => {
    const printed: Record<string, string> = {
      'Café crème 5 €': 'Café crème 5 €',
      'Cafe\u0301': 'Café',
      'Phở bò, şeker, œuf, Łódź': 'Phở bò, şeker, œuf, Łódź',
      '“Best” – it’s… 1⁄2': '"Best" - it\'s... 1/2',
      'Ｋｏｐｉ ﬁlter №5 𝓐': 'Kopi filter №5 A',
      '10⁴ m² ™ ½': '10⁴ m² ™ ½',
      'Kopi 😀👨‍👩‍👧 日本': 'Kopi 😀👨‍👩‍👧 日本',
      'a\u00a0b\u2009c\u00add\u202ee': 'a b cde',
      'x\u0085y\u2028z\ud800': 'x y z',
      '\x1bp\0\x19A\r\n\x1d!\x11': ' p  A  ! '
    }
    for (const [typed, paper] of Object.entries(printed)) t.equal(printable(typed), paper, `prints ${paper}`)
  }
)

await t.test('The bytes', async (t) => {
  await t.test('of a slip say each thing once, in order, and nothing else', async (t) => {
    const events = print(
      48,
      { kind: 'text', text: 'TOKO MAJU', align: 'center', bold: true, size: 'double' },
      { kind: 'rule' },
      { kind: 'pair', left: 'Café crème', right: '12.500' },
      { kind: 'rule', char: '=' },
      { kind: 'pair', left: 'TOTAL', right: '12.500', bold: true },
      { kind: 'qr', data: 'https://toko.example/é', caption: 'Pindai' },
      { kind: 'barcode', data: '4006381333931' },
      { kind: 'barcode', data: 'A1-{0001}' },
      { kind: 'feed', lines: 2 },
      { kind: 'cut' }
    )
    const shape = { height_dots: 80, module_dots: 3, align: 'center' }
    t.strictSame(events, [
      { kind: 'reset' },
      { kind: 'line', text: `${' '.repeat(15)}TOKO MAJU`, columns: 33, style: 'bold double', align: 'left' },
      { kind: 'line', text: '-'.repeat(48), columns: 48, style: 'normal', align: 'left' },
      {
        kind: 'line',
        text: `Café crème${'12.500'.padStart(38)}`,
        columns: 48,
        style: 'normal',
        align: 'left'
      },
      { kind: 'line', text: '='.repeat(48), columns: 48, style: 'normal', align: 'left' },
      { kind: 'line', text: `TOTAL${'12.500'.padStart(43)}`, columns: 48, style: 'bold', align: 'left' },
      { kind: 'qr', data: 'https://toko.example/é', module_dots: 6, level: 'M', align: 'center' },
      { kind: 'line', text: `${' '.repeat(21)}Pindai`, columns: 27, style: 'normal', align: 'left' },
      { kind: 'barcode', symbology: 'ean13', data: '4006381333931', ...shape },
      { kind: 'line', text: `${' '.repeat(17)}4006381333931`, columns: 30, style: 'normal', align: 'left' },
      { kind: 'barcode', symbology: 'code128', data: 'A1-{0001}', ...shape },
      { kind: 'line', text: `${' '.repeat(19)}A1-{0001}`, columns: 28, style: 'normal', align: 'left' },
      { kind: 'feed', lines: 2 },
      { kind: 'cut', partial: true, feed_dots: 3 }
    ])
  })

  await t.test('of a cut become paper to tear off where the printer has no knife', async (t) => {
    const rows = layOut(slip({ kind: 'cut' }), 32)
    t.same(decode(encodeSlip(rows, { columns: 32, code_page: 'pc858', cut: 'none' })), [
      { kind: 'reset' },
      { kind: 'feed', lines: 4 }
    ])
  })

  await t.test('of a long QR code keep it within the narrow paper', async (t) => {
    for (const length of [1, 60, 250, 700, 2331]) {
      const [, code, ...rest] = print(32, { kind: 'qr', data: 'x'.repeat(length) })
      t.match(code, { kind: 'qr', data: 'x'.repeat(length) })
      t.same(rest, [])
      if (code?.kind !== 'qr') continue
      const picture = asPicture(layOut(slip({ kind: 'qr', data: code.data }), 32), 32)
      const modules = Math.max(
        ...[...picture.matchAll(/M(\d+) \d+h(\d+)v1h/g)].map(([, x, run]) => +x! + +run!)
      )
      t.ok(modules * code.module_dots <= 384, `${length} characters, ${modules} modules`)
    }
  })

  await t.test('of a slip laid out for wider paper are refused', async (t) => {
    const rows = layOut(slip({ kind: 'rule' }), 48)
    t.throws(() => encodeSlip(rows, { columns: 32, code_page: 'pc858', cut: 'partial' }), {
      name: 'AssertionError'
    })
  })

  await t.test('of a drawer pulse name the pin, feed the coil and let it rest', async (t) => {
    t.same(encodePulse({ pin: 2, on_ms: 120 }), Buffer.from([0x1b, 0x70, 0, 60, 240]))
    t.same(decode(encodePulse({ pin: 5, on_ms: 200 })), [{ kind: 'pulse', pin: 5, on_ms: 200, off_ms: 510 }])
    for (const on_ms of [0, 1, 121, 512, Number.NaN]) {
      t.throws(() => encodePulse({ pin: 2, on_ms }), { name: 'AssertionError' }, `${on_ms} ms`)
    }
  })
})

await t.test('The decoder, or these tests prove nothing,', async (t) => {
  const strays = (bytes: number[]): number =>
    decode(Buffer.from(bytes)).filter(({ kind }) => kind === 'stray').length
  await t.test('notices a command nobody sent on purpose', async (t) => {
    t.equal(strays([0x1b, 0x40, 0x0a]), 0)
    t.equal(strays([0x1b, 0x35, 0x0a]), 1, 'an unknown command')
    t.equal(strays([0x41, 0x07, 0x0a]), 1, 'a bell')
    t.equal(strays([0x1b, 0x70, 0x00]), 1, 'a pulse without its times')
    t.equal(strays([0x82, 0x0a]), 1, 'an accent before a code page was chosen')
    t.equal(strays([0x41]), 1, 'a line never fed')
    t.equal(strays([0x1d, 0x6b, 73, 3, 0x41, 0x42, 0x43]), 1, 'CODE128 without its set')
  })
})

const shopText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 90 }),
  fc.string({ unit: 'grapheme', maxLength: 90 }),
  fc
    .array(
      fc.constantFrom(
        'Kopi ',
        'é',
        '€',
        'ş',
        'œ',
        '日本',
        '😀',
        '👨‍👩‍👧',
        '\x1b',
        '\x1bp\0',
        '\x1d',
        '\x10\x04',
        '\n',
        '\t',
        '  ',
        'susu-kental-manis'
      ),
      {
        maxLength: 40
      }
    )
    .map((parts) => parts.join(''))
)
const looks = { bold: fc.boolean(), size: fc.constantFrom('normal', 'double') }
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({
    kind: fc.constant('text'),
    text: shopText,
    align: fc.constantFrom('left', 'center', 'right'),
    ...looks
  }),
  fc.record({ kind: fc.constant('pair'), left: shopText, right: shopText, ...looks }),
  fc.record({ kind: fc.constant('rule'), char: fc.constantFrom('-', '=') }),
  fc.record({ kind: fc.constant('qr'), data: shopText, caption: shopText }),
  fc.record({ kind: fc.constant('barcode'), data: fc.oneof(shopText, fc.stringMatching(/^[ -~]{1,30}$/)) }),
  fc.record({ kind: fc.constant('feed'), lines: fc.integer({ min: 1, max: 255 }) }),
  fc.constant({ kind: 'cut' })
) as fc.Arbitrary<Block>
const paper = fc.constantFrom<Columns>(32, 48)

await t.test('Whatever stands in the shop’s books,', async (t) => {
  const forAll = (check: (columns: Columns, blocks: Block[]) => boolean): void =>
    fc.assert(fc.property(paper, fc.array(block, { maxLength: 8 }), check), { numRuns: 1000 })

  await t.test('the paper says what the plain text says, and no text is a command', async () => {
    forAll((columns, blocks) => {
      const rows = layOut(slip(...blocks), columns)
      const bytes = encodeSlip(rows, { columns, code_page: 'pc858', cut: 'partial' })
      const paper = onPaper(bytes, columns)
      return (
        !decode(bytes).some(({ kind }) => kind === 'stray' || kind === 'pulse') &&
        paper.faults.length === 0 &&
        paper.out_of_turn.length === 0 &&
        saysAll(paper, rows)
      )
    })
  })

  await t.test('and paper that says anything else is seen, or this proves nothing', async (t) => {
    const drawn = (text: string, bold = false): Row[] =>
      layOut(slip({ kind: 'text', text, bold, align: 'center' }), 32)
    const rows = drawn('şeker')
    const paper = onPaper(encodeSlip(rows, { columns: 32, code_page: 'pc858', cut: 'partial' }), 32)
    t.ok(saysAll(paper, rows))
    for (const [text, bold] of [['şekeş'], ['seker'], ['şekr'], ['şeker.'], ['şeker', true]] as const)
      t.notOk(saysAll(paper, drawn(text, bold)), text)
  })

  await t.test('every line fits the paper and is of one style', async () => {
    forAll((columns, blocks) =>
      layOut(slip(...blocks), columns).every(
        (row) => row.kind !== 'line' || (widthOf(row) <= columns && row.text === row.text.trimEnd())
      )
    )
    forAll((columns, blocks) =>
      print(columns, ...blocks).every(
        (event) => event.kind !== 'line' || (event.columns <= columns && event.style !== 'mixed')
      )
    )
  })

  await t.test('no visible character gets lost between name and paper', async () => {
    fc.assert(
      fc.property(paper, shopText, shopText, (columns, left, right) => {
        const visible = (text: string): string => text.replaceAll(' ', '')
        const shown = lines(columns, { kind: 'pair', left, right }).join('')
        return visible(shown) === visible(printable(left)) + visible(printable(right))
      }),
      { numRuns: 1000 }
    )
  })

  await t.test('what was replaced once stays as it is', async () => {
    fc.assert(
      fc.property(shopText, (text) => printable(printable(text)) === printable(text)),
      { numRuns: 1000 }
    )
  })
})

await t.test('The picture', async (t) => {
  const words = (picture: string): string[] =>
    [...picture.matchAll(/<text[^>]*>(.*?)<\/text>/gs)].map(([, inner = '']) =>
      inner.replace(/<[^>]*>/g, '|')
    )

  await t.test('has the words of the paper, each run at its column', async (t) => {
    const rows = layOut(slip({ kind: 'pair', left: 'Kopi susu', right: '8.000' }, { kind: 'cut' }), 32)
    const picture = asPicture(rows, 32)
    t.same(words(picture), ['|Kopi susu||8.000|'])
    t.match(picture, 'x="40" textLength="108"')
    t.match(picture, 'x="364" textLength="60"')
  })

  await t.test('takes a name for words, never for markup', async (t) => {
    const name = '<script>alert(1)</script>"&'
    const picture = asPicture(layOut(slip({ kind: 'text', text: name }), 48), 48)
    t.notMatch(picture, /<script|<style|href/i)
    t.match(picture, '&lt;script&gt;alert(1)&lt;/script&gt;&#34;&amp;')
  })

  await t.test('draws the bars a scanner expects', async (t) => {
    const bars = (data: string): string => {
      const [path = ''] =
        asPicture(layOut(slip({ kind: 'barcode', data }), 48), 48).match(/M[^"]+v80h[^"]+/) ?? []
      const dark = [...path.matchAll(/M([\d.]+) [\d.]+h(\d+)/g)].map(([, x, dots]) => [
        Number(x) / 3,
        Number(dots) / 3
      ])
      const [start = 0] = dark[0] ?? []
      return dark.reduce(
        (drawn, [x = 0, wide = 0]) => drawn.padEnd(Math.round(x - start), '0') + '1'.repeat(wide),
        ''
      )
    }
    // Both as another encoder of bars, JsBarcode 3.12, writes them.
    t.equal(
      bars('4006381333931'),
      '10100011010100111010111101111010001001011001101010100001010000101000010111010010000101100110101'
    )
    t.equal(
      bars('A1-{z}'),
      '11010010000101000110001001110011010011011100111101101101101111011010100011110100011010001100011101011'
    )
  })
})
