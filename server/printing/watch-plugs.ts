import { existsSync, type FSWatcher, watch } from 'node:fs'
import { join } from 'node:path'

/** Where the kernel shows devices: serial lines, and a folder of USB printers that comes and goes with the first of them. */
const DEVICES = '/dev'
const OURS = /^(usb|lp\d+|ttyUSB\d+|ttyACM\d+)$/

/** Calls back when a printer may have been plugged in or out. @returns a function that ends it. */
export function watchPlugs(changed: () => void, devices = DEVICES): () => void {
  const folders = { devices, usb: join(devices, 'usb') }
  const watchers = new Map<string, FSWatcher>()

  const forget = (folder: string): void => {
    watchers.get(folder)?.close()
    watchers.delete(folder)
  }
  const follow = (folder: string): void => {
    if (watchers.has(folder) || !existsSync(folder)) return
    try {
      const watcher = watch(folder, { persistent: false }, (_event, name) => {
        if (name !== null && !OURS.test(name)) return
        // It went, or came anew: a watcher of the old one would never say a word again.
        if (name === 'usb') forget(folders.usb)
        follow(folders.usb)
        changed()
      })
      watcher.on('error', () => forget(folder))
      watchers.set(folder, watcher)
    } catch {
      // It went in this moment, or the kernel watches enough already: printers are asked now and then all the same.
    }
  }

  follow(folders.devices)
  follow(folders.usb)
  return () => {
    for (const folder of [...watchers.keys()]) forget(folder)
  }
}
