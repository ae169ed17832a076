import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, openSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { makeFirstFiles, qemuArgs } from '../usb/boot.ts'
import { killGroup, type Machine, type Parts } from './machine.ts'
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
  const console = openSync(join(home, 'console'), 'w')
  const imitated = {
    modules: MODULES,
    first_steps: FIRST_STEPS,
    kernel_line: ['net.ifnames=0', 'systemd.service_watchdogs=no', ...told].join(' '),
    args: [
      ...['-blockdev', `driver=nbd,node-name=disk,server.type=unix,server.path=${disk.socket}`],
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
  const end = (): void => {
    disk.cut()
    killGroup(child)
  }
  process.on('exit', end)
  const off = once(child, 'exit').then(() => process.removeListener('exit', end))
  return {
    off,
    async cut() {
      end()
      await off
    }
  }
}

/** A disk that has power. */
interface ServedDisk {
  socket: string
  /** Takes its power away, and with it what it was not told to flush. */
  cut(): void
}

function serveDisk(home: string, image: string): ServedDisk {
  const [socket, pid_file] = [join(home, 'disk.socket'), join(home, 'disk.pid')]
  for (const file of [socket, pid_file, join(home, 'root')]) rmSync(file, { recursive: true, force: true })
  execFileSync('nbdkit', [
    ...['--unix', socket, '--pidfile', pid_file, '--filter=cache', 'file', image],
    ...['cache=writeback', 'cache-on-read=false']
  ])
  // nbdkit has written its number and listens when the command that puts it into the background has ended.
  const pid = Number(readFileSync(pid_file, 'utf8'))
  return {
    socket,
    cut() {
      if (isRunning(pid)) process.kill(pid, 'SIGKILL')
    }
  }
}

function isRunning(pid: number): boolean {
  return existsSync(`/proc/${pid}`)
}
