import type { Moment } from '../../values/clock.ts'
import type { Proof } from './proof.ts'

/**
 * What is left of a restoring that was tried: from where, up to when, and whether what came out is the shop. Plain
 * data, kept with the backup and shown to the owner.
 */
export interface Certificate {
  made_at: Moment
  /** The place it was restored from, by the name the owner gave it. */
  destination: string
  shop_name: string
  /** Which line of backups, and how far along it. */
  generation: string
  seq: number
  /** When the last thing it holds was committed. */
  state_at: Moment
  proof: Proof
  /** From the first byte asked for to the last step of the proof. */
  seconds_taken: number
  /** As they came from the place. */
  bytes_read: number
  app_version: string
}
