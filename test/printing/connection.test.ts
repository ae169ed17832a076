import t, { type Test } from 'tap'
import { type Cargo, Connection } from '../../server/printing/connection.ts'
import type { Status } from '../../server/printing/status.ts'
import type { Answers } from '../../server/printing/tables.ts'
import { deviceTransport } from '../../server/printing/transports/device.ts'
import { serialTransport } from '../../server/printing/transports/serial.ts'
import { tcpTransport } from '../../server/printing/transports/tcp.ts'
import type { Begin, Delivery, Transport } from '../../server/printing/transports/transport.ts'
import { aPulse, aSlip } from '../printer/cargo.ts'
import type { Liar } from '../printer/liar.ts'
import { plugInLiar } from '../printer/liar-pty.ts'
import { listenAsLiar, type TcpLiarOptions } from '../printer/liar-tcp.ts'

const yes: Begin = async () => true
const never = new AbortController().signal
const DONE: Delivery = { outcome: 'delivered', is_heard: true }
const TAKEN: Delivery = { outcome: 'delivered', is_heard: false }
const waits = (reason: string) => ({ outcome: 'not-started', reason })
const uncertain = (reason: string) => ({ outcome: 'cut-off', reason })

t.test('A printer that answers', async (t) => {
  await t.test('is known to, after the first job, and says itself that a slip is done', async (t) => {
    const { liar, connection, learnt } = await connect(t)
    t.same(await carry(connection, aSlip('K1-000001')), DONE)
    t.same(learnt, ['yes'])
    t.same(liar.paper.numbers, ['K1-000001'], 'and it is on paper by then')
    t.same(liar.paper.strays, [])
  })

  await t.test('is spoken to on one line, slip after slip', async (t) => {
    const { liar, connection } = await connect(t)
    for (const no of ['K1-000001', 'K1-000002', 'K1-000003']) t.same(await carry(connection, aSlip(no)), DONE)
    t.same(liar.paper.numbers, ['K1-000001', 'K1-000002', 'K1-000003'])
    t.equal(liar.connections, 1)
  })

  for (const [what, change, reason, mended] of [
    ['out of paper', { paper: 'out' }, 'paper-out', { paper: 'ok' }],
    ['with its cover open', { cover: 'open' }, 'cover-open', { cover: 'closed' }],
    ['whose knife is stuck', { fault: 'cutter' }, 'cutter-fault', { fault: null }],
    ['that is switched to rest', { is_online: false }, 'offline', { is_online: true }]
  ] as const) {
    await t.test(
      `${what} before the first byte gets none, and prints once when that is mended`,
      async (t) => {
        const { liar, connection } = await connect(t)
        liar.set(change)
        let has_begun = false
        const begin: Begin = async () => {
          has_begun = true
          return true
        }
        t.match(await carry(connection, aSlip('K1-000001'), begin), waits(reason))
        t.notOk(has_begun)
        liar.set(mended)
        t.same(await carry(connection, aSlip('K1-000001')), DONE)
        t.same(liar.paper.numbers, ['K1-000001'])
      }
    )
  }

  await t.test('that nobody knew yet, and that is out of paper, is believed', async (t) => {
    const { liar, connection } = await connect(t, { lines_left: 1 })
    liar.set({ paper: 'out' })
    t.match(await carry(connection, aSlip('K1-000001')), waits('paper-out'))
    t.same(liar.paper.slips, [])
  })

  for (const [what, happen, mend, reason] of [
    [
      'runs out of paper',
      (liar: Liar) => liar.set({ paper: 'out' }),
      (liar: Liar) => liar.refill(),
      'paper-out'
    ],
    [
      'has its cover opened',
      (liar: Liar) => liar.set({ cover: 'open' }),
      (liar: Liar) => liar.set({ cover: 'closed' }),
      'cover-open'
    ],
    [
      'has its knife stuck',
      (liar: Liar) => liar.set({ fault: 'cutter' }),
      (liar: Liar) => liar.set({ fault: null }),
      'cutter-fault'
    ]
  ] as const) {
    await t.test(`that ${what} half way leaves half a slip, and its rest never comes out`, async (t) => {
      const { liar, connection } = await connect(t, { bytes_per_second: 4000 })
      const delivery = carry(connection, aSlip('K1-000001', { lines: 80 }))
      await liar.until(() => liar.paper.lines > 5)
      happen(liar)
      t.match(await delivery, uncertain(reason))
      mend(liar)
      t.same(await carry(connection, aSlip('K1-000002')), DONE)
      t.same(liar.paper.numbers, ['K1-000002'])
      t.match(
        liar.paper.slips.map(({ is_whole }) => is_whole),
        [false, true]
      )
      t.same(liar.paper.strays, [])
    })
  }

  await t.test(
    'that comes to the end of its roll in a slip has not printed it, whatever it says',
    async (t) => {
      const { liar, connection } = await connect(t, { lines_left: 40 })
      t.match(await carry(connection, aSlip('K1-000001', { lines: 80 })), uncertain('paper-out'))
      liar.refill()
      t.same(await carry(connection, aSlip('K1-000002')), DONE)
      t.same(liar.paper.numbers, ['K1-000002'])
    }
  )

  await t.test(
    'that does not know how to forget comes to the end of what it has before the next',
    async (t) => {
      const { liar, connection } = await connect(t, { lines_left: 40, clears: false })
      t.match(await carry(connection, aSlip('K1-000001', { lines: 80 })), uncertain('paper-out'))
      t.match(await carry(connection, aSlip('K1-000002')), waits('paper-out'))
      liar.refill()
      t.same(await carry(connection, aSlip('K1-000002')), DONE)
      t.same(liar.paper.numbers, ['K1-000001', 'K1-000002'], 'nothing can keep the first from coming out')
    }
  )

  await t.test('that does not know how to forget is not stuck in half a picture', async (t) => {
    const { liar, connection } = await connect(t, { clears: false })
    await carry(connection, aSlip('K1-000001'))
    const picture = Buffer.from('\x1b@\x1dv0\0\x30\0\x80\0', 'latin1')
    liar.disconnectAfter(picture.length + 20)
    const whole = { bytes: Buffer.concat([picture, Buffer.alloc(0x30 * 0x80, 0xaa)]) }
    t.match(await carry(connection, whole), uncertain('disconnected'))
    t.same(await carry(connection, aSlip('K1-000002')), DONE)
    t.same(liar.paper.numbers, ['K1-000001', 'K1-000002'])
  })

  await t.test('and falls silent is waited for, not written to', async (t) => {
    const { liar, connection } = await connect(t)
    await carry(connection, aSlip('K1-000001'))
    liar.answer('never')
    t.match(await carry(connection, aSlip('K1-000002')), waits('mute'))
    liar.answer('truth')
    t.same(await carry(connection, aSlip('K1-000002')), DONE)
    t.same(liar.paper.numbers, ['K1-000001', 'K1-000002'])
  })

  await t.test('and falls silent half way leaves a slip that nobody may send again unasked', async (t) => {
    const { liar, connection } = await connect(t, {}, { send_ms: 300 })
    await carry(connection, aSlip('K1-000001'))
    const delivery = carry(connection, aSlip('K1-000002'), async () => {
      liar.answer('never')
      return true
    })
    t.match(await delivery, uncertain('timeout'))
    await liar.until(() => liar.paper.numbers.length === 2)
  })

  await t.test('whose answer at the end is lost on the way is asked again', async (t) => {
    const { liar, connection } = await connect(t, { bytes_per_second: 2000 })
    await carry(connection, aSlip('K1-000001'))
    const delivery = carry(connection, aSlip('K1-000002'), async () => {
      liar.answer('never')
      return true
    })
    await liar.until(() => liar.paper.numbers.length === 2)
    liar.answer('truth')
    t.same(await delivery, DONE)
    t.same(await carry(connection, aSlip('K1-000003')), DONE)
    t.same(liar.paper.numbers, ['K1-000001', 'K1-000002', 'K1-000003'])
  })

  await t.test('slowly, 500 bytes a second, from a small memory, has time for a long slip', async (t) => {
    const slow = { bytes_per_second: 500, memory_bytes: 512 }
    const { liar, connection } = await connect(t, slow, { send_ms: 1000 })
    t.same(await carry(connection, aSlip('K1-000001', { lines: 60 })), DONE)
    t.same(liar.paper.numbers, ['K1-000001'])
  })

  await t.test('rubbish instead of the end of a slip has not said that it is done', async (t) => {
    const { liar, connection } = await connect(t, { bytes_per_second: 4000 }, { send_ms: 300 })
    await carry(connection, aSlip('K1-000001'))
    const delivery = carry(connection, aSlip('K1-000002'), async () => {
      liar.onAnswer(Buffer.from('\x41\x7f\xff\x93\x37\x41', 'latin1'))
      return true
    })
    t.same(await delivery, DONE)
    t.same(liar.paper.numbers, ['K1-000001', 'K1-000002'], 'it was believed only when it was true')
  })

  await t.test(
    'to its status and never in turn has one slip in doubt, and then the line’s word',
    async (t) => {
      const { liar, connection } = await connect(t, { answers_in_turn: false }, { send_ms: 300 })
      t.match(await carry(connection, aSlip('K1-000001')), uncertain('timeout'))
      t.same(await carry(connection, aSlip('K1-000002')), TAKEN)
      liar.set({ paper: 'out' })
      t.match(await carry(connection, aSlip('K1-000003')), waits('paper-out'), 'what it does say is believed')
    }
  )
})

t.test('A printer that goes away', async (t) => {
  await t.test('in the middle of a slip leaves it uncertain, and has the next one', async (t) => {
    const { liar, connection } = await connect(t)
    await carry(connection, aSlip('K1-000001'))
    liar.disconnectAfter(100)
    t.match(await carry(connection, aSlip('K1-000002')), uncertain('disconnected'))
    t.same(await carry(connection, aSlip('K1-000003')), DONE)
    t.same(liar.paper.numbers, ['K1-000001', 'K1-000003'])
  })

  await t.test('by its switch loses what it had, and prints what comes after', async (t) => {
    const { liar, connection } = await connect(t, { bytes_per_second: 2000 })
    const delivery = carry(connection, aSlip('K1-000001', { lines: 60 }))
    await liar.until(() => liar.paper.lines > 5)
    await liar.switchOff()
    t.match(await delivery, uncertain('disconnected'))
    t.match(await carry(connection, aSlip('K1-000002')), waits('refused'))
    await liar.switchOn()
    t.same(await carry(connection, aSlip('K1-000002')), DONE)
    t.same(liar.paper.numbers, ['K1-000002'])
  })

  await t.test('and prints its memory anew is not believed for what it was told before', async (t) => {
    const { liar, connection } = await connect(t, { bytes_per_second: 2000 })
    const delivery = carry(connection, aSlip('K1-000001', { lines: 60 }))
    await liar.until(() => liar.paper.lines > 5)
    await liar.switchOff({ replays: true })
    t.match(await delivery, uncertain('disconnected'))
    await liar.switchOn()
    const next = carry(connection, aSlip('K1-000002', { lines: 60 }))
    t.same(await next, DONE)
    t.same(liar.paper.numbers.at(-1), 'K1-000002', 'which is on paper when it is called printed')
  })

  await t.test('while a line lingers has the next slip all the same', async (t) => {
    const { liar, connection } = await connect(t)
    await carry(connection, aSlip('K1-000001'))
    await liar.switchOff()
    await liar.switchOn()
    const first = await carry(connection, aSlip('K1-000002'))
    if (first.outcome !== 'delivered') t.same(await carry(connection, aSlip('K1-000002')), DONE)
    t.same(liar.paper.numbers, ['K1-000001', 'K1-000002'])
  })
})

t.test('A drawer', async (t) => {
  await t.test('opens at once while its printer is out of paper', async (t) => {
    const { liar, connection } = await connect(t)
    liar.set({ paper: 'out' })
    t.same(await carry(connection, aPulse()), TAKEN)
    await liar.until(() => liar.paper.pulses.length > 0)
    liar.refill()
    t.match(liar.paper.pulses, [{ pin: 2, out_of_turn: true }])
  })

  await t.test('does not open when its time ran out while that was written down', async (t) => {
    const { liar, connection } = await connect(t)
    const expiring = new AbortController()
    const begin: Begin = async () => {
      expiring.abort()
      return true
    }
    t.match(await connection.carry(aPulse(), begin, expiring.signal), waits('stopped'))
    t.same(await carry(connection, aSlip('K1-000001')), DONE)
    t.same(liar.paper.pulses, [])
  })

  await t.test('does not open later than its time, when its printer stopped before it', async (t) => {
    const { liar, connection } = await connect(t)
    await carry(connection, aSlip('K1-000001'))
    const expiring = new AbortController()
    let before = 0
    const delivery = connection.carry(
      aPulse(),
      async () => {
        before = liar.taken
        liar.set({ is_online: false })
        return true
      },
      expiring.signal
    )
    await liar.until(() => before > 0 && liar.taken > before + 5)
    expiring.abort()
    t.match(await delivery, uncertain('stopped'))
    liar.set({ is_online: true })
    t.same(await carry(connection, aSlip('K1-000002')), DONE)
    t.same(liar.paper.pulses, [])
  })
})

t.test('A printer that never answers', async (t) => {
  await t.test('is known to after one question, and has the line’s word for each slip', async (t) => {
    const { liar, connection, learnt } = await connect(t, { answering: 'never' })
    t.same(await carry(connection, aSlip('K1-000001')), TAKEN)
    t.same(await carry(connection, aSlip('K1-000002')), TAKEN)
    t.same(learnt, ['never'])
    await liar.until(() => liar.paper.numbers.length === 2)
    t.same(liar.paper.strays, [])
  })

  await t.test('in time is heard when it does, and asked from then on', async (t) => {
    const { liar, connection, learnt } = await connect(t, { answering: 'never' })
    t.same(
      await carry(connection, aSlip('K1-000001'), async () => {
        liar.answer('truth')
        liar.onAnswer(Buffer.from([0x16, 0x12, 0x12, 0x12]))
        return true
      }),
      TAKEN
    )
    t.same(await carry(connection, aSlip('K1-000002')), DONE)
    t.same(learnt, ['never', 'yes'])
  })

  await t.test('and was cut off in a command does not take the next slip for the rest of it', async (t) => {
    const { liar, connection } = await connect(t, { answering: 'never' })
    t.same(await carry(connection, aSlip('K1-000001')), TAKEN)
    const picture = Buffer.from('\x1b@\x1dv0\0\x30\0\x80\0', 'latin1')
    liar.disconnectAfter(picture.length + 20)
    const whole = { bytes: Buffer.concat([picture, Buffer.alloc(0x30 * 0x80, 0xaa)]) }
    t.match(await carry(connection, whole), { outcome: 'cut-off' })
    t.same(await carry(connection, aSlip('K1-000002')), TAKEN)
    await liar.until(() => liar.paper.numbers.length === 2)
    t.same(liar.paper.numbers, ['K1-000001', 'K1-000002'])
  })

  await t.test('takes a slip larger than its memory at its own pace', async (t) => {
    const { liar, connection } = await connect(t, {
      answering: 'never',
      memory_bytes: 1024,
      bytes_per_second: 20_000
    })
    t.same(await carry(connection, aSlip('K1-000001', { lines: 600 })), TAKEN)
    await liar.until(() => liar.paper.numbers.length === 1)
  })
})

t.test('Told to stop, it lets go at once', async (t) => {
  await t.test('of a printer that is being asked', async (t) => {
    const { connection } = await connect(t, { answering: 'never' }, {}, 'yes')
    const stopping = new AbortController()
    const delivery = connection.carry(aSlip('K1-000001'), yes, stopping.signal)
    setTimeout(() => stopping.abort(), 50)
    t.match(await delivery, waits('stopped'))
  })

  await t.test('of a slip that is being printed, which a person must look at', async (t) => {
    const { liar, connection } = await connect(t, { bytes_per_second: 500 })
    const stopping = new AbortController()
    const delivery = connection.carry(aSlip('K1-000001'), yes, stopping.signal)
    await liar.until(() => liar.taken > 100)
    stopping.abort()
    t.match(await delivery, uncertain('stopped'))
  })
})

t.test('A printer behind a device file', async (t) => {
  for (const kind of ['serial line', 'USB'] as const) {
    await t.test(`(${kind}) answers, waits for paper and prints once`, async (t) => {
      const liar = await plugInLiar(t)
      const transport =
        kind === 'USB'
          ? deviceTransport(liar.path)
          : serialTransport({ path: liar.path, baud: 115_200, flow: 'none' })
      const { connection, learnt } = connectTo(t, transport)
      t.same(await carry(connection, aSlip('K1-000001')), DONE)
      t.same(learnt, ['yes'])
      liar.set({ paper: 'out' })
      t.match(await carry(connection, aSlip('K1-000002')), waits('paper-out'))
      liar.refill()
      await liar.until(() => liar.condition.paper === 'ok')
      t.same(await settled(connection, aSlip('K1-000002')), DONE)
      t.same(liar.paper.numbers, ['K1-000001', 'K1-000002'])
      t.same(liar.paper.strays, [])
    })
  }
})

/** What is told by itself may come a moment after the question was asked. */
async function settled(connection: Connection, cargo: Cargo): Promise<Delivery> {
  for (;;) {
    const delivery = await carry(connection, cargo)
    if (delivery.outcome !== 'not-started') return delivery
  }
}

function carry(connection: Connection, cargo: Cargo, begin = yes): Promise<Delivery> {
  return connection.carry(cargo, begin, never)
}

async function connect(
  t: Test,
  options: TcpLiarOptions = {},
  limits: { send_ms?: number } = {},
  answers: Answers = 'unknown'
) {
  const liar = await listenAsLiar(t, options)
  const transport = tcpTransport({ host: '127.0.0.1', port: liar.port })
  return { liar, ...connectTo(t, transport, limits, answers) }
}

function connectTo(
  t: Test,
  transport: Transport,
  limits: { send_ms?: number } = {},
  answers: Answers = 'unknown'
) {
  const learnt: Answers[] = []
  const heard: Status[] = []
  const connection = new Connection(
    transport,
    answers,
    { answers: (answer) => learnt.push(answer), status: (status) => heard.push(status) },
    { connect_ms: 3000, send_ms: 15_000, ...limits }
  )
  t.teardown(() => connection.rest())
  return { connection, learnt, heard }
}
