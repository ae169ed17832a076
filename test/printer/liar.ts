import { Decoder, type PrinterEvent } from './decode.ts'
import { Paper, type Slip } from './paper.ts'
import {
  AtOnceFinder,
  answerAtOnce,
  answerInTurn,
  CLEARED,
  type Condition,
  canPrint,
  tellChange,
  WELL
} from './tongue.ts'

/** How a printer answers: as it is, not at all, with rubbish, or as it was when it began to. */
export type Answering = 'truth' | 'never' | 'garbage' | 'stale'

/** A slow printer rests after so much. */
const TICK_MS = 5

/** How a lying printer is made. */
export interface LiarOptions {
  /** Bytes that it takes and has not printed; when full it reads no more. */
  memory_bytes?: number
  /** How fast it prints; as fast as it can unless given. */
  bytes_per_second?: number
  /** Lines of paper that are left; then it is out of paper. */
  lines_left?: number
  answering?: Answering
  /** Whether it knows `DLE DC4 8`; the cheap ones don't. */
  clears?: boolean
  /** Whether it answers `GS r`. */
  answers_in_turn?: boolean
  /** How long a drawer stands open after its pulse, in milliseconds; never opens unless given. */
  drawer_shuts_after_ms?: number
  onSlip?: (slip: Slip) => void
}

/**
 * A receipt printer with a memory, paper and a drawer, that does what real ones do and lies as real ones do. It prints
 * what it took one command after another, stops when it is out of paper or its cover is open, and goes on when that is
 * mended, unless its memory was cleared. How bytes come in and answers go out is its owner's business.
 */
export class Liar {
  readonly paper: Paper
  /** Every byte that was ever taken, for those who want to look. */
  taken = 0
  onAnswer: (bytes: Buffer) => void = () => {}
  /** It has room again, or prints again. */
  onRoom: () => void = () => {}
  readonly #options: LiarOptions
  #condition = { ...WELL }
  #answering: Answering
  #stale = { ...WELL }
  #bytes_per_second: number
  #lines_left: number
  #memory: Buffer = Buffer.alloc(0)
  /** How much of the memory is there for the second time. */
  #replayed = 0
  #this_slip: Buffer[] = []
  #decoder = new Decoder()
  #finder = new AtOnceFinder()
  #tells = false
  #is_on = true
  #is_printing = false
  #timers = new Set<NodeJS.Timeout>()
  #waiting: { holds: () => boolean; resolve: () => void }[] = []

  constructor(options: LiarOptions = {}) {
    this.#options = options
    this.#answering = options.answering ?? 'truth'
    this.#bytes_per_second = options.bytes_per_second ?? Number.POSITIVE_INFINITY
    this.#lines_left = options.lines_left ?? Number.POSITIVE_INFINITY
    this.paper = new Paper((slip) => options.onSlip?.(slip))
  }

  get condition(): Readonly<Condition> {
    return this.#condition
  }

  /** How many bytes it would take now. */
  get room(): number {
    if (!this.#is_on) return 0
    return (this.#options.memory_bytes ?? 65_536) - this.#memory.length
  }

  /** Something happens to it; it says so by itself if it was told to. */
  set(change: Partial<Condition>): void {
    const before = this.#condition
    this.#condition = { ...before, ...change }
    const changed = Object.keys(change).some(
      (key) => before[key as keyof Condition] !== change[key as keyof Condition]
    )
    if (changed && this.#tells) this.#answer(tellChange(this.#shown))
    this.#goOn()
  }

  /** Somebody puts in a roll. @param lines how many lines it has */
  refill(lines = Number.POSITIVE_INFINITY): void {
    this.#lines_left = lines
    this.set({ paper: 'ok' })
  }

  /** The roll will end after so many lines more. */
  endAfter(lines: number): void {
    this.#lines_left = lines
  }

  /** From now on it prints so fast; what it prints just now it prints as before. */
  print(bytes_per_second: number): void {
    this.#bytes_per_second = bytes_per_second
  }

  answer(how: Answering): void {
    this.#stale = { ...this.#condition }
    this.#answering = how
  }

  /** Bytes come in; no more than there is room for. */
  take(bytes: Buffer): void {
    this.taken += bytes.length
    this.#memory = Buffer.concat([this.#memory, bytes])
    for (const [index, byte] of bytes.entries()) {
      // All that was read before is gone; what comes after it stays.
      if (this.#obeysAtOnce(byte)) this.#memory = bytes.subarray(index + 1)
    }
    this.#goOn()
  }

  /** The power goes. What lay in its memory is lost, or, with some, comes out again when the power is back. */
  powerOff({ replays = false } = {}): void {
    this.#is_on = false
    const kept = replays ? Buffer.concat([...this.#this_slip, this.#memory]) : Buffer.alloc(0)
    this.paper.tear(false)
    this.#forget()
    this.#memory = kept
    this.#replayed = kept.length
    this.#tells = false
  }

  powerOn(): void {
    this.#is_on = true
    this.#goOn()
    this.onRoom()
  }

  /** Resolves when something came to hold; looked at whenever it does something. */
  until(holds: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ holds, resolve })
      this.#look()
    })
  }

  /** It is thrown away; nothing more happens. */
  end(): void {
    this.#is_on = false
    for (const timer of this.#timers) clearTimeout(timer)
  }

  get #shown(): Condition {
    return this.#answering === 'stale' ? this.#stale : this.#condition
  }

  #answer(bytes: Buffer): void {
    if (this.#answering === 'never') return
    const rubbish = (byte: number, i: number): number => (byte * 37 + 113 * i + this.taken) & 0xff
    this.onAnswer(this.#answering === 'garbage' ? Buffer.from([...bytes].map(rubbish)) : bytes)
  }

  /** @returns whether it cleared its memory */
  #obeysAtOnce(byte: number): boolean {
    const command = this.#finder.read(byte)
    if (command?.kind === 'ask') this.#answer(Buffer.from([answerAtOnce(command.of, this.#shown)]))
    if (command?.kind === 'pulse') this.#open(command.pin)
    if (command?.kind !== 'clear' || this.#options.clears === false) return false
    this.#forget()
    this.#answer(CLEARED)
    return true
  }

  #forget(): void {
    this.#memory = Buffer.alloc(0)
    this.#replayed = 0
    this.#this_slip = []
    this.#decoder = new Decoder()
  }

  #open(pin: 2 | 5): void {
    this.paper.pulse(pin, { out_of_turn: true })
    this.#drawerOpens()
  }

  #drawerOpens(): void {
    const { drawer_shuts_after_ms } = this.#options
    if (drawer_shuts_after_ms === undefined) return
    this.set({ drawer: 'open' })
    this.#later(drawer_shuts_after_ms, () => this.set({ drawer: 'closed' }))
  }

  /** Prints one command after another, at its speed. */
  #goOn(): void {
    if (this.#is_printing) return
    this.#is_printing = true
    let debt_ms = 0
    while (this.#is_on && canPrint(this.#condition) && debt_ms < TICK_MS) {
      const bytes = this.#step()
      if (bytes === 0) break
      debt_ms += (bytes / this.#bytes_per_second) * 1000
    }
    const goOn = (): void => {
      this.#is_printing = false
      if (debt_ms > 0) this.#goOn()
    }
    if (debt_ms > 0) this.#later(debt_ms, goOn)
    else goOn()
    this.#look()
    this.onRoom()
  }

  /** @returns how many bytes the command had */
  #step(): number {
    const decoder = this.#decoder
    const held = this.#memory
    decoder.replace(held)
    const done = decoder.step()
    if (!done) return 0
    this.#this_slip.push(held.subarray(0, done.bytes))
    this.#memory = held.subarray(done.bytes)
    const is_replayed = this.#replayed > 0
    this.#replayed = Math.max(0, this.#replayed - done.bytes)
    for (const event of done.events) this.#do(event, is_replayed)
    return done.bytes
  }

  #do(event: PrinterEvent, is_replayed: boolean): void {
    // Out of turn it was obeyed when it was read.
    if (event.kind === 'pulse' && event.is_at_once) return
    this.#lines_left -= this.paper.take(event, is_replayed)
    if (event.kind === 'cut' || event.kind === 'reset') this.#this_slip = []
    if (event.kind === 'pulse') this.#drawerOpens()
    if (event.kind === 'tells') {
      this.#tells = event.of !== 0
      this.#answer(tellChange(this.#shown))
    }
    if (event.kind === 'asked-in-turn' && this.#options.answers_in_turn !== false)
      this.#answer(Buffer.from([answerInTurn(this.#shown)]))
    if (this.#lines_left <= 0 && this.#condition.paper !== 'out') this.set({ paper: 'out' })
  }

  #later(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      work()
    }, ms)
    this.#timers.add(timer.unref())
  }

  #look(): void {
    for (const { resolve } of this.#waiting.filter(({ holds }) => holds())) resolve()
    this.#waiting = this.#waiting.filter(({ holds }) => !holds())
  }
}
