import { childTransport } from './child.ts'
import type { Limits, Transport } from './transport.ts'

// Looking first keeps a pulled plug from leaving a plain file in the device's place, which would take every slip. A
// pipe only takes: what is written to it would come back. A printer that can't be read from is asked again and again,
// in vain and in silence.
const SCRIPT = `
if [ -p "$1" ]; then
  exec 3>"$1"
  echo ready
  exec cat >&3
fi
[ -c "$1" ] || { echo 'not a device' >&2; exit 1; }
exec 3<>"$1"
echo ready
while :; do cat <&3; sleep 0.1; done 2>/dev/null &
cat >&3; code=$?
trap '' TERM; kill 0; exit $code
`

/** A USB printer as the kernel shows it, `/dev/usb/lp0`. */
export function deviceTransport(path: string, limits?: Limits): Transport {
  return childTransport(SCRIPT, [path], { can_hear: true, limits })
}
