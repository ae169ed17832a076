import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  copyFileSync,
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Test } from 'tap'

const CACHE = '/var/tmp/laci-machine/kernel'
/** Of the many drivers of Debian's kernel: this machine's disk, in the order of need. */
const DISK_MODULES = [
  'virtio_ring',
  'virtio_pci_modern_dev',
  'virtio_pci_legacy_dev',
  'virtio',
  'virtio_pci',
  '9pnet',
  '9pnet_virtio',
  'netfs',
  'fscache',
  '9p'
]
/** Both ends of a USB cable. */
const CABLE_MODULES = [
  'usb-common',
  'usbcore',
  'udc-core',
  'dummy_hcd',
  'configfs',
  'libcomposite',
  'usb_f_printer',
  'usblp'
]

const SHARED = 'mount_tag=root,security_model=none,readonly=on,multidevs=remap'
const MOUNT = {
  shared: '$b mount -t 9p -o trans=virtio,version=9p2000.L,msize=512000,cache=loose,ro root /r',
  own: '$b mount -t ext4 /dev/vda /r'
}

/** It takes some fifteen seconds on a machine of today, and a minute with a whole system in it. */
const LIMIT_MS = 240_000

/** A machine that QEMU imitates, with the kernel of Debian. */
export interface Imitated {
  /** The folder of this machine that is its disk; it can't change it. Without, it has a disk of its own, an ext4. */
  root?: string
  /** Drivers beside those of its disk, in the order of need. */
  modules: readonly string[]
  /** A line of its kernel's, beside what it always says. */
  kernel_line?: string
  /** What its first program does once its disk is at /r, in lines of busybox's shell, where `$b` is busybox. */
  first_steps: string
  /** Files that the first program finds at /add. */
  files?: Readonly<Record<string, string>>
  /** What QEMU is told besides. */
  args?: readonly string[]
  /** Hears each thing it says, as soon as it is said. */
  hear?(what: string, of: unknown): void
}

/**
 * Boots an imitated machine that has USB, on this machine's own files, which it can't change, and runs a script of ours
 * in it.
 *
 * @param script it says JSON lines `SAID [what, of]`, at last one of `end`
 * @returns what it said; without `end`, it did not come so far
 */
export async function runWithUsb(t: Test, script: string): Promise<Map<string, unknown>> {
  return await bootImitated(t, {
    root: '/',
    modules: CABLE_MODULES,
    first_steps: `
$b mount -t configfs none /sys/kernel/config
for f in dev proc sys; do $b mount -o rbind /$f /r/$f; done
$b chroot /r ${process.execPath} ${script}
$b poweroff -f
`
  })
}

/** Boots a machine, and hears what it says until it says `end`. @returns all it said, the last word of each kind */
export async function bootImitated(t: Test, imitated: Imitated): Promise<Map<string, unknown>> {
  const home = mkdtempSync('/var/tmp/laci-usb-')
  t.teardown(() => rmSync(home, { recursive: true }))
  const machine = spawn('qemu-system-x86_64', qemuArgs(imitated, makeFirstFiles(home, imitated)))
  const stop = (): boolean => machine.kill('SIGKILL')
  t.teardown(stop)
  const limit = setTimeout(stop, LIMIT_MS)
  const said = new Map<string, unknown>()
  const console: string[] = []
  const lines = createInterface(machine.stdout)
  lines.on('line', (line) => {
    console.push(line)
    process.stderr.write(`${performance.now() | 0} ${line}\n`)
    const [, json] = /SAID (\[.*\])/.exec(line) ?? []
    if (!json) return
    const [what, of] = JSON.parse(json) as [string, unknown]
    said.set(what, of)
    imitated.hear?.(what, of)
    if (what === 'end') stop()
  })
  machine.stderr.on('data', (words) => console.push(String(words)))
  await once(machine, 'exit')
  clearTimeout(limit)
  if (!said.has('end')) t.comment(console.slice(-30).join('\n'))
  return said
}

/** What QEMU is told; the console of the machine is its standard output. */
export function qemuArgs({ root, kernel_line = '', args = [] }: Imitated, files: FirstFiles): string[] {
  const kernel_words = `console=ttyS0 quiet oops=panic panic=-1 mitigations=off ${kernel_line}`
  return [
    ...['-accel', 'tcg', '-cpu', 'max', '-m', '1024'],
    ...['-nographic', '-no-reboot', '-nodefaults', '-serial', 'stdio'],
    ...['-kernel', files.kernel, '-initrd', files.first, '-append', kernel_words],
    ...(root === undefined ? [] : ['-virtfs', `local,path=${root},${SHARED}`]),
    ...args
  ]
}

interface FirstFiles {
  kernel: string
  first: string
}

/** The kernel, and the few files it needs until it has its disk. */
export function makeFirstFiles(home: string, imitated: Imitated): FirstFiles {
  const { root: shared, modules, first_steps, files = {} } = imitated
  const root = join(home, 'root')
  for (const folder of ['bin', 'dev', 'proc', 'sys', 'm', 'r', 'w', 'add'])
    mkdirSync(join(root, folder), { recursive: true })
  const kernel = getKernel()
  const drivers = globSync('lib/modules/*/kernel/**/*.ko', { cwd: CACHE })
  const needed = [...DISK_MODULES, ...modules]
  for (const name of needed) {
    const file = drivers.find((path) => basename(path) === `${name}.ko`)
    if (!file) throw new Error(`Debian's kernel has no ${name}`)
    copyFileSync(join(CACHE, file), join(root, 'm', `${name}.ko`))
  }
  copyFileSync('/bin/busybox', join(root, 'bin/busybox'))
  for (const [path, from] of Object.entries(files)) cpSync(from, join(root, 'add', path), { recursive: true })
  writeFileSync(
    join(root, 'init'),
    firstProgram(needed, MOUNT[shared === undefined ? 'own' : 'shared'], first_steps),
    { mode: 0o755 }
  )
  const first = join(home, 'first.cpio')
  execFileSync('sh', ['-c', `cd "$1" && find . | cpio --quiet -o -H newc >"$2"`, 'sh', root, first])
  return { kernel, first }
}

function firstProgram(modules: readonly string[], mount: string, first_steps: string): string {
  return `#!/bin/busybox sh
b=/bin/busybox
$b mount -t proc proc /proc; $b mount -t sysfs sys /sys; $b mount -t devtmpfs dev /dev
for m in ${modules.join(' ')}; do $b insmod /m/$m.ko || echo "no $m"; done
${mount}
${first_steps}`
}

function getKernel(): string {
  const find = (): string | undefined => globSync('boot/vmlinuz-*', { cwd: CACHE })[0]
  if (!find()) {
    mkdirSync(CACHE, { recursive: true })
    const depends = execFileSync('apt-cache', ['depends', 'linux-image-amd64'], { encoding: 'utf8' })
    const [, name = ''] = /Depends: (linux-image-\S+)/.exec(depends) ?? []
    execFileSync('apt-get', ['-qq', 'download', name], { cwd: CACHE, stdio: 'ignore' })
    execFileSync('sh', ['-c', 'dpkg-deb -x linux-image-*.deb . && rm linux-image-*.deb'], { cwd: CACHE })
  }
  const kernel = find()
  if (!kernel || !existsSync(join(CACHE, kernel))) throw new Error('no kernel to boot')
  return join(CACHE, kernel)
}
