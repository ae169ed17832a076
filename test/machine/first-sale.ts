import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { sell, wired } from '../counter.ts'

/** Who sells where: a till's device that was one before, and a cashier who signs in anew. */
export interface Selling {
  url: string
  cookies: [name: string, value: string][]
  staff_id: string
  pin: string
  /** Where the shop's printer listens, on the box itself. */
  printer_port: number
}

/** Sells once over HTTP at a till of the shop, and waits for its slip to come out. */
export async function firstSale({ url, cookies, staff_id, pin, printer_port }: Selling): Promise<string> {
  const server = createServer()
  const slip = new Promise<void>((resolve) => {
    server.on('connection', (socket: Socket) => {
      let came = ''
      socket.on('error', () => {})
      socket.on('data', (bytes) => {
        came += bytes.toString('latin1')
        // The name of what was sold, and the cut behind it.
        if (came.includes('ULTRA') && came.includes('\x1dV')) resolve()
      })
    })
  })
  await once(server.listen(printer_port, '127.0.0.1'), 'listening')
  const till = wired(url, { cookies: new Map(cookies) })
  await till.post('/sign-in/pin', { staff_id, pin })
  const { sale_id } = await sell(till)
  await slip
  server.close()
  return sale_id
}
