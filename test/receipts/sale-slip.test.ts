import t from 'tap'
import type { SaleLine, SaleTax, SaleTender, WholeSale } from '../../server/sales/find-sales.ts'
import type { Standing } from '../../server/sales/find-standing.ts'
import { readSettings, type Settings } from '../../server/settings/read-settings.ts'
import { minor, sum } from '../../server/values/money.ts'
import { milli, priceOf } from '../../server/values/quantity.ts'
import { asText, type Columns, layOut } from '../../views/receipts/document.ts'
import { giftSlip } from '../../views/receipts/gift-slip.ts'
import { saleSlip } from '../../views/receipts/sale-slip.ts'
import { shareText, whatsAppUrl } from '../../views/receipts/share-text.ts'
import type { SlipContext } from '../../views/receipts/slip-head.ts'
import { wordsIn } from '../../views/words/words.ts'
import { openBox } from '../shop.ts'

type Reduction = Partial<SaleLine['reductions'][number]> & { kind: SaleLine['reductions'][number]['kind'] }

const box = await openBox(t)

function shop(decided: Partial<Settings> = {}): SlipContext {
  const settings = { ...readSettings(box.store), name: 'Toko Makmur', ...decided }
  return { settings, words: wordsIn(settings.locale) }
}

const RICE = line('Beras Pandan Wangi 5 kg', { price: 62_500 })
const NOODLES = line('Mi Instan Goreng', {
  quantity: 2000,
  unit: 'dus',
  price: 96_000,
  off: [{ kind: 'tier', amount_minor: minor(12_000) }]
})

t.test('A slip on paper of 58 mm says all that a customer has to know', async (t) => {
  const milk = line('Susu UHT Cokelat 1 L Kemasan Keluarga', {
    quantity: 3000,
    price: 19_900,
    off: [{ kind: 'promotion', name: 'Beli 2 gratis 1', amount_minor: minor(19_900) }]
  })
  const sold = sale({
    customer: 'Bu Tini',
    lines: [RICE, NOODLES, milk],
    rounding: -30,
    tenders: [
      tender('qris', 100_070, { reference: '612345678901' }),
      tender('card', 50_000, { method_name: 'EDC BCA', reference: '004321' }),
      tender('kasbon', 50_000),
      tender('cash', 100_000, { change: 17_800 })
    ]
  })
  const standing = { owed_minor: minor(125_000), points: { earned: 28, burnt: 0, held: 140 } }
  t.equal(
    drawn(sold, 32, { standing }),
    `
     Toko Makmur
--------------------------------
No K1-000123   22/11/2026, 14.05
Kasir Siti
Pelanggan Bu Tini
--------------------------------
Beras Pandan Wangi 5 kg
  1 x 62.500              62.500
Mi Instan Goreng
  2 dus x 96.000         192.000
  Grosir                 -12.000
Susu UHT Cokelat 1 L Kemasan
Keluarga
  3 x 19.900              59.700
  Beli 2 gratis 1        -19.900
--------------------------------
TOTAL Rp 282.300
Pembulatan                -Rp 30
Dibayar               Rp 282.270
QRIS *678901          Rp 100.070
EDC BCA *004321        Rp 50.000
Kasbon                 Rp 50.000
Tunai                 Rp 100.000
Kembali                Rp 17.800
--------------------------------
Sisa kasbon           Rp 125.000
Poin didapat                  28
Poin Anda                    140
      Anda hemat Rp 31.900

          Terima kasih
`
  )
})

t.test(
  'A slip on paper of 80 mm adds service and tax on top of the prices, and names each base',
  async (t) => {
    const lines = [
      line('Nasi Goreng Kampung', { quantity: 2000, price: 25_000, off: [share(5000)] }),
      line('Kerupuk', { quantity: 1000, price: 5000, off: [share(500)] })
    ]
    const taxes = [
      { label: 'PBJT', added: true, base: 52_000, tax: 5200 },
      { label: 'PPN', added: false, base: 4500, tax: 495 }
    ]
    const sold = sale({ lines, service: 2500, taxes, tenders: [tender('transfer', 57_200)] })
    const context = shop({ collects_tax: true, npwp: '0123456789012345', receipt_foot: 'Sampai jumpa' })
    t.equal(
      drawn(sold, 48, { context }),
      `
             Toko Makmur
            NPWP 0123 4567 8901 2345
------------------------------------------------
No K1-000123                   22/11/2026, 14.05
Kasir Siti
------------------------------------------------
Nasi Goreng Kampung
  2 x 25.000                              50.000
Kerupuk
  1 x 5.000                                5.000
------------------------------------------------
Subtotal                               Rp 55.000
Diskon belanja                         -Rp 5.500
Biaya layanan                           Rp 2.500
PBJT                                    Rp 5.200
TOTAL          Rp 57.200
Transfer                               Rp 57.200
------------------------------------------------
DPP PBJT                               Rp 52.000
DPP PPN                                 Rp 4.500
Termasuk PPN                              Rp 495
------------------------------------------------
              Anda hemat Rp 5.500

                  Sampai jumpa
`
    )
  }
)

t.test('A line', async (t) => {
  const drawnLine = (of: SaleLine) => {
    const text = drawn(sale({ lines: [of], tenders: [tender('cash', of.total_minor)] }), 32)
    return text.split('\n').filter((row) => row.startsWith('  '))[1]
  }
  await t.test('of a scale whose label holds the price says the weight to the gram', async (t) => {
    const eggs = line('Telur', { quantity: 512, unit: 'kg', price: 38_000, gross: 19_470 })
    t.match(drawnLine(eggs), '0,512 kg x 38.000')
  })
  await t.test('that an order promised at another price says only how many', async (t) => {
    const promised = line('Beras', { quantity: 2000, price: 62_500, gross: 100_000 })
    t.equal(drawnLine(promised)?.replace(/ +/g, ' '), ' 2 100.000')
  })
})

t.test('A slip of which nothing was taken off, rounded or owed has no line for it', async (t) => {
  const text = drawn(sale({ lines: [RICE], tenders: [tender('cash', 62_500)] }), 32)
  for (const word of ['Subtotal', 'Pembulatan', 'hemat', 'Poin', 'kasbon', 'DPP', 'Pelanggan']) {
    t.notMatch(text, word)
  }
})

t.test('A gift slip tells no price and no address where one stands', async (t) => {
  const sold = sale({ lines: [RICE, NOODLES], tenders: [tender('cash', 242_500)] })
  const document = giftSlip(shop(), sold)
  t.equal(
    `\n${asText(layOut(document, 32))}\n`,
    `
     Toko Makmur
--------------------------------
          STRUK HADIAH
No K1-000123   22/11/2026, 14.05
--------------------------------
Beras Pandan Wangi 5 kg    1 pcs
Mi Instan Goreng           2 dus
--------------------------------
   Tanpa harga. Simpan untuk
        menukar barang.

           K1-000123

          Terima kasih
`
  )
  t.notOk(document.blocks.some(({ kind }) => kind === 'qr'))
  t.match(asText(layOut(giftSlip(shop(), sold, 1), 32)), 'SALINAN')
})

t.test('A receipt as a message', async (t) => {
  const sold = sale({
    lines: [RICE, NOODLES],
    rounding: -50,
    tenders: [tender('cash', 250_000, { change: 7550 })]
  })

  await t.test('is whole in plain words', async (t) => {
    t.equal(
      `\n${shareText(shop(), sold, 'https://toko.example/r/link-1')}\n`,
      `
Toko Makmur
Struk K1-000123, 22/11/2026, 14.05

1 pcs Beras Pandan Wangi 5 kg: Rp 62.500
2 dus Mi Instan Goreng: Rp 180.000

TOTAL: Rp 242.500
Pembulatan: −Rp 50
Tunai: Rp 242.450

Struk lengkap: https://toko.example/r/link-1

Terima kasih
`
    )
    t.match(shareText(shop({ locale: 'en' }), sold, undefined), 'Rounding: −Rp 50')
    t.notMatch(shareText(shop(), sold, undefined), 'http')
  })

  await t.test('says how many lines it leaves out', async (t) => {
    const many = sale({ lines: Array.from({ length: 30 }, () => RICE), tenders: [] })
    t.match(shareText(shop(), many, undefined), 'dan 10 barang lagi')
  })

  await t.test('goes to the customer, or to whom one chooses', async (t) => {
    t.equal(whatsAppUrl('628123', 'Rp 5 & 6'), 'https://wa.me/628123?text=Rp%205%20%26%206')
    t.equal(whatsAppUrl(null, 'a\nb'), 'https://wa.me/?text=a%0Ab')
  })
})

/** A line's share of what was taken off the whole. */
function share(amount: number): Reduction {
  return { kind: 'basket-discount', amount_minor: minor(amount) }
}

function drawn(
  sold: WholeSale,
  columns: Columns,
  { context = shop(), ...options }: { context?: SlipContext; standing?: Standing } = {}
): string {
  return `\n${asText(layOut(saleSlip(context, sold, options), columns))}\n`
}

interface LineFacts {
  quantity?: number
  unit?: string
  price: number
  gross?: number
  off?: Reduction[]
}

function line(name: string, { quantity = 1000, unit = 'pcs', price, gross, off = [] }: LineFacts): SaleLine {
  const quantity_milli = milli(quantity)
  const price_minor = minor(price)
  const gross_minor = minor(gross ?? priceOf(quantity_milli, price_minor))
  const reductions = off.map((reduction) => ({
    promotion_id: null,
    name: null,
    quantity_milli: null,
    amount_minor: minor(0),
    ...reduction
  }))
  return {
    sale_id: '',
    line_no: 1,
    item_id: '',
    unit_id: null,
    name,
    unit,
    holds_milli: milli(1000),
    quantity_milli,
    list_price_minor: price_minor,
    price_minor,
    cost_minor: null,
    gross_minor,
    total_minor: minor(gross_minor - sum(reductions.map(({ amount_minor }) => amount_minor))),
    service_minor: minor(0),
    tax_rule_id: null,
    tax_minor: minor(0),
    is_tax_included: 1,
    reductions
  }
}

function tender(
  method: SaleTender['method'],
  given: number,
  facts: { change?: number; method_name?: string; reference?: string } = {}
): SaleTender {
  return {
    sale_id: '',
    tender_no: 1,
    method_id: method,
    method,
    method_name: facts.method_name ?? null,
    given_minor: minor(given),
    change_minor: minor(facts.change ?? 0),
    reference: facts.reference ?? null,
    bill: null,
    party_id: null,
    fee_minor: minor(0)
  }
}

interface SaleFacts {
  lines: SaleLine[]
  tenders: SaleTender[]
  customer?: string
  rounding?: number
  service?: number
  taxes?: { label: string; added: boolean; base: number; tax: number }[]
}

function sale({ lines, tenders, customer, rounding = 0, service = 0, taxes = [] }: SaleFacts): WholeSale {
  const subtotal_minor = sum(lines.map(({ total_minor }) => total_minor))
  const added = sum(taxes.filter((tax) => tax.added).map(({ tax }) => minor(tax)))
  const total_minor = minor(subtotal_minor + service + added)
  return {
    sale_id: '',
    receipt_no: 'K1-000123',
    sold_at: '2026-11-22T07:05:00.000Z',
    business_day: '2026-11-22',
    subtotal_minor,
    service_minor: minor(service),
    added_tax_minor: added,
    total_minor,
    tax_minor: sum(taxes.map(({ tax }) => minor(tax))),
    rounding_minor: minor(rounding),
    rounding_step: rounding === 0 ? 0 : 100,
    customer_id: customer ? 'customer-1' : null,
    customer: customer ?? null,
    order_id: null,
    shift_id: '',
    link: 'link-1',
    terminal_id: '',
    cashier: 'Siti',
    lines,
    tenders,
    taxes: taxes.map(
      ({ label, added, base, tax }): SaleTax => ({
        sale_id: '',
        tax_rule_id: label,
        label,
        tax: 'ppn',
        is_included: added ? 0 : 1,
        of_minor: minor(base),
        base_minor: minor(base),
        tax_minor: minor(tax)
      })
    )
  }
}
