import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import t from 'tap'
import { asksFolder } from '../../server/door/ask-resets.ts'
import { DOOR, fromAfar, knock, setUpSecondStep } from '../door/from-afar.ts'
import { CASHIER, OWNER, openBox } from '../shop.ts'
import { connected, listen, shownOut } from '../terminals/floor.ts'

const LACI = join(import.meta.dirname, '../../scripts/laci')
const NEW_PASSWORD = 'sungai tenang di sore hari'

/** Runs `laci user` on a shop's folder, with something piped in. */
async function user(data: string, args: string[], piped = '', LANG = 'id_ID.UTF-8') {
  const child = spawn(LACI, ['user', ...args], {
    env: { ...process.env, LC_ALL: '', LANG, LACI_DATA: data },
    stdio: ['pipe', 'pipe', 'pipe']
  })
  child.stdin.end(piped)
  const said = Promise.all([text(child.stdout), text(child.stderr)])
  const [status] = (await once(child, 'close')) as [number]
  const [stdout, stderr] = await said
  return { status, stdout, stderr }
}

/** Runs `laci user reset` for the cashier at a terminal, where somebody types whenever they are asked. */
async function atTerminal(data: string, typed: string[]): Promise<{ status: number; screen: string }> {
  const command = `'${LACI}' user reset '${CASHIER.name}'`
  const child = spawn('script', ['-qec', command, '/dev/null'], {
    env: { ...process.env, LC_ALL: '', LANG: 'id_ID.UTF-8', LACI_DATA: data },
    stdio: ['pipe', 'pipe', 'inherit']
  })
  let screen = ''
  let asked = 0
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    screen += piece
    while ([...screen.matchAll(/: /g)].length > asked && asked < typed.length)
      child.stdin.write(`${typed[asked++]}\r`)
  })
  const [status] = (await once(child, 'close')) as [number]
  return { status, screen }
}

await t.test('laci user list', async (t) => {
  const shop = await openBox(t)
  const { owner, cashier_id } = await shop.setUp()
  await owner.post(`/staff/${cashier_id}/rights`, { right: ['sell', 'see-today'] })

  await t.test('says who works here and how each signs in, while the box runs', async (t) => {
    const { status, stdout } = await user(shop.data, ['list'])
    t.equal(status, 0)
    const [head, ...rows] = stdout.trim().split('\n')
    t.match(head, /^NAMA +PERAN +PIN +SANDI +HAK KHUSUS +ID$/)
    t.match(rows[0], /^Ibu Ratna +Pemilik +- +ada +- +[0-9a-f-]{36}$/)
    t.match(rows[1], /^Siti Nurhaliza +Kasir +ada +- +\S*\+see-today\S* +[0-9a-f-]{36}$/)
    t.match((await user(shop.data, ['list'], '', 'en_GB.UTF-8')).stdout, /^NAME +ROLE[\s\S]*Cashier +yes/)
  })

  await t.test('and to a script, what each may; but no secret, and no hash of one', async (t) => {
    const { stdout } = await user(shop.data, ['list', '--json'])
    t.match(JSON.parse(stdout), [
      { name: OWNER.name, role: 'owner', has_pin: false, has_password: true, singles: [] },
      {
        name: CASHIER.name,
        role: 'cashier',
        has_pin: true,
        has_password: false,
        rights: ['sell', 'see-today']
      }
    ])
    t.notMatch(stdout, 'argon2')
  })

  await t.test('tells how it is asked, and that there is no shop', async (t) => {
    t.match(await user(shop.data, []), { status: 64, stderr: 'Pakai: laci user list' })
    t.match(await user(shop.data, ['list', '--all']), { status: 64 })
    t.match(await user('/nowhere', ['list']), { status: 66, stderr: 'LACI_DATA' })
  })
})

await t.test('laci user reset', async (t) => {
  const shop = await openBox(t)
  const { owner, till, owner_id, cashier_id } = await shop.setUp()

  await t.test('gives a new PIN while the box runs; lock and sessions of the old one are gone', async (t) => {
    await till.post('/sign-out')
    for (let i = 0; i < 6; i++) await till.post('/sign-in/pin', { staff_id: cashier_id, pin: '0000' })
    t.equal((await till.post('/sign-in/pin', { staff_id: cashier_id, pin: CASHIER.pin })).status, 429)
    const { status, stdout } = await user(shop.data, ['reset', CASHIER.name.toUpperCase()], '7359\n')
    t.equal(status, 0)
    t.match(stdout, 'PIN Siti Nurhaliza sudah diganti.')
    t.equal((await till.post('/sign-in/pin', { staff_id: cashier_id, pin: '7359' })).goes, '/')
    t.same(readdirSync(asksFolder(shop.data)), [], 'nothing of it stays in the folder')
  })

  await t.test('gives an owner a new password, and the record names nobody', async (t) => {
    t.equal((await user(shop.data, ['reset', owner_id, '--password'], NEW_PASSWORD)).status, 0)
    t.equal((await owner.get('/staff')).goes, '/sign-in')
    t.equal((await owner.post('/sign-in/password', { name: OWNER.name, password: NEW_PASSWORD })).goes, '/')
    const last = shop.store.sqlite
      .prepare(
        "select staff_id, facts from events where type = 'staff.changed' and subject_id = ? order by event_id desc"
      )
      .get(owner_id)
    t.same(last, { staff_id: null, facts: '{"password":1}' })
  })

  await t.test('refuses what anyone would try, whom nobody knows, and nothing at all', async (t) => {
    t.match(await user(shop.data, ['reset', CASHIER.name], '1234'), {
      status: 65,
      stderr: 'PIN harus 4 sampai 8'
    })
    t.match(await user(shop.data, ['reset', OWNER.name, '--password'], 'Toko Makmur Jaya 88'), {
      status: 65,
      stderr: 'mudah ditebak'
    })
    t.match(await user(shop.data, ['reset', 'Wati'], '7359'), { status: 67, stderr: OWNER.name })
    t.match(await user(shop.data, ['reset', CASHIER.name]), { status: 65, stderr: 'masukan baku' })
    t.match(await user(shop.data, ['reset', CASHIER.name, '--pin', '--password']), { status: 64 })
    t.equal(
      (await till.post('/sign-in/pin', { staff_id: cashier_id, pin: '7359' })).goes,
      '/',
      'all is as it was'
    )
  })

  await t.test('asks twice at a terminal, and shows nothing of what is typed', async (t) => {
    const same = await atTerminal(shop.data, ['8261', '8261'])
    t.match(same, { status: 0, screen: /PIN baru Siti Nurhaliza: [\s\S]*Sekali lagi: [\s\S]*sudah diganti/ })
    t.notMatch(same.screen, '8261')
    t.equal((await till.post('/sign-in/pin', { staff_id: cashier_id, pin: '8261' })).goes, '/')
    t.match(await atTerminal(shop.data, ['5937', '5938']), { status: 65, screen: /Keduanya tidak sama/ })
    t.equal((await till.get('/sales')).status, 200, 'nothing has changed')
  })

  await t.test('does it itself when the box is stopped', async (t) => {
    await shop.box.stop()
    t.match(await user(shop.data, ['reset', CASHIER.name, '--pin'], '9061\n', 'en_GB.UTF-8'), {
      status: 0,
      stdout: 'Siti Nurhaliza’s PIN is changed.'
    })
    const again = await openBox(t, { data: shop.data })
    const device = again.browser()
    device.cookies.set('laci_device', till.cookies.get('laci_device')!)
    t.equal((await device.post('/sign-in/pin', { staff_id: cashier_id, pin: '9061' })).goes, '/')
  })
})

await t.test('laci user reset --second-step', async (t) => {
  const shop = await openBox(t, { door: DOOR })
  const { owner, owner_id, cashier_id } = await shop.setUp()
  const { url } = shop.box.door!
  const reset = (name: string, lang?: string) => user(shop.data, ['reset', name, '--second-step'], '', lang)

  await t.test('has nothing to turn off where none was set up', async (t) => {
    t.match(await reset(cashier_id), { status: 65, stderr: 'Langkah kedua belum diatur.' })
    t.match(await user(shop.data, ['reset', owner_id, '--second-step', '--pin']), { status: 64 })
  })

  await t.test('shuts the door to whoever lost the phone, and ends every visit at once', async (t) => {
    const { phone, codes } = await setUpSecondStep(owner)
    const visitor = fromAfar(url)
    t.equal((await knock(visitor, { code: await phone.next() })).status, 303)
    const screen = listen(t, { box: { url } }, visitor)
    await connected(screen)
    const out = shownOut(screen)
    const { status, stdout } = await reset(OWNER.name)
    t.match({ status, stdout }, { status: 0, stdout: 'Langkah kedua Ibu Ratna sudah dimatikan.' })
    t.equal(await out, 'io server disconnect')
    t.match(await visitor.get('/visits'), { goes: '/sign-in' })
    t.equal((await knock(visitor, { code: await phone.next() })).status, 401)
    t.equal((await knock(visitor, { code: codes[0]! })).status, 401)
    t.equal((await owner.get('/second-step')).status, 200, 'in the shop they go on')
  })

  await t.test('stands in the record, which names nobody who works here', async (t) => {
    const last = shop.store.sqlite
      .prepare(
        "select staff_id, subject_id, facts from events where type = 'second-step.changed' order by event_id desc"
      )
      .get()
    t.same(last, { staff_id: null, subject_id: owner_id, facts: '{"what":"off"}' })
  })

  await t.test('lets them set it up anew, and is done at a stopped box just as well', async (t) => {
    const { phone } = await setUpSecondStep(owner)
    t.equal((await knock(fromAfar(url), { code: await phone.next() })).status, 303)
    await shop.box.stop()
    t.match(await reset(OWNER.name, 'en_GB.UTF-8'), { status: 0, stdout: 'Ibu Ratna’s second step is off.' })
    const again = await openBox(t, { data: shop.data, door: DOOR })
    t.equal((await knock(fromAfar(again.box.door!.url), { code: await phone.next() })).status, 401)
  })
})
