/** Chances that come out the same for the same seed, so that a run that failed can be looked at again. */
export class Chances {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0 || 1
  }

  /** A whole number from 0, less than the given. */
  below(end: number): number {
    let state = this.#state
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    this.#state = state >>> 0
    return this.#state % end
  }

  of<One>(list: readonly One[]): One {
    return list[this.below(list.length)]!
  }
}
