import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'
import { listStaff } from '../../server/auth/find-staff.ts'
import { openStore } from '../../server/db/open.ts'
import { type Secret, seedShop } from '../../server/demo/seed-shop.ts'
import { listPrinters } from '../../server/printing/find-printer.ts'
import type { Locale } from '../../server/settings/read-settings.ts'
import type { Clock } from '../../server/values/clock.ts'
import { PASSPHRASE, tryPlace, until } from '../backup/safe-shop.ts'
import { placePrinter, wired } from '../counter.ts'
import { listenAsLiar, type TcpLiar } from '../printer/liar-tcp.ts'
import { type Browser, openBox, type TestBox } from '../shop.ts'

/** The version that a picture shows to have come. */
const NEXT = '0.2.0'

/** Half past four on a Wednesday in Jakarta: always the same afternoon, so that the same week lies behind it. */
const AFTERNOON = Date.parse('2026-11-18T09:30:00.000Z')

/** A clock that goes on from the afternoon on which all pictures are taken. */
export function clockOfPictures(): Clock {
  const began = Date.now()
  return { now: () => new Date(AFTERNOON + Date.now() - began).toISOString() }
}

/** The example shop at work: a printer of paper, a till with a cashier at it, and the owner on a phone. */
export interface ExampleShop extends TestBox {
  owner: Browser
  /** The device that is a till; nobody is signed in there yet. */
  till: Browser
  printer: TcpLiar
  /** Where its backup may be put. */
  outside: string
  /** Signs the cashier in at the till and opens the shift. */
  beginWork(): Promise<void>
  /** Sets up the backup as an owner does, and has it proven. */
  makeSafe(): Promise<void>
  /** Plugs in a stick that nobody has chosen yet. */
  plugIn(): void
}

/** Opens the example shop with a week of trade behind it. */
export async function openExampleShop(t: Test, locale: Locale): Promise<ExampleShop> {
  const data = mkdtempSync(join(tmpdir(), 'laci-pictures-'))
  t.teardown(() => rmSync(data, { recursive: true, force: true }))
  const outside = mkdtempSync(join(tmpdir(), 'laci-places-'))
  t.teardown(() => rmSync(outside, { recursive: true, force: true }))
  const clock = clockOfPictures()
  const store = await openStore(join(data, 'laci.db'))
  const people = await seedShop(store, { now: clock.now(), locale, progress: () => undefined })
  store.close()
  const slots = join(outside, 'sticks')
  mkdirSync(slots)
  const shop = await openBox(t, { data, clock, stick_folders: [slots], ...findsUpdate(outside) })
  const printer = await listenAsLiar(t)

  const owner = await signIn(shop, people)
  const { printer_id } = listPrinters(shop.store)[0]!
  await placePrinter(owner, printer_id, { port: printer.port, columns: 48, name: 'Printer depan' })
  const till = await signIn(shop, people)
  await till.post('/till/pairing', { name: 'Kasir tengah', printer_id })
  await till.post('/sign-out')
  const safe = { shop, owner, outside }
  return {
    ...shop,
    owner,
    till,
    printer,
    outside,
    beginWork: () => beginWork(shop, till, people),
    makeSafe: () => makeSafe(safe),
    plugIn: () => mkdirSync(join(slots, 'KINGSTON'))
  }
}

/** As on a box that was installed, in whose folder a newer version lies. */
function findsUpdate(outside: string): { update_notes: string; update_source: string } {
  const update_notes = join(outside, 'update')
  const update_source = join(outside, 'updates')
  mkdirSync(update_notes)
  mkdirSync(update_source)
  writeFileSync(join(update_notes, 'settle-update'), '')
  const bundle = join(update_source, `laci-${NEXT}-linux-${process.arch}.tar.gz`)
  writeFileSync(bundle, '')
  truncateSync(bundle, 58_900_000)
  return { update_notes, update_source }
}

async function signIn(shop: TestBox, people: Secret[]): Promise<Browser> {
  const { name, secret } = people.find(({ role }) => role === 'owner')!
  const browser = wired(shop.box.url, { cookies: new Map() })
  await browser.post('/sign-in/password', { name, password: secret })
  return browser
}

async function beginWork({ store }: TestBox, till: Browser, people: Secret[]): Promise<void> {
  const { name, secret } = people.find(({ role }) => role === 'cashier')!
  const { staff_id } = listStaff(store).find((person) => person.name === name)!
  await till.post('/sign-in/pin', { staff_id, pin: secret })
  await till.post('/shift', { float: '200.000' })
}

async function makeSafe({
  shop,
  owner,
  outside
}: {
  shop: TestBox
  owner: Browser
  outside: string
}): Promise<void> {
  const { text } = await owner.post('/backup/passphrase', {
    passphrase: PASSPHRASE,
    passphrase_again: PASSPHRASE
  })
  await owner.post('/backup/sheet/kept', { slot: /name="slot" value="([^"]*)"/.exec(text)![1]! })
  for (const name of ['NAS di gudang', 'Komputer rumah']) {
    const path = join(outside, name)
    mkdirSync(path)
    const { url } = await tryPlace(owner, { kind: 'folder', name, path })
    await owner.post(`${url}/keeping`)
  }
  const { backup, schedule } = shop.box.shop
  await until(() => {
    const behind = backup.state.sqlite
      .prepare(
        'select count(*) from backup_reach where fault is not null or waiting_bytes > 0 or safe_until is null'
      )
      .pluck()
      .get() as number
    return behind === 0
  })
  await schedule!.run('drill')
}
