import { type FSWatcher, watch } from 'node:fs'
import { join } from 'node:path'

const OURS = /^(usb|lp\d+|ttyUSB\d+|ttyACM\d+)$/

/**
 * Calls back when a printer may have been plugged in or out. Also when it was given to its group: a moment after the
 * kernel shows it, we may not speak to it yet.
 *
 * @param dev where the kernel shows serial lines and, in a folder `usb` that comes and goes with the first, USB printers
 * @param failed told why a folder can't be followed, as when the kernel watches enough already; printers are asked now and
 *   then all the same
 * @returns a function that ends it
 */
export function watchPlugs(changed: () => void, dev = '/dev', failed?: (error: unknown) => void): () => void {
  const usb = join(dev, 'usb')
  const watchers = new Map<string, FSWatcher>()
  const forget = (folder: string): void => {
    watchers.get(folder)?.close()
    watchers.delete(folder)
  }
  const noticed = (name: string | null): void => {
    if (name !== null && !OURS.test(name)) return
    // A folder that was made anew is another one, even under the old name.
    if (name === 'usb') forget(usb)
    follow()
    changed()
  }
  const follow = (): void => {
    for (const folder of [dev, usb]) {
      if (watchers.has(folder)) continue
      try {
        const watcher = watch(folder, { persistent: false }, (_event, name) => noticed(name))
        watcher.on('error', () => forget(folder))
        watchers.set(folder, watcher)
      } catch (error) {
        // It is not there, or went just now.
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') failed?.(error)
      }
    }
  }
  follow()
  return () => {
    for (const watcher of watchers.values()) watcher.close()
  }
}
