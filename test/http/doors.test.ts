import t from 'tap'
import type { Right } from '../../server/auth/permissions.ts'
import type { Role } from '../../server/auth/tables.ts'
import type { Door } from '../../server/http/who-asks.ts'
import { wordsIn } from '../../views/words/words.ts'
import { filled, listRoutes, type Route } from '../routes.ts'
import { type Browser, openBox, type openBrowser } from '../shop.ts'

/** All that somebody may ask who has not signed in. */
const OPEN_TO_ANYONE = [
  'GET /',
  'GET /display',
  'GET /display/now',
  'GET /language/:locale',
  'GET /o/:link',
  'GET /o/:link/slip.svg',
  'GET /r/:link',
  'GET /r/:link/slip.svg',
  'GET /setup',
  'GET /setup/backup',
  'GET /setup/backup/moment',
  'GET /setup/backup/result',
  'GET /setup/copy',
  'GET /setup/owner',
  'GET /setup/shop',
  'GET /setup/tax',
  'GET /sign-in',
  'GET /till/waiting',
  'POST /display/pairing',
  'POST /setup',
  'POST /setup/backup',
  'POST /setup/backup/moment',
  'POST /setup/backup/result',
  'POST /setup/backup/stop',
  'POST /setup/copy',
  'POST /setup/owner',
  'POST /setup/shop',
  'POST /setup/tax',
  'POST /sign-in/password',
  'POST /sign-in/pin',
  'POST /sign-out'
]

/** The doors that each of those who work here may not go through; the owner goes through all. */
const CLOSED_TO: Record<Exclude<Role, 'owner'>, Right[]> = {
  supervisor: [
    'edit-settings',
    'edit-staff',
    'export-data',
    'manage-backup',
    'pair-terminal',
    'restore-backup',
    'see-from-afar'
  ],
  cashier: [
    'edit-items',
    'edit-printers',
    'edit-promotions',
    'edit-settings',
    'edit-staff',
    'export-data',
    'issue-vouchers',
    'manage-backup',
    'manage-customers',
    'pair-terminal',
    'print-labels',
    'restore-backup',
    'see-backup',
    'see-from-afar',
    'see-today'
  ],
  stock: [
    'edit-customers',
    'edit-printers',
    'edit-promotions',
    'edit-settings',
    'edit-staff',
    'export-data',
    'issue-vouchers',
    'make-orders',
    'manage-backup',
    'manage-customers',
    'pair-terminal',
    'restore-backup',
    'see-backup',
    'see-customers',
    'see-from-afar',
    'see-sales',
    'see-today',
    'sell',
    'take-payments'
  ],
  technician: [
    'edit-customers',
    'edit-items',
    'edit-promotions',
    'edit-settings',
    'edit-staff',
    'export-data',
    'issue-vouchers',
    'make-orders',
    'manage-backup',
    'manage-customers',
    'print-labels',
    'see-customers',
    'see-from-afar',
    'see-items',
    'see-sales',
    'see-today',
    'sell',
    'take-payments'
  ]
}

const PINS = { supervisor: '7302', cashier: '8413', stock: '9524', technician: '6182' }

await t.test('Every address has a door', async (t) => {
  const shop = await openBox(t)
  const people = await shop.setUp()
  const routes = await listRoutes(shop)
  const guarded = routes.filter(({ door }) => door !== 'anyone')
  // Whoever locks their screen is let through no more doors.
  const open_after = guarded.filter(({ url }) => url !== '/session/lock')

  await t.test('that stands open to strangers only where this says so', async (t) => {
    t.same(
      routes
        .filter(({ door }) => door === 'anyone')
        .map(({ method, url }) => `${method} ${url}`)
        .sort(),
      OPEN_TO_ANYONE
    )
  })

  await t.test('and sends a stranger to sign in at every other', async (t) => {
    const stranger = shop.browser()
    for (const route of guarded) {
      const { goes } = await knock(stranger, route)
      t.equal(goes, '/sign-in', `${route.method} ${route.url}`)
    }
  })

  for (const [role, closed] of Object.entries(CLOSED_TO)) {
    await t.test(`that lets a ${role} through but where it is closed to them`, async (t) => {
      const somebody = await hire(role as keyof typeof PINS)
      for (const route of open_after) {
        const { text } = await knock(somebody, route)
        const is_kept_out = text.includes(wordsIn('id').refusals['right/missing'] as string)
        t.equal(is_kept_out, (closed as Door[]).includes(route.door), `${route.method} ${route.url}`)
      }
    })
  }

  await t.test('and makes no mistake over an address that says everything twice', async (t) => {
    const twice = [
      'text',
      'day',
      'from',
      'method',
      'of',
      'line',
      'state',
      'show',
      'saved',
      'turn',
      'category'
    ]
      .map((name) => `${name}=a&${name}=b`)
      .join('&')
    for (const browser of [people.owner, people.till]) {
      for (const { url } of routes.filter(({ method }) => method === 'GET')) {
        const { status } = await browser.get(`${filled(url)}?${twice}`)
        t.not(status, 500, url)
      }
    }
  })

  /** Somebody with a role, signed in at the till. */
  async function hire(role: keyof typeof PINS): Promise<Browser> {
    await people.owner.post('/staff', { name: `Orang ${role}`, role, pin: PINS[role] })
    const staff_id = shop.store.sqlite
      .prepare('select staff_id from staff where role = ? order by hired_at desc')
      .pluck()
      .get(role) as string
    const device = shop.browser()
    device.cookies.set('laci_device', people.till.cookies.get('laci_device')!)
    await device.post('/sign-in/pin', { staff_id, pin: PINS[role] })
    return device
  }
})

function knock(browser: ReturnType<typeof openBrowser>, { method, url }: Route) {
  return method === 'GET' ? browser.get(filled(url)) : browser.post(filled(url))
}
