import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** A line that the kernel keeps about the machine; undefined where it keeps none, or not for us. */
export function readLine(...path: string[]): string | undefined {
  try {
    return readFileSync(join(...path), 'utf8').trim()
  } catch {
    return undefined // another kernel, other hardware, or none of our business: nothing is known
  }
}

/** How a folder is mounted. */
export interface Mount {
  /** `ext4`, `tmpfs`, … */
  kind: string
  options: readonly string[]
}

/** How the file system is mounted that a folder lies on; undefined where the kernel doesn't say. */
export function mountOf(folder: string, proc: string): Mount | undefined {
  const table = readLine(proc, 'self/mountinfo')
  const { dev } = statSync(folder)
  const wanted = numbersOf(dev)
  const path = realpathSync(folder)
  const mounts = (table ?? '').split('\n').flatMap((line) => {
    const [before = '', after = ''] = line.split(' - ')
    const [, , numbers, , point = '', options = ''] = before.split(' ')
    const [kind = '', , more = ''] = after.split(' ')
    const at = point.replaceAll(/\\(\d{3})/g, (_, octal: string) =>
      String.fromCharCode(Number.parseInt(octal, 8))
    )
    const is_above = path === at || path.startsWith(at === '/' ? '/' : `${at}/`)
    return is_above ? [{ numbers, at, kind, options: [...options.split(','), ...more.split(',')] }] : []
  })
  // The deepest one holds the folder, of those on its device; btrfs gives each folder a device of its own.
  const deepest = mounts.toSorted((one, other) => other.at.length - one.at.length)
  return deepest.find(({ numbers }) => numbers === wanted) ?? deepest[0]
}

/** A disk as the kernel knows it. */
export interface Disk {
  /** `sda`, `mmcblk0`, `nvme0n1`. */
  name: string
  /** The folder under `/sys` that describes the whole disk, and the one of the part that holds the data. */
  whole: string
  part: string
  /** Where the file system's own notes are: `sda2`. */
  part_name: string
}

/** The disk that a folder lies on; undefined where there is none (memory, a network, a container's layers). */
export function diskOf(folder: string, sys: string): Disk | undefined {
  const { dev } = statSync(folder)
  try {
    const part = realpathSync(join(sys, 'dev/block', numbersOf(dev)))
    const lowest = lowestOf(part, sys)
    const whole = readLine(lowest, 'partition') === undefined ? lowest : dirname(lowest)
    return { name: basename(whole), whole, part: lowest, part_name: basename(part) }
  } catch {
    return undefined // sysfs has no such device
  }
}

/** What lies under an encrypted or joined disk: flushes are counted there. The first, where there are several. */
function lowestOf(device: string, sys: string): string {
  const [under] = listNames(join(device, 'slaves'))
  return under ? lowestOf(realpathSync(join(sys, 'class/block', under)), sys) : device
}

/** What a folder of the kernel's holds; nothing where it isn't. */
export function listNames(folder: string): string[] {
  try {
    return readdirSync(folder).sort()
  } catch {
    return [] // no such hardware
  }
}

/** Whether a disk is no disk but another machine's promise: what it does with a flush, nobody in here can know. */
export function isVirtual({ name, whole }: Disk): boolean {
  if (/^(vd|xvd|nbd|loop|zram|ram|rbd)/.test(name)) return true
  const maker = `${readLine(whole, 'device/vendor') ?? ''} ${readLine(whole, 'device/model') ?? ''}`
  return /qemu|vmware|virtual|vbox|msft/i.test(maker)
}

function numbersOf(dev: number): string {
  const major = ((dev >>> 8) & 0xfff) | (Math.floor(dev / 2 ** 32) & ~0xfff)
  const minor = (dev & 0xff) | ((dev >>> 12) & 0xfff00)
  return `${major}:${minor}`
}
