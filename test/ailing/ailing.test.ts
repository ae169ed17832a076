import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { ailUntilWell } from '../../server/ailing/ailing-box.ts'
import { ailmentOf } from '../../server/ailing/name-ailment.ts'
import { readConfig } from '../../server/config.ts'
import { openStore } from '../../server/db/open.ts'
import { freePort } from '../free-port.ts'

await t.test('What keeps a box from starting is named', async (t) => {
  const data = t.testdir()
  const named = (code: string) => ailmentOf(Object.assign(new Error(code), { code }), data)
  t.equal(named('ENOSPC'), 'full')
  t.equal(named('SQLITE_FULL'), 'full')
  t.equal(named('EROFS'), 'read-only')
  t.equal(named('SQLITE_READONLY_DIRECTORY'), 'read-only')
  t.equal(named('SQLITE_IOERR_WRITE'), 'failing')
  t.equal(named('SQLITE_CORRUPT'), 'damaged')
  t.equal(named('EADDRINUSE'), undefined, 'a port that is taken is nothing of the disk')

  writeFileSync(join(data, 'laci.db'), 'this was a shop once, and is no database any more'.repeat(100))
  const error = await openStore(join(data, 'laci.db')).catch((error: unknown) => error)
  t.equal(ailmentOf(error, data), 'damaged')
})

await t.test('A box with a damaged database says so on every screen, and does nothing', async (t) => {
  const port = await freePort()
  const config = { ...readConfig({ LACI_DATA: t.testdir() }), port }
  const over = Promise.withResolvers<void>()
  const ailing = ailUntilWell(config, 'damaged', over.promise)
  const url = `http://127.0.0.1:${port}`
  await untilListening(url)

  const page = await fetch(`${url}/till`)
  t.equal(page.status, 503, 'which a till takes for "not now"')
  const text = await page.text()
  t.match(text, 'Basis data toko rusak')
  t.match(text, 'The shop’s database is damaged')
  t.notMatch(page.headers.get('content-security-policy'), /unsafe/)
  const sale = await fetch(`${url}/sales`, { method: 'POST', body: new URLSearchParams({ total: '1' }) })
  t.equal(sale.status, 503, 'so that a sale stays in the till and is sent again')
  t.match(await (await fetch(`${url}/ailing.css`)).text(), '.ailing')

  over.resolve()
  await ailing
  await t.rejects(fetch(url), 'and lets go of its address')
})

await t.test('A box that was out of room starts as soon as there is some', async (t) => {
  const config = { ...readConfig({ LACI_DATA: t.testdir() }), port: 0 }
  await t.resolves(ailUntilWell(config, 'full', new Promise(() => undefined)))
})

async function untilListening(url: string): Promise<void> {
  for (;;) {
    try {
      await fetch(url)
      return
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}
