import type { Pulse, Slip } from '../../printer/paper.ts'

/** What the books say of one sale and its slips. */
export interface BookedSale {
  sale_id: string
  receipt_no: string
  printer_id: string
}

/** A job as the books have it when all is over. */
export interface BookedJob {
  job_no: number
  printer_id: string
  kind: string
  subject_id: string
  copy_no: number
  state: string
  is_heard: 0 | 1
  asked_at: string
  expires_at: string | null
}

/** Everything that is known when all is over. */
export interface Evidence {
  /** The sales whose answer a till has seen. */
  answered: readonly string[]
  booked: readonly BookedSale[]
  jobs: readonly BookedJob[]
  papers: ReadonlyMap<string, { slips: readonly Slip[]; pulses: readonly Pulse[]; strays: readonly string[] }>
  /** Printers whose word for a slip is only that the line took it. */
  silent: ReadonlySet<string>
}

export interface Findings {
  counts: Record<string, number>
  faults: string[]
}

/** Compares what came out of the printers with what was sold. */
export function check(evidence: Evidence): Findings {
  const counts: Record<string, number> = {}
  const faults: string[] = []
  const count = (what: string, by = 1): void => {
    counts[what] = (counts[what] ?? 0) + by
  }
  const found = { counts, faults, count }
  checkBooks(evidence, found)
  for (const sale of evidence.booked) checkSlips(sale, evidence, found)
  for (const printer_id of evidence.papers.keys()) {
    checkPulses(printer_id, evidence, found)
    checkOrder(printer_id, evidence, found)
  }
  return { counts, faults }
}

type Found = Findings & { count(what: string, by?: number): void }

function checkBooks({ answered, booked, jobs }: Evidence, { faults, count }: Found): void {
  const ids = new Set(booked.map(({ sale_id }) => sale_id))
  count('sales answered', answered.length)
  count('sales in the books', booked.length)
  for (const sale_id of answered)
    if (!ids.has(sale_id)) faults.push(`sale ${sale_id} was answered and is lost`)
  if (new Set(answered).size !== answered.length) faults.push('a sale was answered twice')
  if (booked.length !== answered.length)
    faults.push(`${booked.length} sales in the books, ${answered.length} were answered`)
  for (const { kind, state, job_no } of jobs) {
    if (['waiting', 'sending', 'uncertain', 'failed'].includes(state))
      faults.push(`job ${job_no} (${kind}) is left ${state}`)
  }
}

function checkSlips(sale: BookedSale, { jobs, papers, silent }: Evidence, { faults, count }: Found): void {
  const { receipt_no, sale_id, printer_id } = sale
  const all = [...papers.values()].flatMap(({ slips }) =>
    slips.filter((slip) => slip.receipt_no === receipt_no)
  )
  const whole = all.filter(({ is_whole }) => is_whole)
  const replays = all.filter(({ is_replayed }) => is_replayed).length
  const originals = whole.filter(({ says_copy, is_replayed }) => !says_copy && !is_replayed)
  const copies = whole.filter(({ says_copy, is_replayed }) => says_copy && !is_replayed)
  const slips = jobs.filter(({ kind, subject_id }) => kind === 'sale' && subject_id === sale_id)
  const asked = slips.filter(({ copy_no }) => copy_no > 0).length

  count('slips that a printer repeated from its memory', replays)
  count('copies on paper, marked SALINAN', copies.length)
  if (originals.length > 1) faults.push(`${receipt_no} is on paper ${originals.length} times without SALINAN`)
  if (copies.length > asked) faults.push(`${receipt_no} has ${copies.length} copies, ${asked} were asked for`)

  const first = slips.find(({ copy_no }) => copy_no === 0)
  if (!first) {
    faults.push(`${receipt_no} has no slip in the books`)
    return
  }
  const last = slips.at(-1)!
  if (whole.length > 0) count('slips on paper')
  else if (last.state === 'dropped') count('slips let go of by a person')
  else if (silent.has(printer_id) && last.is_heard === 0) count('slips lost in a printer that never answers')
  else faults.push(`${receipt_no} is called ${last.state} and is not on paper`)
  if (slips.some(({ state, is_heard }) => state === 'printed' && is_heard === 1))
    count('slips that the printer confirmed')
}

/** Each pulse needs a payment of its own in the seconds before it. What a printer repeats by itself is its own. */
function checkPulses(printer_id: string, { jobs, papers, silent }: Evidence, { faults, count }: Found): void {
  const asked = jobs
    .filter((job) => job.printer_id === printer_id && job.kind === 'pulse')
    .map(({ asked_at, expires_at }) => ({
      from: Date.parse(asked_at),
      to: Date.parse(expires_at!),
      is_used: false
    }))
    .sort((a, b) => a.to - b.to)
  for (const { at, is_replayed, out_of_turn } of papers.get(printer_id)!.pulses) {
    count('pulses')
    if (is_replayed) {
      count('pulses that a printer repeated from its memory')
      continue
    }
    const own = asked.find(({ from, to, is_used }) => !is_used && from <= at && at <= to)
    if (own) own.is_used = true
    else if (silent.has(printer_id)) count('pulses late in a printer that never answers')
    else
      faults.push(
        `a drawer opened ${out_of_turn ? 'out of turn' : 'in turn'} at ${new Date(at).toISOString()}, nobody asked for it then`
      )
  }
}

/** First slips come out in the order in which they were asked for. */
function checkOrder(
  printer_id: string,
  { booked, jobs, papers, silent }: Evidence,
  { faults, count }: Found
): void {
  const numbers = new Map(booked.map(({ sale_id, receipt_no }) => [sale_id, receipt_no]))
  const asked = jobs
    .filter((job) => job.printer_id === printer_id && job.kind === 'sale' && job.copy_no === 0)
    .sort((a, b) => a.job_no - b.job_no)
    .map(({ subject_id }) => numbers.get(subject_id))
  const place = new Map(asked.map((receipt_no, index) => [receipt_no, index]))
  let before = -1
  const { slips, strays } = papers.get(printer_id)!
  count('torn slips', slips.filter(({ is_whole }) => !is_whole).length)
  for (const { receipt_no, says_copy, is_whole, is_replayed } of slips) {
    if (!is_whole || says_copy || is_replayed || receipt_no === undefined) continue
    const at = place.get(receipt_no)
    if (at === undefined) faults.push(`${receipt_no} came out of a printer that nobody asked`)
    else if (at < before) faults.push(`${receipt_no} came out after a later one`)
    else before = at
  }
  // The first half of a question that was cut off is nothing that a printer prints.
  const inked = strays.filter((bytes) => Buffer.from(bytes, 'hex').some((byte) => byte >= 0x20))
  if (inked.length > 0 && !silent.has(printer_id))
    faults.push(`a printer did not understand ${inked.length} commands: ${inked.slice(0, 5).join(' ')}`)
}
