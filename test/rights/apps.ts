import { listStaff } from '../../server/auth/find-staff.ts'
import type { Role } from '../../server/auth/tables.ts'
import { listRoutes, type Route } from '../routes.ts'
import type { Browser, TestBox, TestShop } from '../shop.ts'

/** Who knocks at a door. */
export type Caller = Role | 'nobody'

export const ROLES: Role[] = ['owner', 'supervisor', 'cashier', 'stock', 'technician']

/** A front door of the box: its own part of the table of doors, and how one comes in. */
export interface App {
  /** The heading of its doors in `docs/rights.md`. */
  heading: string
  /** All its addresses, as they are declared. */
  list(shop: TestBox): Promise<Route[]>
  /** A browser each, signed in as people sign in there. */
  signIn(shop: TestBox, people: TestShop): Promise<Record<Caller, Browser>>
}

/** Every front door of the box; a new one is one more line. */
export const APPS: App[] = [{ heading: 'Doors of the tills', list: listRoutes, signIn: signInAtTill }]

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
