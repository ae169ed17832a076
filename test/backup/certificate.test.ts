import t from 'tap'
import type { Certificate } from '../../server/backup/proof/certificate.ts'
import type { Expected, Proof, Step } from '../../server/backup/proof/proof.ts'
import { proveDatabase } from '../../server/backup/proof/prove.ts'
import { RULES, type Rule } from '../../server/backup/proof/rules.ts'
import { certificatePage } from '../../views/backup/certificate.ts'
import { certificateText } from '../../views/backup/certificate-text.ts'
import type { Page } from '../../views/page.ts'
import { wordsIn } from '../../views/words/words.ts'
import { layDatabase } from './lay-database.ts'
import { openTradedShop } from './traded-shop.ts'

const NOTHING_KNOWN: Expected = { sum: null, counts: null, ledger: null, last_event_id: null }

const shop = await openTradedShop(t)
const { path } = layDatabase(t, shop.image())
const proof = await proveDatabase(path, NOTHING_KNOWN)

const certificate: Certificate = {
  made_at: '2026-11-22T20:10:00.000Z',
  destination: 'Flashdisk merah',
  shop_name: 'Toko Makmur Jaya',
  generation: '00000003-9f2ab41c',
  seq: 18_233,
  state_at: '2026-11-22T05:03:00.000Z',
  proof,
  seconds_taken: 18.4,
  bytes_read: 84_300_000,
  app_version: '0.1.0'
}

/** The same, had there been something to compare it with. */
const compared: Proof = {
  ...proof,
  steps: proof.steps.map((step): Step => ({ ...step, is_compared: true }))
}

await t.test('A restoring that went well is one big sentence, and what stands behind it', async (t) => {
  const id = shown('id', proof)
  t.match(id, /<h1>.*Terbukti pulih/s)
  t.match(
    shown('id', compared),
    /Cadangan di Flashdisk merah sudah dicoba dipulihkan\. Isinya lengkap sampai 22\/11\/2026, 12\.03\./
  )
  t.match(id, /<dt>Penjualan terakhir<\/dt><dd>K[12]-0\d+, 22\/11\/2026, 12\.00<\/dd>/)
  t.match(id, /<dt>Lama pemulihan<\/dt><dd>19 detik, membaca 85 MB<\/dd>/)
  t.match(id, /Isinya utuh dan cocok satu sama lain, terakhir 22\/11\/2026, 12\.03\./)
  t.match(id, /Pembukuan cocok sampai rupiah terakhir/)
  t.equal(id.match(/belum ada pembandingnya/g)?.length, 5, 'what was not compared says so')
  t.notMatch(id, /tidak cocok|undefined|\[object/)
  for (const sentence of Object.values(wordsIn('id').proof.steps)) {
    t.ok(shown('id', compared).includes(sentence), sentence)
  }
  const en = shown('en', proof)
  t.match(en, /<h1>.*Proven to restore/s)
  t.match(en, /The books agree to the last rupiah/)
})

await t.test('One that did not says so first, and each rule that is broken in plain words', async (t) => {
  const faults = (Object.keys(RULES) as Rule[]).map((rule) => ({
    rule,
    offenders: [{ receipt_no: 'K1-000012', off: 5 }]
  }))
  const steps = proof.steps.map((step): Step => {
    if (step.name === 'books') {
      return {
        ...step,
        ok: false,
        found: { rules: 33, faults },
        detail: 'sale-lines: [{"receipt_no":"K1-000012"}]'
      }
    }
    return step.name === 'pages'
      ? { ...step, ok: false, found: null, detail: 'the file is <b>not</b> a database' }
      : step
  })
  const broken: Proof = { ...proof, ok: false, steps }
  for (const locale of ['id', 'en'] as const) {
    const page = shown(locale, broken)
    const text = certificateText(telling(locale), { ...certificate, proof: broken })
    const w = wordsIn(locale).proof
    t.match(page, w.not_proved)
    t.ok(text.startsWith(w.not_proved.toUpperCase()))
    const flat = text.replace(/\s+/g, ' ')
    for (const rule of Object.keys(RULES) as Rule[]) {
      t.ok(page.includes(w.rules[rule]), rule)
      t.ok(flat.includes(`- ${w.rules[rule]}: K1-000012 · 5`), rule)
    }
    t.match(page, 'the file is &lt;b&gt;not&lt;/b&gt; a database')
    t.notMatch(page, 'sale-lines:', 'in no words of ours twice')
  }
})

await t.test('What nothing could be read of is told without a guess', async (t) => {
  const { path } = layDatabase(t, Buffer.from('Bu Ratna, cadangannya sudah jalan.'))
  const nothing = await proveDatabase(path, NOTHING_KNOWN)
  const text = certificateText(telling('id'), { ...certificate, proof: nothing })
  t.match(text, /BELUM TERBUKTI PULIH\r\n/)
  t.match(text, /Jumlah penjualan +tidak terbaca/)
  t.match(text, /the file is not a database/)
  t.match(shown('en', nothing), /can’t be read/)
})

await t.test('On the flashdisk it is plain text that any machine can show', async (t) => {
  const text = certificateText(telling('id'), { ...certificate, proof, shop_name: 'Toko\nTERBUKTI' })
  const lines = text.split('\r\n')
  t.equal(lines.at(-1), '', 'the last line ends too')
  t.notMatch(text.replaceAll('\r\n', ''), /[\r\n]/)
  t.equal(lines[0], 'TERBUKTI PULIH')
  t.ok(
    lines.every((line) => line.length <= 80),
    'no line is wider than a screen'
  )
  t.match(text, /Toko +Toko TERBUKTI/, 'a name makes no lines of its own')
  t.equal(text.match(/^ {2}\[[v-]\] /gm)?.length, proof.steps.length)
})

await t.test('What somebody typed as a name stays text', async (t) => {
  const page = certificatePage(pageIn('id'), {
    ...certificate,
    destination: '<script>',
    shop_name: '<i>'
  }).text
  t.notMatch(page, /Cadangan di <script>|<dd><i>/)
})

function telling(locale: 'id' | 'en') {
  return { words: wordsIn(locale), locale, zone: 'Asia/Jakarta' }
}

function pageIn(locale: 'id' | 'en'): Page {
  return {
    ...telling(locale),
    shop_name: 'Toko Makmur Jaya',
    who: null,
    terminal: null,
    may: () => true,
    path: '/',
    file: (name) => `/static/${name}`,
    csrf_token: () => ''
  }
}

function shown(locale: 'id' | 'en', of: Proof): string {
  return certificatePage(pageIn(locale), { ...certificate, proof: of }).text
}
