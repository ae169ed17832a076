import { childTransport } from './child.ts'
import type { Limits, Transport } from './transport.ts'

/** How each side of the line tells the other to wait: by wires, by characters, or not at all. */
export const FLOWS = ['none', 'rts', 'xon'] as const
export type Flow = (typeof FLOWS)[number]

const SETTINGS: Record<Flow, string> = {
  none: '-crtscts -ixon -ixoff',
  rts: 'crtscts -ixon -ixoff',
  xon: '-crtscts ixon ixoff'
}

// The line's settings last as long as it is open, so it is opened first. 8 data bits, no parity, one stop bit; raw,
// or the line would turn line feeds into something else.
const SCRIPT = `
[ -c "$1" ] || { echo 'not a device' >&2; exit 1; }
exec 3<>"$1"
stty "$2" raw -echo clocal cs8 -parenb -cstopb $3 <&3 || exit 1
echo ready
while :; do cat <&3; sleep 0.1; done 2>/dev/null &
cat >&3; code=$?
trap '' TERM; kill 0; exit $code
`

/** A printer on a serial line, or on a USB cable that plays one. */
export function serialTransport(
  { path, baud, flow }: { path: string; baud: number; flow: Flow },
  limits?: Limits
): Transport {
  return childTransport(SCRIPT, [path, String(baud), SETTINGS[flow]], { can_hear: true, limits })
}
