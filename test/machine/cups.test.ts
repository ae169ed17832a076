import { execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import t from 'tap'
import { findQueues } from '../../server/printing/find/cups.ts'
import { cupsTransport } from '../../server/printing/transports/cups.ts'
import { carry } from '../printer/carry.ts'
import { type Listener, listenAsPrinter } from '../printer/listener.ts'
import { until } from './container.ts'
import { startPrintSystem } from './print-system.ts'

const never = new AbortController().signal
const DELIVERED = { outcome: 'delivered', is_heard: false }
const patient = { connect_ms: 20_000, send_ms: 60_000 }
const slip = Buffer.concat([Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)), randomBytes(4000)])
/** More than all buffers on the way take. */
const endless = Buffer.alloc(16_000_000, 'x')

await t.test('A printer behind the print system', async (t) => {
  const cups = await startPrintSystem(t)
  let queues = 0
  const openQueue = async (printer: Listener): Promise<string> => {
    queues++
    const queue = `kasir_${queues}`
    cups.addQueue(queue, `socket://127.0.0.1:${printer.port}`)
    return queue
  }

  await t.test('gets every byte as it was sent', async (t) => {
    const printer = await listenAsPrinter(t)
    const queue = await openQueue(printer)
    t.same(await carry(cupsTransport(queue, patient), slip, never), DELIVERED)
    await printer.waitForJobs(1)
    t.ok(printer.jobs[0]?.equals(slip))
  })

  await t.test('has the job when the queue is done with it, and not before', async (t) => {
    const printer = await listenAsPrinter(t)
    const queue = await openQueue(printer)
    const held = printer.holdAfter(1)
    let is_over = false
    const delivery = carry(cupsTransport(queue, { ...patient, send_ms: 120_000 }), endless, never).finally(
      () => {
        is_over = true
      }
    )
    await held
    t.equal(cups.waiting(queue).length, 1)
    t.notOk(is_over)

    printer.hold()
    printer.read()
    t.same(await delivery, DELIVERED)
    t.same(cups.waiting(queue), [])
    await printer.waitForJobs(1)
    t.ok(printer.jobs[0]?.equals(endless))
  })

  await t.test('that is off gets nothing later of a job that was stopped', async (t) => {
    const printer = await listenAsPrinter(t)
    const queue = await openQueue(printer)
    await printer.close()
    const stopping = new AbortController()
    const delivery = carry(cupsTransport(queue, patient), slip, stopping.signal)
    await until(() => cups.waiting(queue).length === 1, 'the job waits in the queue')
    stopping.abort()

    t.same(await delivery, { outcome: 'cut-off', reason: 'stopped' })
    await until(() => cups.waiting(queue).length === 0, 'the job is cancelled')
    await printer.reopen()
    t.same(await carry(cupsTransport(queue, patient), Buffer.from('the next'), never), DELIVERED)
    t.same(printer.jobs, [Buffer.from('the next')])
  })

  await t.test('that stays off is given up when its time is over', async (t) => {
    const printer = await listenAsPrinter(t)
    const queue = await openQueue(printer)
    await printer.close()
    const brief = { connect_ms: 20_000, send_ms: 500 }
    t.same(await carry(cupsTransport(queue, brief), Buffer.from('slip'), never), {
      outcome: 'cut-off',
      reason: 'timeout'
    })
    await until(() => cups.waiting(queue).length === 0, 'the job is cancelled')
  })

  await t.test('gets nothing of what a box that lost its power had left in the queue', async (t) => {
    const printer = await listenAsPrinter(t)
    const queue = await openQueue(printer)
    await printer.close()
    const box = spawn(process.execPath, [join(import.meta.dirname, 'print-slip.ts'), 'cups', queue])
    await until(() => cups.waiting(queue).length === 1, 'the job waits in the queue')
    box.kill('SIGKILL')
    await once(box, 'exit')
    t.equal(cups.waiting(queue).length, 1, 'it is left there')

    await printer.reopen()
    t.same(await carry(cupsTransport(queue, patient), slip, never), DELIVERED)
    await printer.waitForJobs(1)
    t.equal(printer.jobs.length, 1)
    t.ok(printer.jobs[0]?.equals(slip))
  })

  await t.test('leaves a stranger’s job in the queue alone', async (t) => {
    const printer = await listenAsPrinter(t)
    const queue = await openQueue(printer)
    await printer.close()
    execFileSync('lp', ['-U', 'stranger', '-d', queue, '-o', 'raw'], {
      input: 'a letter',
      stdio: ['pipe', 'ignore', 'ignore']
    })
    const stopping = new AbortController()
    const delivery = carry(cupsTransport(queue, patient), slip, stopping.signal)
    await until(() => cups.waiting(queue).length === 2, 'both wait')
    stopping.abort()
    await delivery
    await until(() => cups.waiting(queue).length === 1, 'one is cancelled')
    execFileSync('cancel', ['-a', queue])
  })

  await t.test('has not printed what somebody cancelled in the queue', async (t) => {
    const printer = await listenAsPrinter(t)
    const queue = await openQueue(printer)
    await printer.close()
    const delivery = carry(cupsTransport(queue, patient), slip, never)
    await until(() => cups.waiting(queue).length === 1, 'the job waits in the queue')
    execFileSync('cancel', ['-a', queue])
    t.same(await delivery, { outcome: 'cut-off', reason: 'disconnected' })
  })

  await t.test('gets nothing while its queue is stopped, or there is none', async (t) => {
    const printer = await listenAsPrinter(t)
    const queue = await openQueue(printer)
    execFileSync('cupsdisable', [queue])
    const job = carry(cupsTransport(queue, patient), slip, never)
    t.same(await job, { outcome: 'not-started', reason: 'offline' })
    execFileSync('cupsenable', [queue])
    execFileSync('cupsreject', [queue])
    t.match(await carry(cupsTransport(queue, patient), slip, never), { reason: 'offline' })
    t.same(await carry(cupsTransport('nobody', patient), slip, never), {
      outcome: 'not-started',
      reason: 'no-queue'
    })
    t.same(printer.jobs, [])
  })

  await t.test('is found by the name of its queue', async (t) => {
    const found = await findQueues()
    t.ok(queues > 5)
    t.equal(found.filter((name) => name.startsWith('kasir_')).length, queues)
  })
})
