import { closeSync, fsyncSync, openSync } from 'node:fs'

/** Makes a folder's names durable: a file that was made or renamed in it is found after a power cut. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
