import assert from 'node:assert/strict'
import type { Test } from 'tap'
import { changeSecret } from '../../server/auth/change-staff.ts'
import { findStaff, listStaff } from '../../server/auth/find-staff.ts'
import type { Role } from '../../server/auth/tables.ts'
import { DOOR, fromAfar, giveSecondStep, knock } from '../door/from-afar.ts'
import { overTheWire } from '../process.ts'
import { listDoorRoutes, listRoutes, listTrustRoutes, type Route } from '../routes.ts'
import { type Browser, openBox, openBrowser, type TestBox, type TestShop } from '../shop.ts'
import { openLanBox } from '../tls/lan.ts'
import { ROLES, rightsInTable } from './page.ts'

/** Who knocks at a door. */
export type Caller = Role | 'nobody'

/** A front door of the box: its own part of the table of doors, and how one comes in. */
export interface App {
  /** The heading of its doors in `docs/rights.md`. */
  heading: string
  /** All its addresses, as it is built. */
  list(shop: TestBox): Promise<Route[]>
  /** A box whose front door this is. */
  open(t: Test): Promise<TestBox>
  /** A browser each, signed in as people sign in there; whom it does not let in at all is a stranger to it. */
  signIn(shop: TestBox, people: TestShop): Promise<Record<Caller, Browser>>
  /** Whether somebody of a role is let in at all, however they prove who they are. */
  knows(role: Role): boolean
}

/** Every front door of the box; a new one is one more line. */
export const APPS: App[] = [
  {
    heading: 'Doors of the tills',
    list: listRoutes,
    open: openBox,
    signIn: signInAtTill,
    knows: () => true
  },
  {
    heading: 'Doors of the owner’s door',
    list: listDoorRoutes,
    open: (t) => openBox(t, { door: DOOR }),
    signIn: signInFromAfar,
    knows: (role) => rightsInTable(role).includes('see-from-afar')
  },
  {
    heading: 'Doors in the clear',
    list: listTrustRoutes,
    open: openLanBox,
    signIn: comeInTheClear,
    knows: () => false
  }
]

const PINS: Record<Role, string> = {
  owner: '6041',
  supervisor: '7302',
  cashier: '8413',
  stock: '9524',
  technician: '6182'
}

/** Hires somebody, who signs in at the till by PIN. */
export async function hireAt(
  { browser, store }: TestBox,
  { owner, till }: TestShop,
  role: Role,
  name = `Orang ${role}`
): Promise<Browser & { staff_id: string }> {
  await owner.post('/staff', { name, role, pin: PINS[role] })
  const { staff_id } = listStaff(store).find((person) => person.name === name)!
  const device = browser()
  device.cookies.set('laci_device', till.cookies.get('laci_device')!)
  await device.post('/sign-in/pin', { staff_id, pin: PINS[role] })
  return { ...device, staff_id }
}

async function signInAtTill(shop: TestBox, people: TestShop): Promise<Record<Caller, Browser>> {
  const browsers = await Promise.all(ROLES.map(async (role) => [role, await hireAt(shop, people, role)]))
  return { ...Object.fromEntries(browsers), nobody: shop.browser() }
}

/** Everybody has a password and a second step that is on, and knocks with both: the right alone makes the difference. */
async function signInFromAfar(shop: TestBox, people: TestShop): Promise<Record<Caller, Browser>> {
  const url = shop.box.door!.url
  const browsers: [Role, Browser][] = []
  for (const role of ROLES) {
    const { staff_id } = await hireAt(shop, people, role)
    const phone = await equip(shop, people, staff_id)
    const browser = fromAfar(url)
    const { name } = findStaff(shop.store, staff_id)!
    const { status } = await knock(browser, { name, code: await phone.next() })
    assert.equal(
      status,
      rightsInTable(role).includes('see-from-afar') ? 303 : 401,
      `${role} was answered ${status}`
    )
    browsers.push([role, browser])
  }
  return { ...(Object.fromEntries(browsers) as Record<Role, Browser>), nobody: fromAfar(url) }
}

/** Gives somebody the owner's password and a second step, whether or not their page would offer them one. */
export async function equip({ store }: TestBox, { owner_id }: TestShop, staff_id: string) {
  const hash = findStaff(store, owner_id)!.password_hash!
  const by = { at: new Date().toISOString(), staff_id: null, terminal_id: null, request_id: null }
  await store.commit((tx) => changeSecret(tx, by, { staff_id, kind: 'password', hash }))
  return giveSecondStep(store, staff_id)
}

/** In the clear everybody is nobody: even who is signed in at the till shows their cookies in vain. */
async function comeInTheClear(shop: TestBox, people: TestShop): Promise<Record<Caller, Browser>> {
  const { http_port } = shop as Awaited<ReturnType<typeof openLanBox>>
  const signed_in = await signInAtTill(shop, people)
  const wired = Object.entries(signed_in).map(([caller, { cookies }]) => {
    const browser = openBrowser(overTheWire(`http://127.0.0.1:${http_port}`))
    for (const [name, value] of cookies) browser.cookies.set(name, value)
    return [caller, browser]
  })
  return Object.fromEntries(wired) as Record<Caller, Browser>
}
