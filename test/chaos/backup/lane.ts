import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openStoreKey } from '../../../server/backup/keys/store-key.ts'
import { spoolSource } from '../../../server/backup/restore/source.ts'
import { Chances } from '../chances.ts'
import { Box } from './box.ts'
import { bendAndLook, faultsOfDead, faultsOfRestore, faultsOfSettled, look, type Sight } from './check.ts'
import type { Arm, SellingShop } from './control.ts'
import type { Place } from './places.ts'
import { whileItIsOff, whileItSells } from './torments.ts'

/** A minute of trouble on the way is made up for in so long. */
const MOST_CARRYING_MS = 60_000

/** What is the matter, and after what. */
interface Fault {
  lane: string
  round: number
  deeds: string[]
  faults: string[]
}

export interface Count {
  rounds: number
  checks: number
  plugs_pulled: number
  events: number
  segments: number
  /** How often what is stored was not the same file but held the same shop. */
  other_bytes: number
  /** How often all was found at a place that it was carried to. */
  carried: number
  /** Stored files that were bent, cut or swapped: how often that was found, and how often it did not matter. */
  bent: { refused: number; harmless: number }
  deeds: Record<string, number>
  faults: Fault[]
}

/** A shop and its box that are tormented round after round, and checked after each. */
export class Lane {
  readonly count: Count
  /** The disk that is filled now and then, if that can be done. */
  fills: string | undefined
  /** Where the backup is carried to. */
  places: Place[] = []
  readonly #name: string
  readonly #folder: string
  readonly #prepared: { database: string; shop: SellingShop }
  readonly #chances: Chances
  readonly #arm: Arm
  #box: Box | undefined
  #deeds: string[] = []
  #was_harmed = false
  #is_chosen = false

  constructor(
    name: string,
    root: string,
    prepared: { database: string; shop: SellingShop },
    seed: number,
    arm: Arm
  ) {
    this.#name = name
    this.#folder = join(root, name, 'shop')
    this.#prepared = prepared
    this.#chances = new Chances(seed)
    this.#arm = arm
    this.count = {
      rounds: 0,
      checks: 0,
      plugs_pulled: 0,
      events: 0,
      segments: 0,
      other_bytes: 0,
      carried: 0,
      bent: { refused: 0, harmless: 0 },
      deeds: {},
      faults: []
    }
  }

  /** Begins with a new shop, as the first round of each dozen does. */
  async begin(): Promise<void> {
    await this.#box?.kill()
    this.#box = undefined
    rmSync(this.#folder, { recursive: true, force: true })
    mkdirSync(this.#folder, { recursive: true })
    copyFileSync(this.#prepared.database, join(this.#folder, 'laci.db'))
  }

  /**
   * Torments the box in two or three ways, pulls the plug or not, lets it come to itself, and looks.
   *
   * @param choose in which ways; by chance unless given, and then nothing is done to a box that is off
   */
  async round(choose?: readonly string[]): Promise<void> {
    this.#deeds = []
    this.count.rounds++
    this.#is_chosen = choose !== undefined
    const box = this.#box ?? (await this.#plugIn())
    box.tell({ do: 'sell' })
    const known = Object.keys(whileItSells).filter((way) => way !== 'diskFull' || this.fills !== undefined)
    const ways = choose ?? Array.from({ length: 1 + this.#chances.below(3) }, () => this.#chances.of(known))
    for (const way of ways) {
      await pause(50 + this.#chances.below(250))
      this.#note(way)
      await whileItSells[way]!({
        folder: this.#folder,
        box,
        chances: this.#chances,
        places: this.places,
        disk: this.fills ?? ''
      })
    }
    await pause(50 + this.#chances.below(400))
    if (this.#chances.below(2) || box.is_gone) await this.#pullPlug(box)
    await this.#settle()
  }

  async end(): Promise<void> {
    this.#box?.tell({ do: 'stop' })
    await this.#box?.gone()
  }

  async #plugIn(): Promise<Box> {
    const { shop } = this.#prepared
    const options = {
      folder: this.#folder,
      shop,
      seed: this.#chances.below(1 << 30),
      arm: this.#arm,
      targets: this.places.map(({ target }) => target)
    }
    const box = new Box(options)
    this.#box = box
    await box.hear('ready')
    return box
  }

  async #pullPlug(box: Box): Promise<void> {
    await box.kill()
    this.#box = undefined
    this.count.plugs_pulled++
    this.#note('plug')
    if (box.has_picture && !this.#was_harmed) await this.#check((sight) => faultsOfDead(sight, box))
    if (this.#is_chosen || this.#chances.below(3) === 0) return
    const way = this.#chances.of(Object.keys(whileItIsOff))
    this.#note(way)
    this.#was_harmed = true
    await whileItIsOff[way]!({
      folder: this.#folder,
      box,
      chances: this.#chances,
      places: this.places,
      disk: this.fills ?? ''
    })
  }

  async #settle(): Promise<void> {
    const box = this.#box ?? (await this.#plugIn())
    const settled = await box.settle()
    if (!settled) {
      if (box.is_late) this.#fail([`it does not come to itself: ${JSON.stringify(box.troubles)}`])
      // The plug was set to be pulled a little later than the round lasted.
      await this.#pullPlug(box)
      if (this.#deeds.filter((deed) => deed === 'plug').length < 4) await this.#settle()
      else this.#fail(['it does not come to itself'])
      return
    }
    this.#was_harmed = false
    const { store_id } = openStoreKey(join(this.#folder, 'backups'))
    const spool = spoolSource(join(this.#folder, 'backups/spool'), store_id.toString('hex'))
    await this.#check(async (sight) => {
      this.count.events = Math.max(this.count.events, settled.event)
      this.count.segments += sight.rebuilt.segments
      if (!sight.is_same) this.count.other_bytes++
      return [...faultsOfSettled(sight, box), ...(await faultsOfRestore(spool, this.#folder, sight))]
    })
    if (this.#is_chosen) return
    for (const place of this.places) await this.#checkPlace(place, box, settled.seq)
    const outcome = bendAndLook(this.#folder, this.#chances)
    this.count.checks++
    if (outcome === 'wrong') this.#fail(['a stored file was changed, and something wrong was built from it'])
    else this.count.bent[outcome]++
  }

  /** Waits until a place has all, and looks at what came of it there. */
  async #checkPlace(place: Place, box: Box, seq: number): Promise<void> {
    place.mend()
    const { store_id } = openStoreKey(join(this.#folder, 'backups'))
    let why = ''
    for (const until = performance.now() + MOST_CARRYING_MS; performance.now() < until; ) {
      box.tell({ do: 'carry' })
      await pause(250)
      const sight = await this.#lookAt(place, store_id.toString('hex'))
      if (typeof sight === 'string') {
        why = sight
        continue
      }
      try {
        why = `it has ${sight.rebuilt.seq} of ${seq}`
        if (sight.rebuilt.seq < seq) continue
        const restored = await faultsOfRestore(place.source, this.#folder, sight)
        const faults = [...faultsOfSettled(sight, box), ...restored]
        this.count.checks++
        this.count.carried++
        if (faults.length > 0) this.#fail([place.target.destination_id, ...faults])
        return
      } finally {
        sight.close()
      }
    }
    this.count.checks++
    this.#fail([`${place.target.destination_id} does not get all: ${why}`])
  }

  async #lookAt(place: Place, store_id: string): Promise<Sight | string> {
    try {
      return look(this.#folder, await place.fetch(store_id))
    } catch (error) {
      return (error as Error).message
    }
  }

  /** How many whole pictures the spool holds: each says that the history had to begin anew, or was asked for. */
  get pictures(): number {
    const files = readdirSync(join(this.#folder, 'backups/spool'), { recursive: true, encoding: 'utf8' })
    return files.filter((file) => file.includes('-end-')).length
  }

  async #check(find: (sight: Sight) => string[] | Promise<string[]>): Promise<void> {
    this.count.checks++
    try {
      const sight = look(this.#folder)
      try {
        const faults = await find(sight)
        if (faults.length > 0) this.#fail(faults)
      } finally {
        sight.close()
      }
    } catch (error) {
      this.#fail([(error as Error).message])
    }
  }

  #note(deed: string): void {
    this.#deeds.push(deed)
    this.count.deeds[deed] = (this.count.deeds[deed] ?? 0) + 1
  }

  #fail(faults: string[]): void {
    this.count.faults.push({ lane: this.#name, round: this.count.rounds, deeds: this.#deeds, faults })
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
