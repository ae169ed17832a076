import t from 'tap'
import { listJobs } from '../../server/printing/find-jobs.ts'
import { PULSE_LIVES_MS } from '../../server/printing/queue-jobs.ts'
import { fates, sell, until } from '../counter.ts'
import type { TcpLiar } from '../printer/liar-tcp.ts'
import { openTills } from './tills.ts'

const SLIPS = 5

t.test('Of four printers, one dead and one slow, the other two print all they have meanwhile', async (t) => {
  const order: string[] = []
  const printers = ['slow', 'fast 1', 'fast 2'].map((name) => ({
    onSlip: () => {
      order.push(name)
    }
  }))
  const { counter, tills } = await openTills(t, [...printers, {}])
  const [slow, first, second, dead] = tills
  slow!.liar.print(300)
  await dead!.liar.switchOff()
  for (const { liar } of [slow!, first!, second!]) liar.set({ paper: 'out' })

  const sales: string[] = []
  for (let round = 0; round < SLIPS; round++) {
    for (const { till } of tills) sales.push((await sell(till)).sale_id)
  }
  t.same(order, [], 'all waits')
  for (const { liar } of [slow!, first!, second!]) liar.refill()
  await slow!.liar.until(() => order.includes('slow'))

  const before_slow = order.slice(0, order.indexOf('slow'))
  t.same(before_slow.toSorted(), [...Array(SLIPS).fill('fast 1'), ...Array(SLIPS).fill('fast 2')])
  const { store } = counter.shop
  t.equal(sales.filter((sale_id) => fates(store, sale_id).includes('sale waiting refused')).length, SLIPS)
  t.same(
    first!.liar.paper.numbers,
    first!.liar.paper.numbers.toSorted(),
    'in the order in which they were sold'
  )
})

interface Trouble {
  /** Before the sale. */
  begin(liar: TcpLiar): unknown
  /** When the sale was answered. */
  goOn?(liar: TcpLiar): unknown
  /** How the slip fares then. */
  shows?: RegExp
  mend(liar: TcpLiar): unknown
}

const AS_FAST_AS_IT_CAN = Number.POSITIVE_INFINITY

const TROUBLES: Record<string, Trouble> = {
  'runs out of paper in the slip': {
    begin: (liar) => liar.endAfter(8),
    shows: /sale uncertain paper-out/,
    mend: (liar) => liar.refill()
  },
  'has its cable pulled': {
    begin: (liar) => liar.pullCable(),
    shows: /sale waiting mute/,
    mend: (liar) => liar.plugCable()
  },
  'falls silent': {
    begin: (liar) => liar.answer('never'),
    shows: /sale waiting mute/,
    mend: (liar) => liar.answer('truth')
  },
  'prints 500 bytes a second': {
    begin: (liar) => liar.print(500),
    mend: (liar) => liar.print(AS_FAST_AS_IT_CAN)
  },
  'cuts the line at a byte': {
    begin: (liar) => liar.disconnectAfter(300),
    shows: /sale uncertain disconnected/,
    mend: () => undefined
  },
  'is off': {
    begin: (liar) => liar.switchOff(),
    shows: /sale waiting refused/,
    mend: (liar) => liar.switchOn()
  },
  'is switched off in the slip, and prints its memory anew': {
    begin: (liar) => liar.print(2000),
    goOn: async (liar) => {
      const { lines } = liar.paper
      await liar.until(() => liar.paper.lines > lines + 5)
      await liar.switchOff({ replays: true })
      liar.print(AS_FAST_AS_IT_CAN)
    },
    shows: /sale uncertain disconnected/,
    mend: (liar) => liar.switchOn()
  }
}

t.test(
  'Whatever happens to three printers, each sale is answered meanwhile, and its slip printed once or in doubt',
  async (t) => {
    const { counter, tills } = await openTills(t, [{}, {}, {}])
    const { store } = counter.shop
    const sales: { sale_id: string; liar: TcpLiar }[] = []
    for (const { till, liar } of tills) {
      sales.push({ sale_id: (await sell(till)).sale_id, liar })
      await liar.until(() => liar.paper.numbers.length === 1)
    }

    for (const [what, { begin, goOn, shows, mend }] of Object.entries(TROUBLES)) {
      await Promise.all(tills.map(({ liar }) => begin(liar)))
      // That these come to an end is the rule: nothing is mended before they are answered.
      const sold = await Promise.all(tills.map(({ till }) => sell(till)))
      t.equal(sold.length, tills.length, `answered while each ${what}`)
      await Promise.all(tills.map(({ liar }) => goOn?.(liar)))
      if (shows)
        await until(store, () => sold.every(({ sale_id }) => shows.test(fates(store, sale_id).join())))
      await Promise.all(tills.map(({ liar }) => mend(liar)))
      await until(store, () => sold.every(({ sale_id }) => isOver(sale_id)))
      sales.push(...sold.map(({ sale_id }, index) => ({ sale_id, liar: tills[index]!.liar })))
    }

    for (const { sale_id, liar } of sales) {
      const slip = jobOf(sale_id, 'sale')
      const on_paper = liar.paper.of(numberOf(sale_id)).length
      if (slip.state === 'printed') t.equal(on_paper, 1, `${numberOf(sale_id)} is on paper once`)
      else t.match({ ...slip, on_paper }, { state: 'uncertain', on_paper: /^[01]$/ }, numberOf(sale_id))
    }
    const in_doubt = sales.filter(({ sale_id }) => jobOf(sale_id, 'sale').state === 'uncertain')
    t.equal(in_doubt.length, 3 * tills.length, 'those that were cut off in the middle, and no others')
    for (const { liar } of tills) t.same(liar.paper.strays, [])

    const pulses = sales.map(({ sale_id }) => jobOf(sale_id, 'pulse'))
    for (const { liar } of tills) {
      for (const { at } of liar.paper.pulses) {
        const is_asked = pulses.some(({ asked_at }) => {
          const age = at - Date.parse(asked_at)
          return age >= 0 && age <= PULSE_LIVES_MS
        })
        t.ok(is_asked, 'a drawer opens only in the seconds after somebody paid')
      }
    }

    function jobOf(sale_id: string, kind: 'sale' | 'pulse') {
      return listJobs(store, sale_id).find((job) => job.kind === kind)!
    }

    function isOver(sale_id: string): boolean {
      return ['printed', 'uncertain'].includes(jobOf(sale_id, 'sale').state)
    }

    function numberOf(sale_id: string): string {
      return store.sqlite
        .prepare<[string], string>('select receipt_no from sales where sale_id = ?')
        .pluck()
        .get(sale_id)!
    }
  }
)
