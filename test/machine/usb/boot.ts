import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Test } from 'tap'

const CACHE = '/var/tmp/laci-machine/kernel'
/** Of the many drivers of Debian's kernel: this machine's disk, and both ends of a USB cable, in the order of need. */
const MODULES = [
  'virtio_ring',
  'virtio_pci_modern_dev',
  'virtio_pci_legacy_dev',
  'virtio',
  'virtio_pci',
  '9pnet',
  '9pnet_virtio',
  'netfs',
  'fscache',
  '9p',
  'usb-common',
  'usbcore',
  'udc-core',
  'dummy_hcd',
  'configfs',
  'libcomposite',
  'usb_f_printer',
  'usblp'
]

/** It takes some fifteen seconds on a machine of today. */
const LIMIT_MS = 240_000

/**
 * Boots an imitated machine that has USB, on this machine's own files, which it can't change, and runs a script of ours
 * in it.
 *
 * @param script it says JSON lines `SAID [what, of]`, at last one of `end`
 * @returns what it said; without `end`, it did not come so far
 */
export async function runWithUsb(t: Test, script: string): Promise<Map<string, unknown>> {
  const home = mkdtempSync('/var/tmp/laci-usb-')
  t.teardown(() => rmSync(home, { recursive: true }))
  const { kernel, first } = makeFirstFiles(home, script)
  const machine = spawn('qemu-system-x86_64', [
    ...[
      '-accel',
      'tcg',
      '-cpu',
      'max',
      '-m',
      '1024',
      '-nographic',
      '-no-reboot',
      '-nodefaults',
      '-serial',
      'stdio'
    ],
    ...[
      '-kernel',
      kernel,
      '-initrd',
      first,
      '-append',
      'console=ttyS0 quiet oops=panic panic=-1 mitigations=off'
    ],
    ...['-virtfs', 'local,path=/,mount_tag=root,security_model=none,readonly=on,multidevs=remap']
  ])
  const stop = (): boolean => machine.kill('SIGKILL')
  const limit = setTimeout(stop, LIMIT_MS)
  const said = new Map<string, unknown>()
  const console: string[] = []
  const lines = createInterface(machine.stdout)
  lines.on('line', (line) => {
    console.push(line)
    const [, json] = /SAID (\[.*\])/.exec(line) ?? []
    if (json) said.set(...(JSON.parse(json) as [string, unknown]))
    if (said.has('end')) stop()
  })
  machine.stderr.on('data', (words) => console.push(String(words)))
  await once(machine, 'exit')
  clearTimeout(limit)
  if (!said.has('end')) t.comment(console.slice(-30).join('\n'))
  return said
}

/** The kernel, and the few files it needs until it has this machine's. */
function makeFirstFiles(home: string, script: string): { kernel: string; first: string } {
  const root = join(home, 'root')
  for (const folder of ['bin', 'dev', 'proc', 'sys', 'm', 'r'])
    mkdirSync(join(root, folder), { recursive: true })
  const kernel = getKernel()
  const drivers = globSync('lib/modules/*/kernel/**/*.ko', { cwd: CACHE })
  for (const name of MODULES) {
    const file = drivers.find((path) => basename(path) === `${name}.ko`)
    if (!file) throw new Error(`Debian's kernel has no ${name}`)
    copyFileSync(join(CACHE, file), join(root, 'm', `${name}.ko`))
  }
  copyFileSync('/bin/busybox', join(root, 'bin/busybox'))
  writeFileSync(join(root, 'init'), firstProgram(script), { mode: 0o755 })
  const first = join(home, 'first.cpio')
  execFileSync('sh', ['-c', `cd "$1" && find . | cpio --quiet -o -H newc >"$2"`, 'sh', root, first])
  return { kernel, first }
}

function firstProgram(script: string): string {
  return `#!/bin/busybox sh
b=/bin/busybox
$b mount -t proc proc /proc; $b mount -t sysfs sys /sys; $b mount -t devtmpfs dev /dev
for m in ${MODULES.join(' ')}; do $b insmod /m/$m.ko || echo "no $m"; done
$b mount -t configfs none /sys/kernel/config
$b mount -t 9p -o trans=virtio,version=9p2000.L,msize=512000,cache=loose,ro root /r
for f in dev proc sys; do $b mount -o rbind /$f /r/$f; done
$b chroot /r ${process.execPath} ${script}
$b poweroff -f
`
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
