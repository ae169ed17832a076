import Fastify from 'fastify'
import t from 'tap'
import { Type } from 'typebox'
import { deed } from '../../server/http/deeds.ts'
import { openBox } from '../shop.ts'

t.test('A form that asks for a secret says so, or the box does not start', async (t) => {
  const { shop } = (await openBox(t)).box
  const asking = (field: string, secrets: string[]) => () =>
    deed(Fastify(), shop, '/door', {
      door: 'anyone',
      form: Type.Object({ [field]: Type.String() }),
      secrets,
      work: () => null,
      answer: () => ''
    })
  for (const field of ['password', 'password_again', 'pin', 'passphrase', 'proof', 'private_key']) {
    t.throws(asking(field, []), { message: new RegExp(field) }, field)
    t.doesNotThrow(asking(field, [field]), field)
  }
  t.doesNotThrow(asking('name', []))
})

t.test(
  'The code on the box’s screen is not found by trying: after a few the box hears no more',
  async (t) => {
    const { box } = await openBox(t)
    for (const url of ['/setup/owner', '/setup/backup', '/setup/copy']) {
      const tries = await Array.fromAsync({ length: 61 }, () =>
        box.app.inject({ method: 'POST', url, remoteAddress: '192.168.1.7', payload: {} })
      )
      t.notSame(tries[0]!.statusCode, 429, url)
      t.equal(tries.at(-1)!.statusCode, 429, url)
    }
  }
)
