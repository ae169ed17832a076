import type { RemoteInfo } from 'node:dgram'
import type { EventEmitter } from 'node:events'
import { BlockList, isIPv4 } from 'node:net'
import { Bonjour } from 'bonjour-service'
import type { Reach } from './announce.ts'

/** As the library hands packets over and takes them. */
interface DnsRecord {
  name: string
  type: string
  ttl?: number
  flush?: boolean
  data?: unknown
}

interface Packet {
  id?: number
  questions?: { name: string; type: string; class?: string }[]
  answers?: DnsRecord[]
  additionals?: DnsRecord[]
  authorities?: DnsRecord[]
}

interface Wire extends EventEmitter {
  query(packet: Packet): void
  respond(packet: Packet, to?: RemoteInfo, sent?: () => void): void
  destroy(): void
}

interface Link {
  reach: Reach
  wire: Wire
  near: BlockList
}

interface Options {
  name: string
  port: number
  claimed: (name: string) => void
  failed: (error: Error) => void
}

const SERVICE = '_https._tcp.local'
const ALL_SERVICES = '_services._dns-sd._udp.local'
const MDNS_PORT = 5353
/** RFC 6762, 10: two minutes for what holds an address, 75 for the rest. */
const TTL_S = { host: 120, other: 4500 } as const
/** RFC 6762, 8.1 and 8.2: three questions a quarter of a second apart; who loses to another that asks waits a second. */
const PROBE = { times: 3, every_ms: 250, lost_ms: 1000 } as const
const ANNOUNCE_AGAIN_MS = 1000

/** Answers for a name of our own in every network that the box is in. */
export class Responder {
  readonly #options: Options
  #links: Link[] = []
  #name: string
  #is_ours = false
  #timer: NodeJS.Timeout | undefined

  constructor(options: Options) {
    this.#options = options
    this.#name = options.name
  }

  /** Is where it says from now on; makes sure that the name is free there. */
  listenOn(reaches: Reach[]): void {
    for (const { wire } of this.#links.splice(0)) wire.destroy()
    this.#links = reaches.map((reach) => this.#open(reach))
    if (this.#links.length > 0) this.#probe()
  }

  /** Takes the name back: what heard of it forgets it at once. */
  goodbye(done: () => void): void {
    clearTimeout(this.#timer)
    if (!this.#is_ours || this.#links.length === 0) {
      done()
      return
    }
    let left = this.#links.length
    for (const link of this.#links) {
      const answers = this.#records(link).map((record) => ({ ...record, ttl: 0 }))
      link.wire.respond({ answers }, undefined, () => {
        left -= 1
        if (left === 0) done()
      })
    }
  }

  #open(reach: Reach): Link {
    const bonjour = new Bonjour({ interface: reach.address, bind: '0.0.0.0' } as object, this.#options.failed)
    // The library's own service answers for services alone; a name needs what lies beneath it.
    const { mdns } = Reflect.get(bonjour, 'server') as { mdns: Wire }
    const near = new BlockList()
    near.addSubnet(reach.address, prefixOf(reach.netmask), 'ipv4')
    const link = { reach, wire: mdns, near }
    mdns.on('error', this.#options.failed)
    mdns.on('query', (packet: Packet, from: RemoteInfo) => this.#asked(link, packet, from))
    mdns.on('response', (packet: Packet) => this.#told(packet))
    return link
  }

  /** Asks three times whether anybody has the name; whoever has it says so. */
  #probe(asked = 0): void {
    clearTimeout(this.#timer)
    if (asked === 0) this.#is_ours = false
    if (asked === PROBE.times) {
      this.#claim()
      return
    }
    for (const link of this.#links) {
      const authorities = this.#addressRecords(link).map(({ flush: _, ...record }) => record)
      link.wire.query({ questions: [{ name: this.#host, type: 'ANY' }], authorities })
    }
    this.#timer = setTimeout(() => this.#probe(asked + 1), PROBE.every_ms)
  }

  #claim(): void {
    this.#is_ours = true
    this.#options.claimed(this.#name)
    this.#callOut()
    this.#timer = setTimeout(() => this.#callOut(), ANNOUNCE_AGAIN_MS)
  }

  #callOut(): void {
    for (const link of this.#links) link.wire.respond({ answers: this.#records(link) })
  }

  #asked({ wire, reach, near }: Link, packet: Packet, from: RemoteInfo): void {
    const { id = 0, questions = [], authorities = [] } = packet
    if (!this.#is_ours) this.#rival(authorities)
    if (!this.#is_ours || !near.check(from.address, 'ipv4')) return
    const records = this.#records({ reach })
    const wanted = questions.flatMap(({ name, type }) =>
      records.filter((one) => isName(one.name, name) && (type === 'ANY' || type === one.type))
    )
    const is_host_asked = questions.some(({ name }) => isName(name, this.#host))
    if (wanted.length === 0 && !is_host_asked) return
    const answers = [...new Set(wanted)]
    const additionals = [
      ...records.filter((one) => isAddress(one) && !answers.includes(one)),
      this.#nothingElse()
    ]
    // Who asks from another port is a simple resolver: it hears only what is sent to itself (RFC 6762, 6.7).
    if (from.port === MDNS_PORT) wire.respond({ answers, additionals })
    else wire.respond({ id, questions, answers: answers.map(({ flush: _, ...record }) => record) }, from)
  }

  /** Another box asks for the same name at the same moment, as after a power cut: the higher address has it (RFC 6762, 8.2). */
  #rival(authorities: DnsRecord[]): void {
    const theirs = this.#foreign(authorities)
    if (theirs.length === 0) return
    const [highest] = theirs.sort(byBytes).reverse()
    const [own] = this.#own
      .filter((address) => isIPv4(address))
      .sort(byBytes)
      .reverse()
    if (own !== undefined && byBytes(own, highest!) > 0) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#probe(), PROBE.lost_ms)
  }

  /** Somebody else answers for the name: before it was ours, we take the next; after that, both must ask anew. */
  #told({ answers = [], additionals = [] }: Packet): void {
    if (this.#foreign([...answers, ...additionals].filter(({ ttl }) => ttl !== 0)).length === 0) return
    if (!this.#is_ours) this.#name = nextName(this.#name)
    this.#probe()
  }

  /** Addresses that others say our name has. */
  #foreign(records: DnsRecord[]): string[] {
    return records
      .filter((one) => one.type === 'A' && isName(one.name, this.#host))
      .map(({ data }) => String(data))
      .filter((address) => isIPv4(address) && !this.#own.includes(address))
  }

  get #own(): string[] {
    return this.#links.flatMap(({ reach }) => reach.all)
  }

  get #host(): string {
    return `${this.#name}.local`
  }

  #records({ reach }: Pick<Link, 'reach'>): DnsRecord[] {
    const instance = `${this.#name}.${SERVICE}`
    const srv = { priority: 0, weight: 0, port: this.#options.port, target: this.#host }
    return [
      ...this.#addressRecords({ reach }),
      { name: SERVICE, type: 'PTR', ttl: TTL_S.other, data: instance },
      { name: ALL_SERVICES, type: 'PTR', ttl: TTL_S.other, data: SERVICE },
      { name: instance, type: 'SRV', ttl: TTL_S.host, flush: true, data: srv },
      { name: instance, type: 'TXT', ttl: TTL_S.other, flush: true, data: ['path=/'] }
    ]
  }

  #addressRecords({ reach }: Pick<Link, 'reach'>): DnsRecord[] {
    return reach.all.map((address) => ({
      name: this.#host,
      type: isIPv4(address) ? 'A' : 'AAAA',
      ttl: TTL_S.host,
      flush: true,
      data: address
    }))
  }

  /** That the name has addresses and nothing else, so that nobody waits for more (RFC 6762, 6.1). */
  #nothingElse(): DnsRecord {
    const rrtypes = this.#own.some((address) => !isIPv4(address)) ? ['A', 'AAAA'] : ['A']
    const data = { nextDomain: this.#host, rrtypes }
    return { name: this.#host, type: 'NSEC', ttl: TTL_S.host, flush: true, data }
  }
}

/** `laci`, `laci-2`, `laci-3`. */
function nextName(name: string): string {
  const [, stem = name, number = '1'] = /^(.*)-(\d{1,3})$/.exec(name) ?? []
  return `${stem}-${Number(number) + 1}`
}

function isName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

function isAddress({ type }: DnsRecord): boolean {
  return type === 'A' || type === 'AAAA'
}

function byBytes(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one.split('.').map(Number)), Buffer.from(other.split('.').map(Number)))
}

function prefixOf(netmask: string): number {
  return netmask
    .split('.')
    .reduce((bits, part) => bits + Number(part).toString(2).replaceAll('0', '').length, 0)
}
