import { type Status, whyNotReady } from './status.ts'
import type { TroubleCode } from './transports/transport.ts'

/** How a printer is: `link` says `ok`, or why it can't be used; without a status nothing is known of the rest. */
export interface Note {
  link: string
  status: Status | undefined
}

/** What is heard of a printer, written down one after the other and only when it is news. */
export class StateNotes {
  readonly #write: (note: Note) => Promise<void>
  #last: { link: string; words: string | undefined } | undefined
  #waiting: Note | undefined
  #writing: Promise<void> | undefined

  /** @param write must not throw */
  constructor(write: (note: Note) => Promise<void>) {
    this.#write = write
  }

  /** It said something of itself. */
  said(status: Status): void {
    const link = whyNotReady(status) ?? 'ok'
    const words = JSON.stringify(status)
    if (words === this.#last?.words && link === this.#last.link) return
    this.#note({ link, status }, words)
  }

  /** It could be used, or not, and said no more than it had said before. */
  found(trouble: TroubleCode | undefined): void {
    const link = trouble ?? 'ok'
    if (trouble !== 'stopped' && link !== this.#last?.link) this.#note({ link, status: undefined })
  }

  /** Resolves when all is written down. */
  async settle(): Promise<void> {
    await this.#writing
  }

  #note(note: Note, words?: string): void {
    this.#last = { link: note.link, words }
    this.#waiting = note
    this.#writing ??= this.#writeAll()
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting) {
      const note = this.#waiting
      this.#waiting = undefined
      await this.#write(note)
    }
    this.#writing = undefined
  }
}
