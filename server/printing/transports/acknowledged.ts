import { readFile } from 'node:fs/promises'

/** The kernel's lists of connections; there are none elsewhere than on Linux. */
const LISTS = ['/proc/net/tcp', '/proc/net/tcp6']
const FIN_WAIT2 = '05'

/**
 * Whether the other side has acknowledged every byte we sent and that we closed our side. Only the kernel knows, and
 * on Linux it tells: such a connection is in state FIN_WAIT2 until the other side closes, too.
 *
 * When two connections share both ports, as to two printers on port 9100, both must be so far.
 *
 * @see RFC 9293, 3.3.2, and the kernel's Documentation/networking/proc_net_tcp.rst
 */
export async function isAcknowledged(socket: {
  localPort?: number | undefined
  remotePort?: number | undefined
}): Promise<boolean> {
  const { localPort, remotePort } = socket
  if (!localPort || !remotePort) return false
  const lists = await Promise.all(LISTS.map((path) => readFile(path, 'latin1').catch(() => '')))
  const states = lists.flatMap((list) => statesOf(list, inHex(localPort), inHex(remotePort)))
  return states.length > 0 && states.every((state) => state === FIN_WAIT2)
}

/** Each line names the number of the connection, our end, the other end and the state. */
function statesOf(list: string, localPort: string, remotePort: string): string[] {
  return list
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, ours, theirs]) => ours?.endsWith(localPort) && theirs?.endsWith(remotePort))
    .map(([, , , state = '']) => state)
}

function inHex(port: number): string {
  return `:${port.toString(16).toUpperCase().padStart(4, '0')}`
}
