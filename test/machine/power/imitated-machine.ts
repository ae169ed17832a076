import { spawn } from 'node:child_process'
import { closeSync, openSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { makeFirstFiles, qemuArgs } from '../usb/boot.ts'
import { killGroup, type Machine, type Parts, underPower } from './machine.ts'
import { CARD } from './machine-wire.ts'

/** Its disk's driver beyond those that every such machine has, its file system and its network card. */
const MODULES = [
  ...['virtio_blk', 'crc16', 'crc32c_generic', 'mbcache', 'jbd2', 'ext4'],
  ...['failover', 'net_failover', 'virtio_net']
]

const FIRST_STEPS = `
for f in dev proc sys; do $b mount --move /$f /r/$f; done
exec $b switch_root /r /sbin/init
`

/**
 * Switches a machine on that QEMU imitates, with Debian's own kernel. Its disk has a memory of its own, as real ones have:
 * nbdkit keeps there what the machine writes until it is told to flush, and loses it with the power. An imitated processor
 * is some twenty times slower, so nobody watches whether the box answers in time.
 */
export function switchOnImitated({ home, image, wire, told = [] }: Parts): Machine {
  const disk = serveDisk(home, image)
  rmSync(join(home, 'root'), { recursive: true, force: true })
  const console = openSync(join(home, 'console'), 'w')
  const imitated = {
    modules: MODULES,
    first_steps: FIRST_STEPS,
    kernel_line: ['net.ifnames=0', 'systemd.service_watchdogs=no', ...told].join(' '),
    args: [
      ...[
        '-blockdev',
        `driver=nbd,node-name=disk,open-timeout=10,server.type=unix,server.path=${disk.socket}`
      ],
      ...['-device', 'virtio-blk-pci,drive=disk'],
      ...['-netdev', `tap,id=wire,ifname=${wire},script=no,downscript=no`],
      ...['-device', `virtio-net-pci,netdev=wire,mac=${CARD}`]
    ]
  }
  const child = spawn('qemu-system-x86_64', qemuArgs(imitated, makeFirstFiles(home, imitated)), {
    detached: true,
    stdio: ['ignore', console, console]
  })
  closeSync(console)
  return underPower(child, () => {
    disk.cut()
    killGroup(child)
  })
}

/** Gives a disk power, and a memory that is lost with it. */
function serveDisk(home: string, image: string): { socket: string; cut(): void } {
  const socket = join(home, 'disk.socket')
  rmSync(socket, { force: true })
  const nbdkit = spawn(
    'nbdkit',
    [
      '--foreground',
      '--unix',
      socket,
      '--filter=cache',
      'file',
      image,
      'cache=writeback',
      'cache-on-read=false'
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] }
  )
  return { socket, cut: () => void nbdkit.kill('SIGKILL') }
}
