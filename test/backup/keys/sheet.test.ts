import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import t from 'tap'
import { readKeyFile } from '../../../server/backup/keys/keep-key-file.ts'
import { openKeyFile } from '../../../server/backup/keys/key-file.ts'
import { openStoreKey } from '../../../server/backup/keys/store-key.ts'
import { openChromium } from '../../browser.ts'
import { OWNER, openBox } from '../../shop.ts'

const artefacts = join(import.meta.dirname, '../../artefacts/backup')
mkdirSync(artefacts, { recursive: true })

const PASSPHRASE = 'Gerobak kuning di depan klinik'
const PLACES = [
  'Flashdisk merah',
  'Flashdisk biru di rumah Bu Ratna',
  'NAS kantor pusat, Jalan Pajajaran nomor 12 B',
  'Nextcloud',
  'Bucket S3 Jakarta',
  'Google Drive keluarga'
]

t.test('The recovery sheet in the owner’s browser', async (t) => {
  const shop = await openBox(t)
  const { owner, owner_id } = await shop.setUp()
  const backups = join(shop.data, 'backups')
  const add = shop.store.sqlite.prepare(
    "insert into destinations (destination_id, name, kind, address, added_at, added_by) values (?, ?, 'folder', '{}', '', ?)"
  )
  for (const [at, name] of PLACES.entries()) add.run(`place-${at}`, name, owner_id)
  const chromium = await openChromium(t)
  const context = await chromium.newContext({ baseURL: shop.box.url })
  await context.addCookies([...owner.cookies].map(([name, value]) => ({ name, value, url: shop.box.url })))
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)

  await page.goto('/backup/passphrase')
  for (const name of ['passphrase', 'passphrase_again']) await page.locator(`[name=${name}]`).fill(PASSPHRASE)
  let kept_meanwhile = ''
  await page.route('**/backup/passphrase', async (route) => {
    kept_meanwhile = await keptBy(page)
    await route.continue()
  })
  await page.locator('main form .primary').click()
  const code = await shownCode(page)

  await t.test('was asked for by a request that the browser keeps nowhere while it waits', async (t) => {
    t.match(kept_meanwhile, /^\[\[/)
    t.notOk(kept_meanwhile.includes(PASSPHRASE))
  })

  await t.test('shows the code that opens the backup, and its address says nothing of it', async (t) => {
    t.same(await openKeyFile(readKeyFile(backups)!, code), openStoreKey(backups))
    t.match(page.url(), /\/backup\/passphrase$/)
  })

  await t.test(
    'is one page of A4 with six places on it, in both languages, and only the sheet',
    async (t) => {
      const texts: string[] = []
      for (const locale of ['id', 'en'] as const) {
        if (locale === 'en') {
          await page.goto('/language/en?back=/backup/sheet')
          await page.locator('[name=proof]').fill(OWNER.password)
          await page.locator('main form .primary').click()
          await page.locator('.code-groups').waitFor()
        }
        const path = join(artefacts, `recovery-sheet-${locale}.pdf`)
        await page.pdf({ path, preferCSSPageSize: true })
        const pdf = readFileSync(path, 'latin1')
        t.equal(pdf.match(/\/Type \/Page\b/g)?.length, 1, locale)
        const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf)!.map(Number)
        t.ok(Math.abs(width! - 595) < 2 && Math.abs(height! - 842) < 2, 'A4')
        await page.emulateMedia({ media: 'print' })
        // 190 mm between the margins.
        await page.setViewportSize({ width: 703, height: 1000 })
        await page.screenshot({ path: path.replace('.pdf', '.png'), fullPage: true })
        t.equal(await page.locator('.top').isVisible(), false)
        t.equal(await page.locator('[data-print]').isVisible(), false)
        texts.push(await page.locator('.recovery-sheet').innerText())
        await page.emulateMedia({ media: null })
      }
      for (const name of PLACES) for (const text of texts) t.match(text, name)
    }
  )

  await t.test('is printed by its button', async (t) => {
    await page.evaluate('window.print = () => (window.printed = true)')
    await page.locator('[data-print]').click()
    t.equal(await page.evaluate('window.printed'), true)
  })

  await t.test('is gone after a reload, on the way back, and from all that the browser keeps', async (t) => {
    const last = await shownCode(page)
    const [group] = last.split('-')
    await page.reload()
    t.equal(await page.locator('.code-groups').count(), 0)
    await page.goto('/start')
    await page.goBack()
    t.equal(await page.locator('.code-groups').count(), 0)
    t.notOk((await page.content()).includes(group!))
    const kept = await keptBy(page)
    for (const secret of [PASSPHRASE, OWNER.password, group!]) t.notOk(kept.includes(secret))
  })
})

async function shownCode(page: Page): Promise<string> {
  const groups = page.locator('.code-groups span')
  await groups.first().waitFor()
  return (await groups.allInnerTexts()).join('-')
}

/** What waits to be sent, and all else that outlives a page. */
function keptBy(page: Page): Promise<string> {
  return page.evaluate<string>(`new Promise((resolve) => {
      const opening = indexedDB.open('laci-outbox')
      opening.onsuccess = () => {
        const all = opening.result.transaction('requests').objectStore('requests').getAll()
        all.onsuccess = () => resolve(JSON.stringify([all.result, { ...localStorage }, { ...sessionStorage }]))
      }
    })`)
}
