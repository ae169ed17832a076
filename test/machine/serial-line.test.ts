import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync } from 'node:fs'
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
