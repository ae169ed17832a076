import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Test } from 'tap'
import type { Reach } from '../../server/backup/state/reach.ts'
import { type Browser, openBox } from '../shop.ts'

export const PASSPHRASE = 'Gerobak kuning di depan klinik'

/** A shop whose owner has set a passphrase, with folders that stand for a NAS and for where sticks are plugged in. */
export async function openSafeShop(t: Test, { passphrase = true } = {}) {
  const outside = mkdtempSync(join(tmpdir(), 'laci-places-'))
  t.teardown(() => rmSync(outside, { recursive: true, force: true }))
  const slots = join(outside, 'sticks')
  mkdirSync(slots)
  const shop = await openBox(t, { stick_folders: [slots] })
  const people = await shop.setUp()
  if (passphrase) {
    await people.owner.post('/backup/passphrase', { passphrase: PASSPHRASE, passphrase_again: PASSPHRASE })
  }
  return {
    ...shop,
    ...people,
    outside,
    slots,
    backup: shop.box.shop.backup,
    /** Plugs in an empty stick. */
    plugIn: (name: string): string => {
      const path = join(slots, name)
      mkdirSync(path)
      return path
    }
  }
}

type SafeShop = Awaited<ReturnType<typeof openSafeShop>>

/** Waits for what comes by itself; a test that waits for ever is ended by its own patience. */
export async function until<Found>(
  look: () => Promise<Found | undefined | false> | Found | undefined | false
) {
  for (;;) {
    const found = await look()
    if (found) return found
    await pause(50)
  }
}

/** Types a place, waits until it is tried. @returns what the result says, and where it can be kept */
export async function tryPlace(owner: Browser, form: Record<string, string>) {
  const answer = await owner.post('/backup/places/tries', { name: '', ...form }, { htmx: true })
  const url = /hx-get="(\/backup\/places\/tries\/[^"]+)"/.exec(answer.text)?.[1]
  if (!url) return { ...answer, url: undefined }
  const text = await until(async () => {
    const shown = await owner.get(url, { htmx: true })
    return !shown.text.includes('every 700ms') && shown.text
  })
  return { ...answer, text, url }
}

/** Chooses a folder as a place, through the pages. @returns its id */
export async function addFolder(shop: SafeShop, name: string): Promise<string> {
  const path = join(shop.outside, name)
  const { url } = await tryPlace(shop.owner, { kind: 'folder', name, path })
  await shop.owner.post(`${url}/keeping`)
  return shop.store.sqlite
    .prepare('select destination_id from destinations where name = ?')
    .pluck()
    .get(name) as string
}

/** Waits until a place has everything. */
export function whole(shop: SafeShop, destination_id: string): Promise<Reach> {
  return until(() => {
    const row = shop.backup.state.sqlite
      .prepare('select * from backup_reach where destination_id = ?')
      .get(destination_id) as Reach | undefined
    return row?.fault === null && row.waiting_bytes === 0 && row.safe_until !== null && row
  })
}

/** Whether a folder holds the history up to a segment; its pack may reach further. */
export function holds(path: string, seq: number): boolean {
  return readdirSync(path, { recursive: true }).some((file) => {
    const [, to = '0'] = /log\/\d{8}\/\d{12}-(\d{12})-/.exec(String(file)) ?? []
    return Number(to) >= seq
  })
}
