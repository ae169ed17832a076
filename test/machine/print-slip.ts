import { carry } from '../printer/carry.ts'
// Sends the words "a slip" to a printer, and says how far they came: `node print-slip.ts device /dev/usb/lp0`.

import { openTransport, type PrinterAddress } from '../../server/printing/transports/open-transport.ts'

const [transport, address = ''] = process.argv.slice(2)
const printer = openTransport({ transport: transport as PrinterAddress['transport'], address }, { data: '' })
console.log((await carry(printer, Buffer.from('a slip'), new AbortController().signal)).outcome)
