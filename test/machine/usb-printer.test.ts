import { join } from 'node:path'
import t from 'tap'
import { runWithUsb } from './usb/boot.ts'

const PRINTED = { outcome: 'delivered', is_heard: true, paper: 'ok' }

await t.test('A printer on a real USB cable, as the kernel drives it', async (t) => {
  const said = await runWithUsb(t, join(import.meta.dirname, 'usb/guest.ts'))

  t.same(
    said.get('found'),
    [
      {
        path: '/dev/usb/lp0',
        address: 'usb:04b8:0202:SER123',
        maker: 'EPSON',
        model: 'TM-T20',
        is_allowed: true
      }
    ],
    'is found by its name'
  )
  t.same(said.get('printed'), PRINTED, 'says itself that it has printed')
  t.equal(said.get('heard'), true, 'heard every byte')
  t.same(said.get('out of paper'), { outcome: 'not-started', reason: 'paper-out', paper: 'out' })
  t.same(said.get('with paper'), PRINTED)
  t.match(said.get('pulled out'), { outcome: 'cut-off' }, 'is cut off in the middle')
  t.match(said.get('while it is out'), { outcome: 'not-started', reason: 'no-device' })
  t.same(said.get('plugged in again'), PRINTED)
  t.equal(said.get('noticed'), true, 'its plug is noticed')
  t.ok(said.has('end'))
})
