import { readdir } from 'node:fs/promises'

const FOLDER = '/dev/usb'

/** The printers that the kernel sees on USB, `/dev/usb/lp0` and so on; none where there is no such folder. */
export async function findUsbPrinters(folder = FOLDER): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  return names
    .filter((name) => /^lp\d{1,3}$/.test(name))
    .sort()
    .map((name) => `${FOLDER}/${name}`)
}
