import t from 'tap'
import { readCustomer } from '../../server/customers/find-customers.ts'
import { phoneText, readPhone } from '../../server/customers/phone.ts'
import { addCustomer } from '../../server/customers/save-customer.ts'
import { searchCustomers } from '../../server/customers/search-customers.ts'
import { newId } from '../../server/values/id.ts'
import { openBox } from '../shop.ts'

const AT = '2026-11-22T05:00:00.000Z'

t.test('A phone number', async (t) => {
  await t.test('is one number however it is written', async (t) => {
    const facts: [typed: string, kept: string | undefined][] = [
      ['0812-3456 789', '628123456789'],
      ['+62 812 3456 789', '628123456789'],
      ['62812.3456.789', '628123456789'],
      ['812 3456 789', '628123456789'],
      ['+62 (0)812 3456 789', '628123456789'],
      ['0062 812 3456 789', '628123456789'],
      ['(0251) 8240017', '622518240017'],
      ['+65 9123 4567', '6591234567'],
      ['6591234567', '6591234567'],
      ['0812345678901', '62812345678901'],
      ['', undefined],
      ['12345', undefined],
      ['0012', undefined],
      ['08123', undefined],
      ['0112345678', undefined],
      ['08123456789012345', undefined],
      ['0812-3456-78O', undefined],
      ['+1234567890123456', undefined]
    ]
    for (const [typed, kept] of facts) t.equal(readPhone(typed), kept, `${typed || 'nothing'}`)
  })

  await t.test('is shown as people here write it, and read back it is the same', async (t) => {
    t.equal(phoneText('628123456789'), '0812-3456-789')
    t.equal(phoneText('6281234567890'), '0812-3456-7890')
    t.equal(phoneText('6591234567'), '+6591234567')
    for (const phone of ['628123456789', '6281234567890', '622518240017', '6591234567', '14155550100']) {
      t.equal(readPhone(phoneText(phone)), phone)
    }
  })
})

t.test('A new customer', async (t) => {
  const { store, by, add } = await openBook(t)
  const tini = await add('  Bu   Tini (Warung) ', '0812-3456 789', true)

  await t.test('is a name and a number, with the day they agreed to it', async (t) => {
    t.match(readCustomer(store, tini), {
      name: 'Bu Tini (Warung)',
      phone: '628123456789',
      consent_at: AT,
      added_by: by.staff_id,
      limit_minor: 0,
      group_name: null
    })
  })

  await t.test('may give no number, and agree to nothing', async (t) => {
    t.match(readCustomer(store, await add('Pak Joko', '', false)), { phone: null, consent_at: null })
  })

  await t.test('needs a name', async (t) => {
    await t.rejects(add('  ', '0812-0000-111', true), { code: 'customer/name-needed' })
  })

  await t.test('with a number nobody could call is refused', async (t) => {
    await t.rejects(add('Dewi', '0812', true), { code: 'customer/phone-wrong' })
  })

  await t.test('with a number that is known is refused, and its holder named', async (t) => {
    const taken = add('Tini', '+62 812-3456-789', true)
    await t.rejects(taken, {
      code: 'customer/phone-taken',
      facts: { name: 'Bu Tini (Warung)', customer_id: tini }
    })
  })

  await t.test('leaves neither name nor number in the record that is kept for good', async (t) => {
    const events = store.sqlite.prepare("select * from events where type = 'customer.added'").all()
    t.ok(events.length > 0)
    t.notMatch(JSON.stringify(events), /Tini|8123456789/)
  })
})

t.test('A search', async (t) => {
  const { store, add } = await openBook(t)
  await add('Bu Tini (Warung)', '0812-3456 789', true)
  await add('Pak Tino', '0857-1111-2222', true)
  await add('Siti Nur-Aini', '+65 9123 4567', true)
  await add('100% Segar_Jaya', '', true)
  const found = (text: string) => searchCustomers(store, text).map(({ name }) => name)

  const facts: [typed: string, names: string[]][] = [
    ['0812', ['Bu Tini (Warung)']],
    ['+62 812-34', ['Bu Tini (Warung)']],
    ['6789', ['Bu Tini (Warung)']],
    ['1111 2', ['Pak Tino']],
    ['9123', ['Siti Nur-Aini']],
    ['tin', ['Bu Tini (Warung)', 'Pak Tino']],
    ['WAR tin', ['Bu Tini (Warung)']],
    ['ain', ['Siti Nur-Aini']],
    ['ini', []],
    ['100%', ['100% Segar_Jaya']],
    ['segar_', ['100% Segar_Jaya']],
    ['_', []],
    ['\\', []],
    ['0', []],
    ['', ['100% Segar_Jaya', 'Bu Tini (Warung)', 'Pak Tino', 'Siti Nur-Aini']]
  ]
  for (const [typed, names] of facts) t.same(found(typed), names, `of “${typed}”`)

  await t.test('says how the two stand with each other', async (t) => {
    t.match(searchCustomers(store, 'tino'), [
      { phone: '6285711112222', group_name: null, debt_minor: 0, limit_minor: 0, points: 0, deposit_minor: 0 }
    ])
  })

  await t.test('finds no more than asked for', async (t) => t.equal(searchCustomers(store, '', 2).length, 2))
})

async function openBook(t: Parameters<typeof openBox>[0]) {
  const { store, setUp } = await openBox(t)
  const { cashier_id, terminal_id } = await setUp()
  const by = { at: AT, staff_id: cashier_id, terminal_id, request_id: null }
  const add = async (name: string, phone: string, consent: boolean): Promise<string> => {
    const customer_id = newId()
    await store.commit((tx) => addCustomer(tx, by, { customer_id, name, phone, consent }))
    return customer_id
  }
  return { store, by, add }
}
