import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { openChromium } from '../browser.ts'
import { openCounter, sell } from '../counter.ts'
import { DOOR, setUpSecondStep } from '../door/from-afar.ts'
import { OWNER } from '../shop.ts'
import { until } from './container.ts'
import { bootTunnel, PORT } from './tunnel-box.ts'

/** Takes every connection on and carries it to an address or a socket; an expression that a program elsewhere runs. */
const carryTo = (there: string): string => `net.createServer((near) => {
  const far = net.connect(${there})
  near.pipe(far).pipe(near)
  for (const end of [near, far]) end.on('error', () => { near.destroy(); far.destroy() })
  for (const end of [near, far]) end.on('close', () => { near.destroy(); far.destroy() })
})`

await t.test('The owner far away, by the real tunnel', async (t) => {
  const { shop, people, till } = await openCounter(t, { door: DOOR })
  const { phone } = await setUpSecondStep(people.owner)
  const folder = mkdtempSync(join(tmpdir(), 'laci-way-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const [door, server] = [join(folder, 'door'), join(folder, 'server')]

  // From the box of the container to this one's door, and from the browser here to the server of the container; in
  // between are OpenSSH's two ends, and nothing of ours.
  await carryHere(t, door, Number(new URL(shop.box.door!.url).port))
  const { debian, status } = await bootTunnel(t, carryTo(JSON.stringify(door)))
  const far_end = debian.beside(
    `${carryTo(`${PORT}, '127.0.0.1'`)}.listen('${server}', () => console.log('open'))`
  )
  await once(far_end.stdout!, 'data')
  t.teardown(() => far_end.kill())
  const port = await carryHere(t, 0, server)
  await until(() => status().state === 'connected', 'the tunnel opens')

  const browser = await openChromium(t)
  const page = await (await browser.newContext({ baseURL: `http://127.0.0.1:${port}` })).newPage()
  await sell(till)

  await t.test('signs in by name, password and one-time code', async (t) => {
    await page.goto('/')
    await page.fill('[name=name]', OWNER.name)
    await page.fill('[name=password]', OWNER.password)
    await page.fill('[name=code]', await phone.next())
    await page.click('main button')
    await page.waitForSelector('#line[data-state=live]')
    t.equal(await soldToday(page), '3.700')
  })

  await t.test('sees a sale in the shop without pressing anything', async (t) => {
    await sell(till)
    const sold = performance.now()
    await sees(page, '7.400')
    t.pass(`seen ${Math.round(performance.now() - sold)} ms after`)
  })

  await t.test('is told since when, once the tunnel is cut, while the shop sells on', async (t) => {
    debian.shell('systemctl stop laci-tunnel-ssh.path laci-tunnel-ssh.service')
    await page.waitForSelector('#line[data-state=cut]')
    t.match(await page.textContent('#line'), /\d\d\.\d\d$/)
    t.equal(await soldToday(page), '7.400')
    await sell(till)
    t.equal(await soldToday(page), '7.400', 'as old as it says')
  })

  await t.test('sees it live again by itself, when the tunnel is back', async (t) => {
    debian.shell('systemctl start laci-tunnel-ssh.path laci-tunnel-ssh.service')
    await page.waitForSelector('#line[data-state=live]', { timeout: 60_000 })
    await sees(page, '11.100')
    t.equal(status().state, 'connected')
  })

  await t.test('is still the one who signed in, after the server dropped the tunnel', async (t) => {
    debian.shell(`pkill -KILL -u laci-${PORT}`)
    await page.waitForSelector('#line[data-state=cut]', { timeout: 60_000 })
    await page.waitForSelector('#line[data-state=live]', { timeout: 60_000 })
    await sell(till)
    await sees(page, '14.800')
    t.pass()
  })
})

/** Listens on this machine, at a socket or any port, and carries what comes on to the other. @returns the port */
async function carryHere(t: Test, from: string | number, to: string | number): Promise<number> {
  const open = new Set<{ destroy(): void }>()
  const listener = createServer((near) => {
    const far = typeof to === 'string' ? connect(to) : connect(to, '127.0.0.1')
    near.pipe(far).pipe(near)
    for (const end of [near, far]) {
      open.add(end)
      end.on('error', () => undefined)
      end.on('close', () => {
        near.destroy()
        far.destroy()
      })
    }
  })
  if (typeof from === 'string') listener.listen(from)
  else listener.listen(from, '127.0.0.1')
  await once(listener, 'listening')
  t.teardown(() => {
    for (const end of open) end.destroy()
    listener.close()
  })
  return (listener.address() as AddressInfo).port
}

async function soldToday(page: Page): Promise<string> {
  return ((await page.textContent('.numbers .first .money')) ?? '').replace(/[^\d.]/g, '')
}

async function sees(page: Page, amount: string): Promise<void> {
  await page.locator('.numbers .first .money', { hasText: amount }).waitFor()
}
