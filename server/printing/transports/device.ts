import { findUsbPath, isUsbAddress, type Roots } from '../find/usb.ts'
import { childTransport } from './child.ts'
import { type Limits, LineFault, type Transport } from './transport.ts'

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

/**
 * A USB printer: `/dev/usb/lp0` as the kernel numbers it, or an address that lasts when it is plugged in again. That one
 * is looked up each time the line is opened.
 */
export function deviceTransport(address: string, limits?: Limits, roots?: Roots): Transport {
  const to = (path: string): Transport => childTransport(SCRIPT, [path], { can_hear: true, limits })
  if (!isUsbAddress(address)) return to(address)
  return {
    can_hear: true,
    open: async (signal) => {
      const path = await findUsbPath(address, roots)
      if (path === 'none') throw new LineFault('no-device')
      if (path === 'several') throw new LineFault('two-alike')
      return await to(path).open(signal)
    }
  }
}
