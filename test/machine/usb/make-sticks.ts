import { execFileSync } from 'node:child_process'
import { chownSync, mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Somebody's number on another computer. */
export const STRANGER = 4711
/** What Laci's user was on another box. */
const OTHER_BOX = 1997

const MIB = 1 << 20

/** The disks that are plugged in, as files of a folder: each with what another computer left on it. */
export function makeSticks(home: string): string[] {
  const make = { fat, exfat, stranger, 'other-box': otherBox, own, listed, locked: stranger }
  for (const [name, fill] of Object.entries(make)) {
    const image = join(home, `${name}.img`)
    writeFileSync(image, '')
    truncateSync(image, 80 * MIB)
    fill(image)
  }
  return Object.keys(make)
}

/** As they are sold: one partition, and a name with a space in it. */
function fat(image: string): void {
  divide(image, 'label: dos\nstart=2048, type=c')
  run('mkfs.vfat', '-F', '32', '-n', 'FLASH DISK', '--offset', '2048', image, String((79 * MIB) / 1024))
}

/** As a large disk comes from a Mac: the small partition that computers start from before the one that counts. */
function exfat(image: string): void {
  divide(image, 'label: gpt\nstart=2048, size=8192, type=U\nstart=10240, size=143360')
  run('mkfs.vfat', '-F', '12', '-n', 'EFI', '--offset', '2048', image, '4096')
  putPartition(image, 10240, 70 * MIB, (part) => run('mkfs.exfat', part))
}

/** Without a table of partitions; its letter is private, and so is a folder that happens to be called as ours. */
function stranger(image: string): void {
  ext4(image, STRANGER, (top) => {
    writeFileSync(join(top, 'letter'), 'Dear Ani', { mode: 0o600 })
    mkdirSync(join(top, 'laci'), { mode: 0o700 })
    writeFileSync(join(top, 'laci/poem'), 'Aku ingin', { mode: 0o600 })
    for (const path of ['letter', 'laci', 'laci/poem']) chownSync(join(top, path), STRANGER, STRANGER)
  })
}

/** A backup and rescue stick, with a link among the shop's own that leads to the machine's files. */
function otherBox(image: string): void {
  ext4(image, 0, (top) => {
    for (const folder of ['laci', 'laci/log', 'rescue']) mkdirSync(join(top, folder), { mode: 0o700 })
    const files = {
      'laci-stick.json': 'mark',
      'laci/log/one': 'sale\n',
      RESTORE: 'restore',
      letter: 'Dear Ani'
    }
    for (const [path, text] of Object.entries(files)) writeFileSync(join(top, path), text, { mode: 0o600 })
    symlinkSync('/etc/machine-id', join(top, 'rescue/link'))
    run('chown', '-hR', `${OTHER_BOX}:${OTHER_BOX}`, top)
    chownSync(join(top, 'letter'), STRANGER, STRANGER)
  })
}

/** A disk that the machine lists as its own. */
function listed(image: string): void {
  run('mke2fs', '-q', '-t', 'ext4', '-L', 'listed', image)
}

/** A disk of two partitions, the machine uses the first. */
function own(image: string): void {
  divide(image, 'label: dos\nstart=2048, size=61440\nstart=63488, size=61440')
  for (const [label, start] of [
    ['own-1', 2048],
    ['own-2', 63488]
  ] as const) {
    putPartition(image, start, 30 * MIB, (part) => run('mke2fs', '-q', '-t', 'ext4', '-L', label, part))
  }
}

function ext4(image: string, owner: number, fill: (top: string) => void): void {
  const top = `${image}.top`
  mkdirSync(top, { mode: 0o755 })
  fill(top)
  run('mke2fs', '-q', '-t', 'ext4', '-E', `root_owner=${owner}:${owner}`, '-d', top, image)
  rmSync(top, { recursive: true })
}

function divide(image: string, table: string): void {
  execFileSync('sfdisk', ['--quiet', image], { input: `${table}\n`, stdio: ['pipe', 'pipe', 'pipe'] })
}

function putPartition(image: string, start: number, bytes: number, fill: (part: string) => void): void {
  const part = `${image}.part`
  writeFileSync(part, '')
  truncateSync(part, bytes)
  fill(part)
  run('dd', `if=${part}`, `of=${image}`, 'bs=512', `seek=${start}`, 'conv=notrunc,sparse', 'status=none')
  rmSync(part)
}

function run(program: string, ...args: string[]): void {
  execFileSync(program, args, { stdio: 'pipe' })
}
