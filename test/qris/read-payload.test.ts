import t from 'tap'
import { crcOf } from '../../server/qris/crc.ts'
import { Fault, type FaultCode } from '../../server/qris/fault.ts'
import { readPayload, readStatic } from '../../server/qris/read-payload.ts'
import { crcByTable, DYNAMIC, field, national, STATIC, sealed, variant } from './payloads.ts'

/** The code without its checksum. */
const body = STATIC.slice(0, -8)

await t.test('The checksum is the one that payment codes carry', async (t) => {
  t.equal(crcOf('123456789'), '29B1')
  t.equal(crcByTable('123456789'), '29B1')
  t.equal(crcOf(''), 'FFFF')
  t.equal(crcOf(STATIC.slice(0, -4)), 'BF9F')
  t.equal(crcOf(DYNAMIC.slice(0, -4)), '772B')
})

await t.test('A code', async (t) => {
  await t.test('says whom it pays', async (t) => {
    t.match(readStatic(STATIC), {
      text: STATIC,
      merchant: {
        name: 'TOKO CONTOH',
        city: 'BANDUNG',
        nmid: 'ID1000000000001',
        criteria: 'UMI',
        mcc: '5411'
      }
    })
  })

  await t.test('is read from among the blanks that pasting leaves around it, and only around', async (t) => {
    t.match(readStatic(`\r\n\t ${STATIC}  \n`), { text: STATIC })
    const broken = `${STATIC.slice(0, 60)}\n${STATIC.slice(60)}`
    t.match(readStatic(broken), { code: 'characters', facts: { position: 61, found: '\n' } })
  })

  await t.test(
    'may hold a longer name than the standard allows, and one that looks like a field',
    async (t) => {
      const name = 'WARUNG MAKAN SEDERHANA BU HAJI 6304 CABANG 2'
      t.equal(name.length, 44)
      t.match(readStatic(variant({ 59: name })), { merchant: { name } })
      t.match(readStatic(variant({ 59: '5802ID 010211' })), { merchant: { name: '5802ID 010211' } })
    }
  )

  await t.test('may name its fields in any order, the checksum last', async (t) => {
    const shuffled = sealed(
      `000201${field('60', 'BANDUNG')}${field('59', 'TOKO')}5802ID53033605204541151${
        national('ID1000000000001').length
      }${national('ID1000000000001')}010211`
    )
    t.match(readStatic(shuffled), { merchant: { name: 'TOKO', nmid: 'ID1000000000001' } })
  })
})

await t.test('A code that was changed anywhere, in any one byte, is refused', async (t) => {
  const bytes = Buffer.from(STATIC, 'latin1')
  const accepted: string[] = []
  for (let at = 0; at < bytes.length; at++) {
    const original = bytes[at]!
    for (let byte = 0; byte < 256; byte++) {
      if (byte === original) continue
      bytes[at] = byte
      if (!(readStatic(bytes.toString('latin1')) instanceof Fault)) accepted.push(`${at}: ${byte}`)
    }
    bytes[at] = original
  }
  t.same(accepted, [], `${bytes.length} places, 255 other bytes each`)
})

await t.test('A code that was cut short anywhere is refused, and one knows where', async (t) => {
  const codes = new Map<FaultCode, number>()
  for (let length = 0; length < STATIC.length; length++) {
    const fault = readStatic(STATIC.slice(0, length)) as Fault
    t.ok(fault instanceof Fault, `${length} characters`)
    codes.set(fault.code, (codes.get(fault.code) ?? 0) + 1)
  }
  t.same([...codes.keys()].sort(), ['cut-short', 'length-lies', 'missing-crc', 'too-short'])
  const half = STATIC.slice(0, STATIC.indexOf(' CONTOH6007'))
  t.match(readStatic(half), { code: 'length-lies', facts: { tag: '59', expected: 11, found: 4 } })
  t.match(readStatic(body), { code: 'missing-crc' })
  t.match(readStatic(`${body}63`), { code: 'cut-short', facts: { after: '61' } })
})

await t.test('A length that lies', async (t) => {
  const starts = fieldStarts(STATIC)

  await t.test('is refused at every field and for every other length', async (t) => {
    const accepted = lies(STATIC, starts, (lie) => lie)
    t.same(accepted, [])
  })

  await t.test(
    'is refused even by one who mends the checksum, unless the lie is a code of its own',
    async (t) => {
      const accepted = lies(STATIC, starts, (lie) => sealed(lie.slice(0, -8)))
      // Each of these ends just where another field begins, such as the city that takes the whole postal code into
      // its name: with a checksum of its own that is another code, and not a broken one.
      t.same(
        accepted.join(),
        '26 says 42,26 says 55,26.00 says 38,26.00 says 51,26.00 says 58,26.01 says 31,26.01 says 38,26.02 says 16,' +
          '51 says 37,60 says 16'
      )
      t.match(readStatic(sealed(body.replace('6007BANDUNG', '6016BANDUNG'))), {
        merchant: { city: 'BANDUNG610540111' }
      })
    }
  )

  await t.test('is named: which field, what it promised, what was left', async (t) => {
    const short = sealed(body.replace('610540111', '619940111'))
    t.match(readStatic(short), { code: 'length-lies', facts: { tag: '61', expected: 99, found: 13 } })
    const inner = variant({ 51: national('ID1000000000001').replace('0303UMI', '0309UMI') })
    t.match(readStatic(inner), { code: 'length-lies', facts: { tag: '51.03', expected: 9, found: 3 } })
    t.match(readStatic(variant({ 62: '0799K1' })), { code: 'length-lies', facts: { tag: '62.07' } })
    t.match(readStatic(variant({ 26: 'X' })), { code: 'cut-short', facts: { after: '26' } })
    t.match(readStatic(sealed(body.replace('5204', '52 4'))), {
      code: 'length-unreadable',
      facts: { tag: '52', found: ' 4' }
    })
    t.match(readStatic(sealed(body.replace('5911TOKO', '5909TOKO'))), {
      code: 'tag-unreadable',
      facts: { after: '59', found: 'OH' }
    })
  })
})

await t.test('What is no QRIS code of a shop says why', async (t) => {
  const facts: [why: string, payload: string, code: FaultCode, facts?: object][] = [
    ['nothing', '', 'too-short', { found: 0 }],
    ['only blanks', ' \n ', 'too-short'],
    ['an address', 'https://contoh.example/bayar/123', 'not-a-payment-code'],
    ['no end', `000201${'A'.repeat(600)}`, 'too-long', { found: 606, most: 512 }],
    ['a letter of another script', STATIC.replace('TOKO', 'TØKO'), 'characters', { found: 'Ø' }],
    ['an emoji', STATIC.replace('TOKO', '🛒OKO'), 'characters', { found: '🛒' }],
    ['two codes in one', STATIC + STATIC, 'duplicate-tag'],
    ['something after the checksum', `${STATIC}6402ID`, 'crc-not-last', { after: '64' }],
    ['a checksum in small letters', `${STATIC.slice(0, -4)}bf9f`, 'crc-wrong', { expected: 'BF9F' }],
    ['a checksum of three', `${body}6303${crcOf(`${body}6303`).slice(1)}`, 'crc-wrong'],
    ['a field twice', sealed(`${body}5911TOKO CONTOH`), 'duplicate-tag', { tag: '59' }],
    ['an inner field twice', variant({ 62: '0701A0701B' }), 'duplicate-tag', { tag: '62.07' }],
    ['dollars', variant({ 53: '840' }), 'not-rupiah', { found: '840', expected: '360' }],
    ['Singapore', variant({ 58: 'SG' }), 'not-indonesia', { found: 'SG' }],
    ['another scheme', variant({ 51: national('ID1000000000001', 'COM.CONTOH') }), 'not-qris'],
    ['a bank by itself', variant({ 51: undefined }), 'not-qris', { found: '' }],
    ['an id too short', variant({ 51: national('ID100') }), 'nmid-wrong', { found: 'ID100' }],
    ['an id with a letter', variant({ 51: national('ID100000000000A') }), 'nmid-wrong'],
    ['no id', variant({ 51: field('00', 'ID.CO.QRIS.WWW') }), 'nmid-wrong', { found: '' }],
    ['no name', variant({ 59: undefined }), 'missing-tag', { tag: '59' }],
    ['a blank name', variant({ 59: '  ' }), 'missing-tag', { tag: '59' }],
    ['no currency', variant({ 53: undefined }), 'missing-tag', { tag: '53' }],
    ['a code for one payment', DYNAMIC, 'not-static', { found: '12' }],
    ['no word of its kind', variant({ '01': undefined }), 'not-static', { found: '' }],
    ['an amount of its own', variant({ 54: '10000' }), 'has-amount', { found: '10000' }]
  ]
  for (const [why, payload, code, expected] of facts) {
    t.match(readStatic(payload), { code, ...(expected && { facts: expected }) }, why)
  }
  t.match(readPayload(DYNAMIC), { merchant: { name: 'TOKO CONTOH' } }, 'a code for one payment can be read')
})

/** Where each field begins, those within the accounts too, with its path. */
function fieldStarts(payload: string): [path: string, at: number][] {
  const starts: [string, number][] = []
  const walk = (from: number, to: number, within: string): void => {
    for (let at = from; at < to; ) {
      const tag = payload.slice(at, at + 2)
      const length = Number(payload.slice(at + 2, at + 4))
      starts.push([within + tag, at])
      if (!within && (tag === '26' || tag === '51')) walk(at + 4, at + 4 + length, `${tag}.`)
      at += 4 + length
    }
  }
  walk(0, payload.length, '')
  return starts
}

/** Lets each field but the checksum's say every other length. @returns the lies that were believed. */
function lies(payload: string, starts: [string, number][], mend: (lie: string) => string): string[] {
  const believed: string[] = []
  for (const [path, at] of starts) {
    for (let length = 0; length < 100; length++) {
      const digits = String(length).padStart(2, '0')
      if (payload.slice(at + 2, at + 4) === digits) continue
      const lie = mend(`${payload.slice(0, at + 2)}${digits}${payload.slice(at + 4)}`)
      if (path !== '63' && !(readStatic(lie) instanceof Fault)) believed.push(`${path} says ${digits}`)
    }
  }
  return believed
}
