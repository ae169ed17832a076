// A small machine has room for what a box uses, and for nothing beside it.

import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { openCounter, sell, wired } from '../counter.ts'
import { freePort } from '../free-port.ts'
import { plugIn } from '../process.ts'

await t.test('No thread of a box that sells in a network loads a client for fetch', async (t) => {
  const data = t.testdir()
  const counter = await openCounter(t, { data })
  await counter.shop.box.stop()
  const loaded = join(t.testdirName, 'loaded')
  mkdirSync(loaded)
  const ports = [await freePort(), await freePort(), await freePort()] as const
  const [port, https, http] = ports.map(String) as [string, string, string]
  const box = await plugIn(t, data, {
    ...{ LACI_HOST: '0.0.0.0', LACI_PORT: port, LACI_HTTPS_PORT: https, LACI_HTTP_PORT: http },
    LACI_TEST_LOADED: loaded,
    NODE_OPTIONS: `--require ${join(import.meta.dirname, 'list-loaded.cjs')}`
  })
  await sell(wired(`http://127.0.0.1:${port}`, counter.people.till))
  t.equal(await box.close(), 0)

  const threads = readdirSync(loaded)
  t.ok(threads.includes('0.json') && threads.length > 2, `each thread has said: ${threads}`)
  for (const thread of threads) {
    const modules = JSON.parse(readFileSync(join(loaded, thread), 'utf8')) as string[]
    t.ok(modules.includes('NativeModule fs'), 'it has listed what it loaded')
    t.notOk(
      modules.find((name) => /undici/.test(name)),
      `thread ${thread}`
    )
  }
})
