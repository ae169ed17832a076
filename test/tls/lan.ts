import { request } from 'node:https'
import type { NetworkInterfaceInfo } from 'node:os'
import { checkServerIdentity, type PeerCertificate, type TLSSocket } from 'node:tls'
import type { Test } from 'tap'
import type { Interfaces } from '../../server/tls/box-names.ts'
import { Lan } from '../../server/tls/lan.ts'
import { buildTrustApp } from '../../server/trust-app.ts'
import type { Clock } from '../../server/values/clock.ts'
import type { Wire } from '../shop.ts'
import { openBox, type TestBox } from '../shop.ts'

/** A box that listens to a network, which for the test is the machine itself. */
export interface LanBox extends TestBox {
  lan: Lan
  https_port: number
  http_port: number
  /** Puts the box into another network. */
  move(...addresses: string[]): void
  clock: { at: string }
}

/** A network card with these addresses. */
function card(...addresses: string[]): Interfaces {
  return {
    eth0: addresses.map((address): NetworkInterfaceInfo => {
      const rest = { address, mac: '00:00:00:00:00:00', internal: false }
      if (address.includes(':')) return { ...rest, family: 'IPv6', netmask: 'ffff::', cidr: null, scopeid: 0 }
      return { ...rest, family: 'IPv4', netmask: '255.255.255.0', cidr: `${address}/24` }
    })
  }
}

export async function openLanBox(
  t: Test,
  {
    data,
    names = [],
    addresses = ['192.168.1.7']
  }: { data?: string; names?: string[]; addresses?: string[] } = {}
): Promise<LanBox> {
  const time = { at: new Date().toISOString() }
  const clock: Clock = { now: () => time.at }
  const test = await openBox(t, { clock, ...(data !== undefined && { data }) })
  const { shop, app } = test.box
  const network = { interfaces: card(...addresses) }
  const where = {
    host: '127.0.0.1',
    https_port: 0,
    http_port: 0,
    announces: false,
    names,
    interfaces: () => network.interfaces
  }
  const lan = await Lan.open(shop, where, app, await buildTrustApp(shop))
  t.teardown(() => lan.stop())
  return {
    ...test,
    ...lan.ports,
    lan,
    clock: time,
    move: (...moved) => {
      network.interfaces = card(...moved)
    }
  }
}

/** What somebody who connects is shown, and was told. */
interface Seen {
  status: number
  headers: NodeJS.Dict<string | string[]>
  text: string
  /** What it came over. */
  protocol: string | null
  certificate: PeerCertificate
}

interface Asking {
  port: number
  /** Whom the client thinks that it talks to, by name or by address. */
  host: string
  ca: string
  path?: string
  method?: string
  headers?: Record<string, string>
  payload?: string | Buffer
}

/** Asks over TLS as a careful client does: it goes no further unless the authority vouches for this very host. */
export function askSecurely({ port, host, ca, path = '/trusted', payload, ...rest }: Asking): Promise<Seen> {
  return new Promise((resolve, reject) => {
    const asking = request(
      {
        ...rest,
        host: '127.0.0.1',
        port,
        path,
        ca,
        agent: false,
        servername: /^[\d.]+$|:/.test(host) ? '' : host,
        checkServerIdentity: (_host, certificate) => checkServerIdentity(host, certificate),
        headers: { host: `${host}:${port}`, ...rest.headers }
      },
      (response) => {
        const socket = response.socket as TLSSocket
        const seen = { protocol: socket.getProtocol(), certificate: socket.getPeerCertificate() }
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () => {
          const { statusCode = 0, headers } = response
          resolve({ ...seen, status: statusCode, headers, text: Buffer.concat(parts).toString() })
        })
      }
    )
    asking.on('error', reject)
    asking.end(payload)
  })
}

/** A browser's wire over TLS. */
export function overTls({ port, ca }: { port: number; ca: string }): Wire {
  return async ({ method, url, headers, payload }) => {
    const {
      status,
      headers: said,
      text
    } = await askSecurely({
      port,
      ca,
      host: 'localhost',
      path: url,
      method,
      headers,
      ...(payload !== undefined && { payload })
    })
    return { status, headers: said, text, cookies: (said['set-cookie'] as string[] | undefined) ?? [] }
  }
}
