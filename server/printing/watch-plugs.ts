import { existsSync, type FSWatcher, watch } from 'node:fs'

/** Where the kernel shows USB printers and serial lines. The second comes and goes with the first printer. */
const FOLDERS = ['/dev', '/dev/usb']
const OURS = /^(usb|lp\d+|ttyUSB\d+|ttyACM\d+)$/

/** Calls back when a printer may have been plugged in or out. @returns a function that ends it. */
export function watchPlugs(changed: () => void): () => void {
  const watchers = new Map<string, FSWatcher>()
  const follow = (): void => {
    for (const folder of FOLDERS) {
      if (watchers.has(folder) || !existsSync(folder)) continue
      const forget = (): void => {
        watchers.get(folder)?.close()
        watchers.delete(folder)
      }
      const watcher = watch(folder, { persistent: false }, (_event, name) => {
        if (name !== null && !OURS.test(name)) return
        if (!existsSync('/dev/usb') && folder === '/dev/usb') forget()
        follow()
        changed()
      })
      watcher.on('error', forget)
      watchers.set(folder, watcher)
    }
  }
  follow()
  return () => {
    for (const watcher of watchers.values()) watcher.close()
  }
}
