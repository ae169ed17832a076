import { randomUUID } from 'node:crypto'
import { DestinationFault } from '../../../server/backup/destinations/destination.ts'
import { openDestination } from '../../../server/backup/destinations/open-destination.ts'

// Keeps file after file in a place until somebody kills it or the place fails: says the name of each that is kept, and
// at the end the fault's kind.
const [, , address = '', options = '{}'] = process.argv
const place = openDestination(JSON.parse(address), {}, JSON.parse(options))
try {
  for (;;) {
    const name = `kept/${randomUUID()}`
    await place.put(name, Buffer.alloc(2_000_000, name))
    process.stdout.write(`${name}\n`)
  }
} catch (error) {
  if (!(error instanceof DestinationFault)) throw error
  process.stdout.write(`${error.kind}: ${error.message}\n`)
}
