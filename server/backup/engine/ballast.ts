import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { freeBytes } from '../../db/room.ts'
import { writeFileDurably } from './files.ts'

const BALLAST_BYTES = 8 << 20

const ballastFile = (folder: string): string => join(folder, 'ballast')

/** Puts a file by, on a disk with room, to be deleted on a full one: until somebody makes room the history goes on. */
export function layBallast(folder: string): void {
  if (existsSync(ballastFile(folder)) || freeBytes(folder) < 20 * BALLAST_BYTES) return
  writeFileDurably(ballastFile(folder), Buffer.alloc(BALLAST_BYTES))
}

/** The disk is full. */
export function giveBallastUp(folder: string): void {
  rmSync(ballastFile(folder), { force: true })
}
