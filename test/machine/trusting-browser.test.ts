import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { ARGS } from '../browser.ts'
import { makeShopNetwork, type ShopNetwork } from './network.ts'

/** The whole browser: the small one that comes with the packages reads nobody's list of what to trust. */
const BROWSER = process.env['CHROME'] ?? '/usr/bin/chromium'

await t.test('A browser in the shop’s network', async (t) => {
  const network = makeShopNetwork(t)
  const folder = mkdtempSync(join(tmpdir(), 'laci-browser-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  await network.connect('10.77.0.11').startBox(join(folder, 'data'), { LACI_NAMES: 'kasir.internal' })
  const ca = join(folder, 'ca.pem')
  writeFileSync(ca, network.run('curl', '-s', 'http://10.77.0.11/laci-ca.pem').stdout)

  await t.test(
    'that does not trust the box is kept on the page that says how, and warned of the till',
    async (t) => {
      const page = await openPage(t, network, join(folder, 'stranger'))
      await page.goto('http://10.77.0.11/')
      await page.locator('[data-check]:not([disabled])').waitFor()
      t.match(await page.locator('#trust-state').textContent(), 'belum percaya')
      t.equal(page.url(), 'http://10.77.0.11/')
      await t.rejects(page.goto('https://10.77.0.11/'), /ERR_CERT_AUTHORITY_INVALID/)
    }
  )

  await t.test('that trusts the box', async (t) => {
    const home = join(folder, 'friend')
    trust(home, ca)
    const page = await openPage(t, network, home)

    await t.test('goes on to the till by itself, without a warning', async (t) => {
      await page.goto('http://10.77.0.11/')
      await page.waitForURL(/^https:/)
      t.match(page.url(), 'https://')
      await page.locator('form').first().waitFor()
    })

    await t.test('may do there what only a secure page may: use the camera, be installed', async (t) => {
      for (const url of [
        'https://10.77.0.11/setup',
        'https://laci.local/setup',
        'https://kasir.internal/setup'
      ]) {
        await page.goto(url)
        t.same(
          await page.evaluate('[isSecureContext, typeof navigator.mediaDevices?.getUserMedia]'),
          [true, 'function'],
          url
        )
      }
      const session = await page.context().newCDPSession(page)
      const { url, errors, data } = await session.send('Page.getAppManifest')
      t.match(url, 'https://kasir.internal/app.webmanifest')
      t.same(errors, [])
      t.match(data, '"display":"standalone"')
      const { installabilityErrors } = await session.send('Page.getInstallabilityErrors')
      t.same(
        installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito'),
        []
      )
    })

    await t.test(
      'keeps its cookies to encrypted pages, and hears of the shop over an encrypted socket',
      async (t) => {
        await page.goto('https://10.77.0.11/setup')
        const cookies = await page.context().cookies()
        t.ok(cookies.length > 0)
        for (const { name, secure } of cookies) t.same([name.slice(0, 7), secure], ['__Host-', true])
        const said = await page.evaluate(`new Promise((resolve) => {
        const socket = io({ transports: ['websocket'], reconnection: false })
        socket.on('connect_error', (error) => resolve(error.message))
        socket.on('connect', () => resolve('connected'))
      })`)
        t.equal(said, 'sign in first', 'the socket came through; who is nobody is told so')
      }
    )

    await t.test('is still warned of a box that it never trusted', async (t) => {
      await network.connect('10.77.0.12').startBox(join(folder, 'other'))
      await t.rejects(page.goto('https://10.77.0.12/'), /ERR_CERT_AUTHORITY_INVALID/)
    })
  })
})

/** Puts an authority where Chromium on Linux reads what a person trusts. */
function trust(home: string, ca: string): void {
  const db = join(home, '.pki/nssdb')
  mkdirSync(db, { recursive: true })
  execFileSync('certutil', ['-d', `sql:${db}`, '-N', '--empty-password'])
  execFileSync('certutil', ['-d', `sql:${db}`, '-A', '-t', 'C,,', '-n', 'Laci', '-i', ca])
}

/** Opens a browser of somebody's own on the machine in the network; nothing of a certificate is waved through. */
async function openPage(t: Test, network: ShopNetwork, home: string): Promise<Page> {
  mkdirSync(home, { recursive: true })
  const start = join(home, 'chromium')
  writeFileSync(start, `#!/bin/sh\nHOME='${home}' exec ${network.enter.join(' ')} '${BROWSER}' "$@"\n`)
  chmodSync(start, 0o700)
  const names = '--host-resolver-rules=MAP laci.local 10.77.0.11, MAP kasir.internal 10.77.0.11'
  const browser = await chromium.launch({ executablePath: start, args: [...ARGS, names], headless: true })
  t.teardown(() => browser.close())
  return await browser.newPage()
}
