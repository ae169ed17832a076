import { childTransport } from './child.ts'
import type { Limits, Transport } from './transport.ts'

// The line's settings last as long as it is open, so it is opened first. 8 data bits, no parity, one stop bit; raw,
// or the line would turn line feeds into something else.
const SCRIPT = `
[ -c "$1" ] || { echo 'not a device' >&2; exit 1; }
exec 3<>"$1"
stty "$2" raw -echo clocal cs8 -parenb -cstopb <&3 || exit 1
echo ready
exec cat >&3
`

/** A printer on a serial line, or on a USB cable that plays one. */
export function serialTransport(line: { path: string; baud: number }, limits?: Limits): Transport {
  return childTransport(SCRIPT, [line.path, String(line.baud)], limits)
}
