import { childTransport } from './child.ts'
import type { Limits, Transport } from './transport.ts'

/** How each side of the line tells the other to wait: by wires, by characters, or not at all. */
export const FLOWS = ['none', 'rts', 'xon'] as const
export type Flow = (typeof FLOWS)[number]

/** What each byte is checked by. */
export const PARITIES = ['none', 'even', 'odd'] as const
export type Parity = (typeof PARITIES)[number]

const CHECKS: Record<Parity, string> = { none: '-parenb', even: 'parenb -parodd', odd: 'parenb parodd' }

const SETTINGS: Record<Flow, string> = {
  none: '-crtscts -ixon -ixoff',
  rts: 'crtscts -ixon -ixoff',
  xon: '-crtscts ixon ixoff'
}

// The line's settings last as long as it is open, so it is opened first. 8 data bits, one stop bit; raw, or the line would
// turn line feeds into something else.
const SCRIPT = `
[ -c "$1" ] || { echo 'not a device' >&2; exit 1; }
exec 3<>"$1"
stty "$2" raw -echo clocal cs8 -cstopb $3 <&3 || exit 1
echo ready
while :; do cat <&3; sleep 0.1; done 2>/dev/null &
cat >&3; code=$?
trap '' TERM; kill 0; exit $code
`

/** A printer on a serial line, or on a USB cable that plays one. */
export function serialTransport(
  { path, baud, flow, parity = 'none' }: { path: string; baud: number; flow: Flow; parity?: Parity },
  limits?: Limits
): Transport {
  return childTransport(SCRIPT, [path, String(baud), `${SETTINGS[flow]} ${CHECKS[parity]}`], {
    can_hear: true,
    limits
  })
}
