import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { aPulse, aSlip } from '../../printer/cargo.ts'
import { listenAsLiar } from '../../printer/liar-tcp.ts'
import type { Evidence } from './check.ts'

/**
 * What comes of a queue without our rules, on a real lying printer: it sends again whatever it is not sure of, and a
 * pulse whenever its printer is back.
 */
export async function sellNaively(): Promise<Record<'doubled' | 'late' | 'lost' | 'mixed up', Evidence>> {
  const liar = await listenAsLiar()
  const send = async (bytes: Buffer): Promise<void> => {
    const socket = connect(liar.port, '127.0.0.1').on('error', () => {})
    socket.end(bytes)
    await pause(50)
  }
  const evidenceOf = (asked_ms_ago: number): Evidence => {
    const { slips, pulses, strays } = liar.paper
    const at = (ms: number): string => new Date(Date.now() - asked_ms_ago + ms).toISOString()
    const rest = { subject_id: 's1', printer_id: 'p', copy_no: 0, is_heard: 0, state: 'printed' } as const
    return {
      answered: ['s1'],
      booked: [{ sale_id: 's1', receipt_no: 'K1-000001', printer_id: 'p' }],
      jobs: [
        { ...rest, job_no: 1, kind: 'pulse', asked_at: at(0), expires_at: at(10_000) },
        { ...rest, job_no: 2, kind: 'sale', asked_at: at(0), expires_at: null }
      ],
      papers: new Map([['p', { slips: [...slips], pulses: [...pulses], strays: [...strays] }]]),
      silent: new Set()
    }
  }
  const lost = evidenceOf(0)
  await send(aPulse().bytes)
  await send(aSlip('K1-000001').bytes)
  const late = evidenceOf(11_000)
  await send(aSlip('K1-000001').bytes)
  const doubled = evidenceOf(1000)
  const mixed_up = withLater(evidenceOf(1000))
  await liar.close()
  return { doubled, late, lost, 'mixed up': mixed_up }
}

/** A second sale whose slip stands before the first one's. */
function withLater(evidence: Evidence): Evidence {
  const { slips, pulses, strays } = evidence.papers.get('p')!
  const [first] = slips
  const second = { ...first!, receipt_no: 'K1-000002' }
  const job = evidence.jobs[1]!
  return {
    ...evidence,
    answered: ['s1', 's2'],
    booked: [...evidence.booked, { sale_id: 's2', receipt_no: 'K1-000002', printer_id: 'p' }],
    jobs: [...evidence.jobs, { ...job, job_no: 3, subject_id: 's2' }],
    papers: new Map([['p', { slips: [second, first!], pulses, strays }]])
  }
}
