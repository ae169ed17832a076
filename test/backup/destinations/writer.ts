import { randomUUID } from 'node:crypto'
import { openDestination } from '../../../server/backup/destinations/open-destination.ts'

// Keeps file after file in a folder until somebody kills it; says when the first one is kept.
const [, , path = ''] = process.argv
const place = openDestination({ kind: 'folder', path }, {})
for (;;) {
  const name = `kept/${randomUUID()}`
  await place.put(name, Buffer.alloc(2_000_000, name))
  process.stdout.write('.')
}
