import { execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import t, { type Test } from 'tap'
import { openTransport } from '../../server/printing/transports/open-transport.ts'
import { carry } from '../printer/carry.ts'
import { until } from './container.ts'

const signal = new AbortController().signal

await t.test('A printer on a serial line', async (t) => {
  await t.test('hears every byte as it was sent, line feeds and control bytes too', async (t) => {
    const line = await openLine(t)
    const slip = Buffer.concat([
      Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)),
      randomBytes(20_000)
    ])
    const printer = openTransport({ transport: 'serial', address: `${line.path}?baud=9600` }, { data: '' })

    t.same(await carry(printer, slip, signal), { outcome: 'delivered', is_heard: false })
    t.ok(slip.equals(await line.heard))
  })

  await t.test('is told to wait as its settings say', async (t) => {
    const line = await openLine(t)
    const holder = openSync(line.path, 'r+') // a line keeps its settings as long as somebody holds it open
    t.teardown(() => closeSync(holder))
    const settings = {
      none: '-ixon -ixoff -crtscts',
      rts: '-ixon -ixoff crtscts',
      xon: 'ixon ixoff -crtscts'
    }
    for (const [flow, expected] of Object.entries(settings)) {
      const address = `${line.path}?baud=19200&flow=${flow}`
      const printer = openTransport({ transport: 'serial', address }, { data: '' })
      t.match(await carry(printer, Buffer.from('a slip'), signal), { outcome: 'delivered' })

      const said = execFileSync('stty', ['-a', '-F', line.path], { encoding: 'utf8' })
      t.match(said, 'speed 19200 baud')
      t.equal(
        said
          .match(/-?\b(ixon|ixoff|crtscts)\b/g)
          ?.sort()
          .join(),
        expected.split(' ').sort().join(),
        flow
      )
    }
  })

  await t.test('that can’t check each byte as its settings say is sent nothing', async (t) => {
    const line = await openLine(t) // such as this one, which is none of copper
    for (const parity of ['even', 'odd']) {
      const address = `${line.path}?baud=9600&parity=${parity}`
      const printer = openTransport({ transport: 'serial', address }, { data: '' })
      t.match(await carry(printer, Buffer.from('a slip'), signal), { outcome: 'not-started' })
    }
  })

  await t.test('that is unplugged was sent nothing', async (t) => {
    const printer = openTransport(
      { transport: 'serial', address: '/dev/laci/unplugged?baud=9600' },
      { data: '' }
    )

    t.match(await carry(printer, Buffer.from('a slip'), signal), {
      outcome: 'not-started',
      reason: 'no-device'
    })
  })
})

/** A pair of ptys: one end where a printer's line would be, the other heard to its end by us. */
async function openLine(t: Test): Promise<{ path: string; heard: Promise<Buffer> }> {
  const path = `/dev/laci/test-${process.pid}`
  mkdirSync('/dev/laci', { recursive: true })
  const socat = spawn('socat', ['-u', `PTY,link=${path},wait-slave`, 'STDOUT'])
  t.teardown(async () => {
    if (socat.exitCode === null && socat.kill()) await once(socat, 'exit')
  })
  const heard = buffer(socat.stdout)
  await until(() => existsSync(path), 'socat opens the line')
  return { path, heard }
}
