import { Connection } from '../../server/printing/connection.ts'
import type { Answers } from '../../server/printing/tables.ts'
import type { Begin, Delivery, Transport } from '../../server/printing/transports/transport.ts'

/** Sends one job by a transport, to a printer that never answers unless it is said to. */
export async function carry(
  transport: Transport,
  bytes: Buffer,
  signal: AbortSignal,
  begin: Begin = async () => true,
  answers: Answers = 'never'
): Promise<Delivery> {
  const connection = new Connection(transport, answers, { answers: () => {}, status: () => {} })
  const delivery = await connection.carry({ bytes }, begin, signal)
  connection.rest()
  return delivery
}
