import { childTransport } from './child.ts'
import type { Limits, Transport } from './transport.ts'

// Looking first keeps a pulled plug from leaving a plain file in the device's place, which would take every slip.
const SCRIPT = `
[ -c "$1" ] || [ -p "$1" ] || { echo 'not a device' >&2; exit 1; }
exec 3>"$1"
echo ready
exec cat >&3
`

/** A USB printer as the kernel shows it, `/dev/usb/lp0`. */
export function deviceTransport(path: string, limits?: Limits): Transport {
  return childTransport(SCRIPT, [path], limits)
}
