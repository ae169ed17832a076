import type { SpoolIndex } from '../engine/spool-index.ts'
import type { GenerationName } from '../objects/names.ts'
import { type StoreKey, unseal } from '../objects/seal.ts'
import { decodeMeta, type Start } from '../objects/segment.ts'

/** A generation on the way to now, and which of its segments are on that way. */
export interface Stretch {
  name: GenerationName
  /** Its first segment; one past the snapshot it begins with while it has none. */
  from: number
  /** Its last segment on the way: where the next stretch goes on from. `from - 1` while it has none. */
  to: number
  /** What it goes on from; null when it stands on a snapshot of its own, or is not begun yet. */
  parent: Start['parent']
}

/** Follows a spool's history back from now. What the generations say of themselves is read once. */
export class Lineage {
  readonly #index: SpoolIndex
  readonly #key: StoreKey
  readonly #starts = new Map<string, Start>()

  constructor(index: SpoolIndex, key: StoreKey) {
    this.#index = index
    this.#key = key
  }

  /**
   * The way to now, oldest first: as far back as the spool reaches, or to a generation that stands on a snapshot of its
   * own.
   */
  read(): Stretch[] {
    const names = this.#index.generations()
    const way: Stretch[] = []
    let wanted = names.findLastIndex((name) => this.#isBegun(name))
    let to = Number.POSITIVE_INFINITY
    while (wanted >= 0) {
      const stretch = this.#stretch(names[wanted]!, to)
      way.unshift(stretch)
      if (stretch.to < stretch.from) {
        // Only a picture yet: it shows the shop as the generation before left it.
        wanted = names.findLastIndex((name, index) => index < wanted && this.#isBegun(name))
        continue
      }
      if (!stretch.parent) break
      to = stretch.parent.seq
      wanted = names.findIndex(({ generation }) => generation === stretch.parent!.generation)
    }
    return way
  }

  #isBegun(name: GenerationName): boolean {
    return this.#index.segments(name).length > 0 || this.#index.parts(name).length > 0
  }

  #stretch(name: GenerationName, to: number): Stretch {
    const segments = this.#index.segments(name)
    const [first] = segments
    if (!first) return { name, from: 1, to: 0, parent: null }
    const last = segments.at(-1)!.seq
    const { parent } = this.#startOf(name, first)
    // A generation that lost its beginning says where that came from, which is not where the rest goes on.
    const is_joined = parent?.seq === first.seq - 1
    return { name, from: first.seq, to: Math.min(to, last), parent: is_joined ? parent : null }
  }

  #startOf(name: GenerationName, first: { seq: number }): Start {
    let start = this.#starts.get(name.generation)
    if (!start) {
      const [segment] = this.#index.read(
        name,
        this.#index.segments(name).filter(({ seq }) => seq === first.seq)
      )
      start = decodeMeta(unseal(segment!, this.#key)).meta.g ?? {
        reason: 'first',
        parent: null,
        app_version: ''
      }
      this.#starts.set(name.generation, start)
    }
    return start
  }
}
