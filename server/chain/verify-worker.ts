import { parentPort, workerData } from 'node:worker_threads'
import { openReader } from '../db/open.ts'
import { tellLoaded } from '../values/end-thread.ts'
import { giveWay } from '../values/give-way.ts'
import type { Anchor } from './harm.ts'
import { type Edges, type Held, holdAgainst, verifyEdges } from './verify-edges.ts'
import { type Piece, type PieceVerdict, verifyPiece } from './verify-piece.ts'

/** What a worker is asked; it answers each with one {@link VerifyAnswer}. */
export type VerifyErrand = { look: Piece } | { edges: 'all' | 'newest' } | { against: Anchor[] }

export type VerifyAnswer =
  | { step: number }
  | { looked: PieceVerdict }
  | { edges: Edges }
  | { held: Held }
  | { failed: string }

const port = parentPort!
giveWay()
const sqlite = openReader(workerData as string)
tellLoaded()

port.on('message', (errand: VerifyErrand) => {
  try {
    answer(doErrand(errand))
  } catch (error) {
    answer({ failed: (error as Error).message })
  }
})

function doErrand(errand: VerifyErrand): VerifyAnswer {
  if ('look' in errand) return { looked: verifyPiece(sqlite, errand.look, (step) => answer({ step })) }
  if ('edges' in errand) return { edges: verifyEdges(sqlite, errand.edges === 'all') }
  return { held: holdAgainst(sqlite, errand.against) }
}

function answer(message: VerifyAnswer): void {
  port.postMessage(message)
}
