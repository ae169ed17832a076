import { create } from 'qrcode'
import t from 'tap'
import { qrSvg } from '../../views/qr.ts'
import { darkRuns, decodeQr, modulesOf } from './decode-qr.ts'
import { DYNAMIC, field, STATIC, variant } from './payloads.ts'

await t.test('A drawn code', async (t) => {
  await t.test('says what it was drawn for, to a camera', async (t) => {
    const long = variant({
      59: 'WARUNG MAKAN SEDERHANA BU HAJI CABANG KOTA 2',
      62: field('08', 'x'.repeat(30))
    })
    for (const payload of [STATIC, DYNAMIC, long]) {
      t.equal(decodeQr(modulesOf(qrSvg(payload, 'QRIS').text)), payload)
    }
  })

  await t.test('is the code that the package makes, module for module', async (t) => {
    const { size, data } = create(DYNAMIC, { errorCorrectionLevel: 'M' }).modules
    t.same(
      modulesOf(qrSvg(DYNAMIC, 'QRIS').text).flat(),
      Array.from({ length: size * size }, (_, i) => Boolean(data[i]))
    )
  })

  await t.test('is black on white with four modules of quiet around, and named', async (t) => {
    const svg = qrSvg(STATIC, 'QRIS <TOKO>').text
    const [, size] = /viewBox="0 0 (\d+) \1"/.exec(svg)!
    t.match(svg, `<path fill="#ffffff" d="M0 0h${size}v${size}h-${size}z"/>`)
    t.match(svg, 'aria-label="QRIS &lt;TOKO&gt;"')
    t.match(svg, '<title>QRIS &lt;TOKO&gt;</title>')
    const xs = [...darkRuns(svg)].flatMap(([x, y, length]) => [x, y, Number(size) - x - length])
    t.equal(Math.min(...xs), 4)
  })
})
