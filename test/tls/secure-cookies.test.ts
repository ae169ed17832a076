import { io } from 'socket.io-client'
import t from 'tap'
import { OWNER, openBrowser } from '../shop.ts'
import { askSecurely, openLanBox, overTls } from './lan.ts'

await t.test('Over HTTPS', async (t) => {
  const box = await openLanBox(t)
  const people = await box.setUp()
  const ca = box.lan.authority.certificate
  const port = box.https_port
  const phone = openBrowser(overTls({ port, ca }))
  await phone.post('/sign-in/password', OWNER)

  await t.test('the whole shop is there, and every cookie is the box’s own and secure', async (t) => {
    t.ok(phone.cookies.size >= 2)
    for (const [name] of phone.cookies) t.match(name, /^__Host-/)
    t.equal((await phone.get('/today')).status, 200)
    const { headers } = await phone.get('/sign-in')
    for (const cookie of [headers['set-cookie'] ?? []].flat()) {
      t.match(String(cookie), /; Secure$/)
      t.match(String(cookie), /Path=\//)
      t.notMatch(String(cookie), /Domain/i)
    }
  })

  await t.test('a cookie that a page in the clear could have planted counts for nothing', async (t) => {
    const session = phone.cookies.get('__Host-laci_session')!
    const ask = (cookie: string) =>
      askSecurely({ port, ca, host: 'localhost', path: '/today', headers: { cookie } })
    t.equal((await ask(`__Host-laci_session=${session}`)).status, 200)
    const planted = await ask(`laci_session=${session}`)
    t.same([planted.status, planted.headers['location']], [303, '/sign-in'])
  })

  await t.test(
    'a screen listens by its secure cookie, from a page of the box that came encrypted',
    async (t) => {
      const cookie = [...phone.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const listen = (origin: string, cookies = cookie): Promise<string> =>
        new Promise((resolve) => {
          const socket = io(`https://localhost:${port}`, {
            transports: ['websocket'],
            reconnection: false,
            ca,
            extraHeaders: { cookie: cookies, origin }
          } as Parameters<typeof io>[1])
          t.teardown(() => socket.close())
          socket.on('connect', () => resolve('listens'))
          socket.on('connect_error', () => resolve('refused'))
        })
      t.equal(await listen(`https://localhost:${port}`), 'listens')
      t.equal(await listen(`http://localhost:${port}`), 'refused', 'what came in the clear is not ours')
      t.equal(await listen(`https://localhost:${port}`, cookie.replaceAll('__Host-', '')), 'refused')
    }
  )

  await t.test('nothing tells a browser never to come in the clear again', async (t) => {
    t.equal((await phone.get('/sign-in')).headers['strict-transport-security'], undefined)
  })

  await t.test('the box stops although somebody listens', async () => {
    const cookie = [...phone.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const socket = io(`https://localhost:${port}`, {
      transports: ['websocket'],
      reconnection: false,
      ca,
      extraHeaders: { cookie }
    } as Parameters<typeof io>[1])
    await new Promise((resolve) => socket.on('connect', () => resolve(undefined)))
    const gone = new Promise((resolve) => socket.on('disconnect', resolve))
    await Promise.all([box.box.stop(), gone])
  })

  await t.test('on the box itself cookies are as they were', async (t) => {
    for (const [name] of people.owner.cookies) t.notMatch(name, /^__Host-/)
  })
})
