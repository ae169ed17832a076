import type { IncomingMessage, Server } from 'node:http'
import { createServer, type Server as SecureServer } from 'node:https'
import { type AddressInfo, isIP } from 'node:net'
import { networkInterfaces } from 'node:os'
import type { FastifyInstance } from 'fastify'
import { takeSecureCookies } from '../http/secure-cookies.ts'
import type { Shop } from '../shop.ts'
import { type Announcer, announce } from './announce.ts'
import {
  addressesOf,
  findBoxName,
  type Interfaces,
  keepBoxName,
  namesOf,
  ownNames,
  USUAL_NAME
} from './box-names.ts'
import { issueApart } from './certify.ts'
import { isOwnAddress } from './constraints.ts'
import { type Authority, findAuthority, readyAuthority } from './find-authority.ts'
import type { ServerCertificate } from './issue-certificate.ts'
import { isWornOut } from './worn-out.ts'

export const HTTPS_PORT = 5225
export const HTTP_PORT = 5227

/** How often the box looks whether it has moved, and whether its certificate still holds. */
const LOOK_MS = 10_000

/**
 * TLS 1.2 and 1.3 with forward secrecy and authenticated encryption alone. @see RFC 9325, 4.2; OWASP ASVS 5.0, 12.1
 */
const STRONG = {
  minVersion: 'TLSv1.2',
  ciphers: [
    'TLS_AES_128_GCM_SHA256',
    'TLS_AES_256_GCM_SHA384',
    'TLS_CHACHA20_POLY1305_SHA256',
    'ECDHE-ECDSA-AES128-GCM-SHA256',
    'ECDHE-ECDSA-AES256-GCM-SHA384',
    'ECDHE-ECDSA-CHACHA20-POLY1305'
  ].join(':')
} as const

interface Where {
  host: string
  https_port: number
  http_port: number
  /** Whether the box calls out its name in the network. */
  announces: boolean
  names: readonly string[]
  /** What the machine is connected to, asked again and again. */
  interfaces?: () => Interfaces
}

/** How the shop's devices reach the box: encrypted, and a small page in the clear that says how to come to trust it. */
export class Lan {
  readonly #shop: Shop
  readonly #where: Where
  readonly #secure: SecureServer
  readonly #interfaces: () => Interfaces
  readonly #stops: (() => void)[] = []
  #outside: FastifyInstance | undefined
  #plain_port = 0
  #announcer: Announcer | undefined
  #name: string | undefined
  #shown!: ServerCertificate
  #authority!: Authority
  #looking: Promise<void> | undefined

  private constructor(shop: Shop, where: Where) {
    this.#shop = shop
    this.#where = where
    this.#interfaces = where.interfaces ?? networkInterfaces
    this.#name = where.announces ? findBoxName(shop.store) : undefined
    this.#secure = createServer(STRONG)
  }

  /**
   * Listens to the shop's network.
   *
   * @param inside the whole shop: only ever reached encrypted
   * @param outside what may be seen in the clear
   * @throws when a port is taken or not allowed
   */
  static async open(
    shop: Shop,
    where: Where,
    inside: FastifyInstance,
    outside: FastifyInstance
  ): Promise<Lan> {
    const lan = new Lan(shop, where)
    await lan.renew()
    lan.#letIn(inside.server)
    shop.lan = lan // whoever comes in finds it
    try {
      await listen(lan.#secure, where.https_port, where.host)
      await outside.listen({ host: where.host, port: where.http_port })
    } catch (error) {
      lan.#secure.close()
      await outside.close()
      throw error
    }
    lan.#outside = outside
    lan.#plain_port = portOf(outside.server)
    const timer = setInterval(() => void lan.look(), LOOK_MS).unref()
    lan.#stops.push(() => clearInterval(timer))
    if (where.announces) lan.#announce()
    return lan
  }

  /** The certificate that is shown now. */
  get shown(): ServerCertificate {
    return this.#shown
  }

  get authority(): Authority {
    return this.#authority
  }

  get ports(): { https_port: number; http_port: number } {
    return { https_port: portOf(this.#secure), http_port: this.#plain_port }
  }

  /** The till's address, by name where there is one: names stay when addresses change. */
  get till_url(): string {
    return httpsUrl(this.#hosts()[0]!, this.ports.https_port)
  }

  /** The till's address on the host that a device came by, if that is the box's own. */
  tillUrlFor(host: string): string {
    const asked = host
      .replace(/:\d+$/, '')
      .replace(/^\[|\]$/g, '')
      .toLowerCase()
    const { names, addresses } = this.#shown
    const known = [...names, ...addresses].includes(asked)
    return known ? httpsUrl(asked, this.ports.https_port) : this.till_url
  }

  /** Every address of the till. */
  get till_urls(): string[] {
    return this.#hosts().map((host) => httpsUrl(host, this.ports.https_port))
  }

  /** Whether another box in the network had the usual name already. */
  get is_renamed(): boolean {
    return this.#name !== undefined && this.#name !== USUAL_NAME
  }

  /** Where a device that does not trust the box yet begins: by address, which every device finds. */
  get trust_url(): string {
    return httpUrl(this.#hosts().find((host) => isIP(host)) ?? this.#hosts()[0]!, this.#plain_port)
  }

  /** Makes sure that the certificate holds now, here, and is signed by the newest authority; issues it anew if not. */
  look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined
    })
    return this.#looking
  }

  /** Issues a certificate now and shows it from the next connection on. */
  async renew(): Promise<void> {
    const { store, clock } = this.#shop
    const now = clock.now()
    this.#authority = await readyAuthority(store, now, ownNames(this.#where.names))
    this.#shown = await issueApart(this.#authority, this.#wanted(), new Date(now))
    this.#secure.setSecureContext({
      ...STRONG,
      cert: this.#shown.certificate + this.#authority.certificate,
      key: this.#shown.private_key
    })
  }

  async stop(): Promise<void> {
    for (const stop of this.#stops.splice(0)) stop()
    await this.#announcer?.stop()
    await this.#outside?.close()
    const closed = new Promise((resolve) => this.#secure.close(resolve))
    this.#secure.closeAllConnections()
    await closed
  }

  async #look(): Promise<void> {
    try {
      const { clock, store } = this.#shop
      const wanted = this.#wanted()
      const has_moved = !same(wanted.addresses.filter(isOwnAddress), this.#shown.addresses)
      const is_signed_anew = findAuthority(store)?.certificate !== this.#authority.certificate
      if (has_moved || is_signed_anew || isWornOut(this.#shown, new Date(clock.now()))) await this.renew()
      if (has_moved) this.#announcer?.move(this.#interfaces())
    } catch (error) {
      this.#shop.log.error({ err: error }, 'the certificate could not be looked after; tried again soon')
    }
  }

  #wanted(): { names: string[]; addresses: string[] } {
    const names = namesOf(this.#name, this.#where.names)
    return { names, addresses: [...addressesOf(this.#interfaces()), '127.0.0.1', '::1'] }
  }

  /** What a person may type, the best first. */
  #hosts(): string[] {
    const named = [this.#name && `${this.#name}.local`, ...this.#where.names]
    const hosts = named.filter(
      (name): name is string => name !== undefined && this.#shown.names.includes(name)
    )
    const here = addressesOf(this.#interfaces())
    const all = [...hosts, ...here]
    return all.length > 0 ? all : ['localhost']
  }

  /** The shop's own server answers, as if it had listened itself; sockets too. */
  #letIn(server: Server): void {
    const { requestTimeout, headersTimeout, keepAliveTimeout } = server
    Object.assign(this.#secure, { requestTimeout, headersTimeout, keepAliveTimeout })
    for (const event of ['request', 'upgrade'] as const) {
      this.#secure.on(event, (request: IncomingMessage, ...rest: unknown[]) => {
        takeSecureCookies(request)
        server.emit(event, request, ...rest)
      })
    }
  }

  #announce(): void {
    const { store, clock, log } = this.#shop
    this.#announcer = announce({
      name: this.#name!,
      port: this.ports.https_port,
      interfaces: this.#interfaces(),
      claimed: (name) => {
        if (name !== this.#name)
          log.warn({ name: `${name}.local` }, 'another box has the name; this one took the next')
        const is_new = name !== this.#name
        this.#name = name
        store
          .commit((tx) => keepBoxName(tx, name, clock.now()))
          .catch((error: unknown) => log.warn({ err: error }, 'the name could not be written down'))
        if (is_new) void this.renew()
      },
      failed: (error) => log.warn({ err: error }, 'the name is not announced in the network')
    })
  }
}

function listen(server: SecureServer, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host }, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function portOf(server: { address(): string | AddressInfo | null }): number {
  return (server.address() as AddressInfo).port
}

function httpsUrl(host: string, port: number): string {
  return `https://${inUrl(host)}${port === 443 ? '' : `:${port}`}`
}

function httpUrl(host: string, port: number): string {
  return `http://${inUrl(host)}${port === 80 ? '' : `:${port}`}`
}

function inUrl(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host
}

function same(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((one) => others.includes(one))
}
