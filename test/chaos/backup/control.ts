import type { Target } from '../../../server/backup/courier/courier.ts'

/** What the tormentor turns inside the seller's recording thread, as numbers in memory that both share. */
export const CONTROL = {
  /** How far the recording's clock is off, in milliseconds. */
  clock_ms: 0,
  /** For so many calls the disk is full, to the recording alone. */
  full_calls: 1,
  /** After so many calls to the disk the whole process is killed. */
  kill_after: 2,
  /** Set: the process is killed between a segment on the disk and the mirror that follows it. */
  kill_before_mirror: 3
} as const

/** What is broken on purpose, so that the chaos proves that it would notice. */
export type Arm = 'none' | 'no-redo' | 'no-pins' | 'bent-page'

/** What a seller is started with. */
export interface SellerOptions {
  folder: string
  shop: SellingShop
  seed: number
  arm: Arm
  /** Where the backup is carried to. */
  targets: Target[]
}

/** What a seller must know of its shop. */
export interface SellingShop {
  items: string[]
  carton: string
  customers: string[]
  vouchers: string[]
  owner_id: string
  tills: string[]
}

/** What a seller is told. */
export type Told =
  | { do: 'terminate' | 'snapshot' | 'point' | 'settle' | 'carry' | 'sell' | 'stop' }
  | { do: 'turn'; what: keyof typeof CONTROL; to: number }

/** What it says, a line each. */
export type SaidLine =
  | { said: 'ready' }
  /** The last event of a deed that was answered. */
  | { said: 'sold'; event: number }
  | { said: 'recorded'; seq: number }
  | { said: 'pictured' }
  /** It sells no more until told, and all is recorded. */
  | { said: 'settled'; seq: number; event: number }
  | { said: 'resumed'; reason: string; pages: number }
  | { said: 'trouble'; trouble: string | null; detail: string }
