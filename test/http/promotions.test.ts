import fc from 'fast-check'
import t from 'tap'
import { addUnit } from '../../server/catalog/save-units.ts'
import { addGroup } from '../../server/customers/groups.ts'
import { listPromotions } from '../../server/pricing/find-promotions.ts'
import type { Promotion } from '../../server/pricing/promotion.ts'
import { readPromotion } from '../../server/pricing/read-promotion-form.ts'
import { readPriceRules } from '../../server/pricing/read-rules.ts'
import { readSettings } from '../../server/settings/read-settings.ts'
import { addDays } from '../../server/values/business-day.ts'
import { newId } from '../../server/values/id.ts'
import { minor } from '../../server/values/money.ts'
import { milli } from '../../server/values/quantity.ts'
import { promotionText } from '../../views/promotions/form-text.ts'
import { type Names, promotionSentence } from '../../views/promotions/sentence.ts'
import { wordsIn } from '../../views/words/words.ts'
import { bringItem, openShop } from '../catalog/goods.ts'
import { anyRules } from '../pricing/anything.ts'
import { read } from '../read.ts'
import { businessDayOf } from '../trade.ts'

await t.test('Promotions', async (t) => {
  const shop = await openShop(t)
  const { store, owner, till, by } = shop
  const today = businessDayOf(new Date().toISOString())
  const milk = await bringItem(shop, { name: 'SUSU UHT', price: 7_500, category: 'Minuman' })
  const carton = await store.commit((tx) =>
    addUnit(tx, by(), {
      item_id: milk,
      name: 'dus',
      holds_milli: milli(24_000),
      price_minor: minor(168_000),
      barcodes: []
    })
  )
  const offer = {
    kind: 'price-off',
    target_of: 'items',
    target_item: [milk],
    off_kind: 'percent',
    off_value: '10'
  }
  const form = { ...offer, name: 'Susu hemat', starts_on: today }
  const running = () => readPriceRules(store, today, new Date().toISOString()).promotions
  const list = () => listPromotions(store, today)

  await t.test('are made by the owner or a supervisor, not at the till', async (t) => {
    t.match(await till.get('/promotions'), { status: 403 })
    t.match(await till.post('/promotions', form), { status: 403 })
    t.match((await owner.get('/promotions')).text, 'Belum ada promo')
  })

  await t.test('begin with the question which kind', async (t) => {
    const { text } = await owner.get('/promotions/new')
    for (const kind of ['price-off', 'quantity-break', 'buy-get', 'bundle', 'basket-off']) {
      t.match(text, `/promotions/new?kind=${kind}`)
      t.match(await owner.get(`/promotions/new?kind=${kind}`), {
        status: 200,
        text: `name="kind" value="${kind}"`
      })
    }
  })

  await t.test(
    'find the goods to tick by typing, each in each of its units, and keep what is ticked',
    async (t) => {
      const { text } = await owner.get(
        `/promotions/goods?part=target&target_of=items&target_text=susu&target_item=${milk}`
      )
      t.match(read(text), /SUSU UHT Rp\u00a07\.500 +SUSU UHT \(dus\) Rp\u00a0168\.000/)
      t.match(text, `value="${milk}" checked`)
      t.match(text, `value="${milk}/${carton}" >`)
      const counted = await owner.get(`/promotions/goods?part=buy&buy_of=items&buy_count=3`)
      t.match(
        counted.text,
        'name="buy_count" class="number" inputmode="numeric" maxlength="4" autocomplete="off" value="3"'
      )
    }
  )

  await t.test('say what they do, and show it on a small basket, before they are kept', async (t) => {
    const ask = async (more: Record<string, string>) => {
      const query = new URLSearchParams({ ...offer, target_item: milk, name: '', starts_on: today, ...more })
      return read((await owner.get(`/promotions/preview?${query}`)).text)
    }
    t.match(await ask({}), 'SUSU UHT: potongan 10%')
    t.match(await ask({}), /7\.500.*Potongan harga.*− Rp 750.*6\.750/s)
    t.match(await ask({ off_value: '101' }), 'Lengkapi isiannya')
    t.match(await ask({ off_kind: 'price-each', off_value: '9.000' }), 'tidak mengurangi apa-apa')
    t.same(list(), [], 'nothing is kept')
  })

  await t.test('apply from the moment they are kept', async (t) => {
    const { goes } = await owner.post('/promotions', form)
    t.match(goes, /^\/promotions\/[0-9a-f-]{36}\?saved$/)
    t.match(running(), [{ name: 'Susu hemat', offer: { kind: 'price-off', off: { basis_points: 1000 } } }])
    t.match(read((await owner.get('/promotions')).text), 'SUSU UHT: potongan 10%')
  })

  await t.test('show their form filled in again, and are changed for what is sold from now on', async (t) => {
    const { promotion_id } = list()[0]!
    const { text } = await owner.get(`/promotions/${promotion_id}`)
    t.match(text, 'value="Susu hemat"')
    t.match(text, `value="${milk}" checked`)
    await owner.post(`/promotions/${promotion_id}`, {
      ...form,
      target_item: [`${milk}/${carton}`],
      off_value: '5'
    })
    t.match(list(), [
      {
        promotion_id,
        offer: { target: { items: [{ item_id: milk, unit_id: carton }] }, off: { basis_points: 500 } }
      }
    ])
    t.match(await owner.post(`/promotions/${newId()}`, form), { status: 404 })
  })

  await t.test('stop at once, and go on', async (t) => {
    const { promotion_id } = list()[0]!
    const set = (stopped: string) => owner.post(`/promotions/${promotion_id}/state`, { stopped })
    await set('yes')
    t.same(running(), [])
    t.equal(list()[0]?.state, 'stopped')
    await set('no')
    t.equal(running().length, 1)
    t.match(await owner.post(`/promotions/${newId()}/state`, { stopped: 'yes' }), { status: 404 })
    const written = store.sqlite
      .prepare("select count(*) from events where type = 'promotion.changed'")
      .pluck()
      .get()
    t.equal(written, 4, 'made, changed, stopped, resumed')
  })

  await t.test('are listed by how they stand: running, to come, stopped, over', async (t) => {
    await owner.post('/promotions', { ...form, name: 'Nanti', starts_on: addDays(today, 1) })
    await owner.post('/promotions', {
      ...form,
      name: 'Dulu',
      starts_on: addDays(today, -9),
      ends_on: addDays(today, -1)
    })
    await owner.post('/promotions', { ...form, name: 'Hari ini saja', ends_on: today })
    t.same(
      list().map(({ name, state }) => [name, state]),
      [
        ['Hari ini saja', 'running'],
        ['Susu hemat', 'running'],
        ['Nanti', 'coming'],
        ['Dulu', 'ended']
      ]
    )
  })

  await t.test('that cannot be are refused in words, and what was typed stays', async (t) => {
    const group_id = newId()
    await store.commit((tx) => addGroup(tx, by(), { group_id, name: 'Anggota' }))
    const cases: [Record<string, string | string[]>, string][] = [
      [{ name: ' ' }, 'Isi nama promonya'],
      [{ target_item: [] }, 'Pilih barangnya'],
      [{ target_of: 'category' }, 'Pilih kategorinya'],
      [{ off_value: '0' }, 'persen di atas 0'],
      [{ off_value: '100,5' }, 'persen di atas 0'],
      [{ off_kind: 'amount-each', off_value: '0' }, 'rupiah bulat di atas 0'],
      [{ starts_on: '2026-13-01' }, 'hari mulainya'],
      [{ ends_on: addDays(today, -1) }, 'sebelum hari mulainya'],
      [{ from_time: '15:00', until_time: '15:00' }, 'Jamnya belum benar'],
      [{ group: newId() }, 'Golongan pelanggan itu tidak ada'],
      [{ priority: '1,5' }, 'angka bulat'],
      [{ kind: 'quantity-break', from: '0' }, 'angka di atas nol'],
      [{ kind: 'buy-get', buy_of: 'everything', buy_count: '0' }, 'angka bulat, 1 sampai'],
      [{ kind: 'bundle', part0_of: 'items', part0_item: [milk], price: '1' }, 'paling sedikit dua barang'],
      [{ kind: 'basket-off', from: '' }, 'Mulai belanja berapa']
    ]
    for (const [wrong, sentence] of cases) {
      const { status, text } = await owner.post('/promotions', { ...form, ...wrong })
      t.equal(status, 422, JSON.stringify(wrong))
      t.match(read(text), sentence)
    }
    t.equal(list().length, 4)
  })

  await t.test('meet as the owner decides', async (t) => {
    await owner.post('/promotions/mode', { promotion_mode: 'priority' })
    t.equal(readSettings(store).promotion_mode, 'priority')
    t.match(await till.post('/promotions/mode', { promotion_mode: 'best' }), { status: 403 })
  })
})

await t.test('Every promotion is read back from its own form as it is', async (t) => {
  const readable = ({ offer }: Promotion): boolean => {
    if (offer.kind === 'bundle') return offer.parts.reduce((sum, { count }) => sum + count, 0) >= 2
    return !('off' in offer && 'amount_minor' in offer.off && offer.off.amount_minor === 0)
  }
  const circumstances = fc.record({
    weekdays: fc.integer({ min: 1, max: 127 }),
    hours: fc.tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 1440 })),
    ends_on: fc.option(fc.constantFrom('2026-01-01', '2026-12-31'))
  })
  const round = (locale: 'id' | 'en') =>
    fc.property(
      anyRules({ packages: 2, others: 2 }),
      circumstances,
      (rules, { weekdays, hours, ends_on }) => {
        const [from_minute, until_minute] = hours
        fc.pre(from_minute !== until_minute)
        for (const promotion of rules.promotions.filter(readable)) {
          const known = { ...promotion, weekdays, from_minute, until_minute, ends_on }
          t.same(readPromotion(promotionText(known, locale), known.promotion_id), known)
        }
      }
    )
  for (const locale of ['id', 'en'] as const) fc.assert(round(locale), { numRuns: 60 })
})

await t.test('A promotion in one sentence', async (t) => {
  const names: Names = {
    goods: ({ item_id, unit_id }) =>
      item_id === 'gone' ? undefined : item_id + (unit_id ? ` (${unit_id})` : ''),
    category: (category_id) => category_id,
    group: () => 'Anggota'
  }
  const plain = {
    promotion_id: 'p',
    name: 'p',
    priority: 0,
    starts_on: '2026-11-01',
    ends_on: null,
    weekdays: 127,
    from_minute: 0,
    until_minute: 1440,
    group_id: null
  }
  const items = (...ids: string[]) => ({
    of: 'items' as const,
    items: ids.map((item_id) => ({ item_id, unit_id: null }))
  })
  const says = (locale: 'id' | 'en', promotion: Pick<Promotion, 'offer'> & Partial<Promotion>) =>
    promotionSentence({ words: wordsIn(locale), locale }, { ...plain, ...promotion }, names)
  const both = (offer: Promotion['offer'], id: string, en: string) => {
    t.equal(says('id', { offer }), `${id}, mulai 1 November 2026.`)
    t.equal(says('en', { offer }), `${en}, from 1 November 2026 on.`)
  }

  both(
    { kind: 'buy-get', buy: items('TEH'), buy_count: 2, get: null, get_count: 1, basis_points: 10_000 },
    'Beli 2 TEH, dapat 1 lagi gratis',
    'Buy 2 TEH, get 1 more free'
  )
  both(
    {
      kind: 'buy-get',
      buy: items('TEH'),
      buy_count: 1,
      get: items('ROTI'),
      get_count: 1,
      basis_points: 5_000
    },
    'Beli 1 TEH, dapat 1 ROTI dengan potongan 50%',
    'Buy 1 TEH, get 1 ROTI at 50% off'
  )
  both(
    {
      kind: 'quantity-break',
      target: { of: 'items', items: [{ item_id: 'MI', unit_id: 'dus' }] },
      from_milli: milli(5_000),
      off: { kind: 'price-each', price_minor: minor(210_000) }
    },
    'Beli 5 atau lebih MI (dus), semuanya menjadi Rp\u00a0210.000 per satuan',
    'Buy 5 or more MI (dus), Rp\u00a0210.000 for each of them'
  )
  both(
    {
      kind: 'bundle',
      parts: [
        { target: items('ROTI', 'BAGELEN'), count: 2 },
        { target: { of: 'category', category_id: 'Susu' }, count: 1 }
      ],
      price_minor: minor(10_000)
    },
    '2 ROTI atau BAGELEN dan 1 barang Susu bersama-sama Rp\u00a010.000',
    '2 ROTI or BAGELEN and 1 of anything in Susu together for Rp\u00a010.000'
  )
  both(
    {
      kind: 'basket-off',
      from_minor: minor(200_000),
      off: { kind: 'amount', amount_minor: minor(10_000) }
    },
    'Belanja mulai Rp\u00a0200.000: dipotong Rp\u00a010.000',
    'Baskets from Rp\u00a0200.000: Rp\u00a010.000 off'
  )
  both(
    {
      kind: 'price-off',
      target: items('A', 'B', 'C', 'gone', 'E'),
      off: { kind: 'amount-each', amount_minor: minor(500) }
    },
    'A, B, dan 3 barang lain: potongan Rp\u00a0500 per satuan',
    'A, B, and 3 other items: Rp\u00a0500 off each'
  )

  const happy_hour: Pick<Promotion, 'offer'> & Partial<Promotion> = {
    offer: { kind: 'price-off', target: { of: 'everything' }, off: { kind: 'percent', basis_points: 1_250 } },
    weekdays: 0b0000011,
    from_minute: 22 * 60,
    until_minute: 90,
    group_id: 'g',
    ends_on: '2026-11-30'
  }
  t.equal(
    says('id', happy_hour),
    'Semua barang: potongan 12,5%, setiap Senin dan Selasa, jam 22.00 sampai 01.30, untuk pelanggan Anggota, 1 November 2026 sampai 30 November 2026.'
  )
  t.equal(
    says('en', happy_hour),
    'Everything: 12,5% off, on Monday and Tuesday, from 22:00 to 01:30, for Anggota customers, 1 November 2026 to 30 November 2026.'
  )
})
