import { networkInterfaces } from 'node:os'
import type { TransportKind } from '../tables.ts'
import { isPrinterAddress } from '../transports/open-transport.ts'
import { type Announced, listenForAnnounced } from './announced.ts'
import { askModel, type Heard, type Patience } from './ask-model.ts'
import { findQueues } from './cups.ts'
import { scanNetwork } from './scan-network.ts'
import { listSubnets } from './subnets.ts'

/** A printer that could be used. */
interface Finding {
  transport: Extract<TransportKind, 'tcp' | 'cups'>
  /** As a printer's settings keep it. */
  address: string
  /** What it says that it is; often nothing. */
  name: string
  /** Whether it answers when it is asked how it is; null: nobody asked. */
  answers: boolean | null
}

/** How a search on the network fares. */
export interface SearchState {
  state: 'none' | 'running' | 'done' | 'cancelled'
  /** How many addresses were asked, of how many. */
  asked: number
  of: number
  /** Networks that are too large to be asked address by address. */
  too_large: string[]
  /** Whether the box is in a network at all. */
  has_network: boolean
  findings: Finding[]
}

/** Where and how long is searched; a test searches elsewhere than the shop's network. */
interface Surroundings {
  networks: () => ReturnType<typeof listSubnets>
  /** By custom 9100. */
  port: number
  patience: Patience
  listen_ms: number
}

const SHOP: Surroundings = {
  networks: () => listSubnets(networkInterfaces()),
  port: 9100,
  patience: { connect_ms: 400, answer_ms: 300 },
  listen_ms: 3000
}
const NONE: SearchState = { state: 'none', asked: 0, of: 0, too_large: [], has_network: true, findings: [] }

/** Looks for printers on the network, and in the print system, when somebody asks for it; one search at a time. */
export class Search {
  readonly #surroundings: Surroundings
  #now: SearchState = NONE
  #last_id: string | undefined
  #stopping = new AbortController()
  #running: Promise<void> = Promise.resolve()

  constructor(surroundings: Partial<Surroundings> = {}) {
    this.#surroundings = { ...SHOP, ...surroundings }
  }

  /** How the search fares that runs, or the last one. */
  get now(): SearchState {
    return this.#now
  }

  /**
   * Begins a search, unless one runs or this one was begun before.
   *
   * @param used addresses that the shop's printers have: those are left alone, somebody may be printing there
   */
  start(search_id: string, used: ReadonlySet<string>): void {
    if (this.#now.state === 'running' || this.#last_id === search_id) return
    this.#last_id = search_id
    this.#stopping = new AbortController()
    const { subnets, too_large } = this.#surroundings.networks()
    const hosts = subnets.flatMap(({ addresses }) => addresses).filter((host) => !used.has(this.#at(host)))
    const has_network = subnets.length + too_large.length > 0
    this.#now = { state: 'running', asked: 0, of: hosts.length, too_large, has_network, findings: [] }
    this.#running = this.#run(this.#now, hosts, used)
  }

  /** Ends the search that runs; what it found stays. */
  cancel(): void {
    if (this.#now.state === 'running') this.#now.state = 'cancelled'
    this.#stopping.abort()
  }

  /** Resolves when nothing is asked any more. */
  async ended(): Promise<void> {
    await this.#running
  }

  async #run(state: SearchState, hosts: string[], used: ReadonlySet<string>): Promise<void> {
    const { signal } = this.#stopping
    const { port, patience, listen_ms } = this.#surroundings
    const announced: Announced[] = []
    const found = (host: string, heard: Heard): void => {
      state.findings.push({ transport: 'tcp', address: this.#at(host), ...heard })
    }
    const asked = (): void => {
      state.asked++
    }
    await Promise.all([
      this.#findQueues(state),
      scanNetwork(hosts, { found, asked }, { port, patience, signal }),
      listenForAnnounced((printer) => announced.push(printer), { signal, listen_ms })
    ])
    for (const printer of announced) await this.#look(state, printer, used)
    if (state.state === 'running') state.state = 'done'
  }

  async #findQueues({ findings }: SearchState): Promise<void> {
    const queues = await findQueues()
    for (const address of queues.filter((name) => isPrinterAddress('cups', name)))
      findings.push({ transport: 'cups', address, name: address, answers: null })
  }

  /** One that announces itself is believed when it listens; where it listens was mostly found out already. */
  async #look(
    { findings }: SearchState,
    { host, port, name }: Announced,
    used: ReadonlySet<string>
  ): Promise<void> {
    const { signal } = this.#stopping
    const address = `${host}:${port}`
    const known = findings.find((finding) => finding.address === address)
    if (known) known.name ||= name
    if (known || used.has(address) || signal.aborted) return
    const heard = await askModel({ host, port }, signal, this.#surroundings.patience)
    if (heard) findings.push({ transport: 'tcp', address, answers: heard.answers, name: heard.name || name })
  }

  #at(host: string): string {
    return `${host}:${this.#surroundings.port}`
  }
}
