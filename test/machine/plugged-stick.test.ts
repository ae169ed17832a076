// A stick is plugged into a box, really: a machine that QEMU imitates, with Debian's kernel, systemd and udev, and
// what install-service puts there. A shell stands in for the shop's program, behind the walls of its own unit.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import t from 'tap'
import { keptRoot } from './container.ts'
import { bootImitated } from './usb/boot.ts'
import { makeSticks, STRANGER } from './usb/make-sticks.ts'
import { type Monitor, openMonitor } from './usb/monitor.ts'

const CHECKOUT = resolve(import.meta.dirname, '../..')
const USB = join(import.meta.dirname, 'usb')
/** A port, its driver and the file systems of sticks; and a disk that may be written on top of one that may not. */
const MODULES = [
  ...['usb-common', 'usbcore', 'xhci-hcd', 'xhci-pci'],
  ...['scsi_common', 'scsi_mod', 'crct10dif_common', 'crct10dif_generic', 'crc-t10dif', 'crc64'],
  ...['crc64_rocksoft_generic', 'crc64-rocksoft', 't10-pi', 'sd_mod', 'usb-storage'],
  ...['fat', 'vfat', 'nls_cp437', 'nls_ascii', 'exfat'],
  ...['crc16', 'crc32c_generic', 'mbcache', 'jbd2', 'ext4', 'overlay']
]
/** Nothing of what Debian starts is in the way of these. */
const UNUSED = [
  ...['timers.target', 'dbus.socket', 'dev-hugepages.mount', 'dev-mqueue.mount', 'sys-kernel-debug.mount'],
  ...['random-seed', 'update-utmp', 'sysusers', 'sysctl', 'journal-flush'].map(
    (name) => `systemd-${name}.service`
  ),
  ...['configfs', 'dm_mod', 'efi_pstore', 'fuse', 'loop'].map((name) => `modprobe@${name}.service`)
]

const FIRST_STEPS = `
$b mount --move /r /w; $b mkdir /m/t; $b mount -t tmpfs none /m/t; $b mkdir /m/t/up /m/t/work
$b mount -t overlay -o lowerdir=/w,upperdir=/m/t/up,workdir=/m/t/work none /r
$b cp -a /add/. /r/; $b ln -s laci-1 /r/opt/laci
for f in dev proc sys; do $b mount --move /$f /r/$f; done
exec $b switch_root /r /sbin/init
`

const UNIT = `[Service]
Environment=LANG=id_ID.UTF-8
ExecStart=/bin/sh /opt/laci-1/scripts/plug-guest
`
const STAND_IN = `[Service]
Type=simple
WatchdogSec=0
ExecStart=
ExecStart=/bin/sh /usr/local/lib/listening.sh
`

const home = mkdtempSync('/var/tmp/laci-plug-')
t.teardown(() => rmSync(home, { recursive: true }))
const sticks = makeSticks(home)
const said = await bootBox()

const guarded = 'rw,nosuid,nodev,noexec,'

await t.test('Without the rule, nothing that is plugged in is mounted', async (t) => {
  t.equal(said.get('served'), 'laci', 'behind the walls of laci.service is Laci’s user')
  t.equal(said.get('without the rule'), '')
})

await t.test('With it a stick is, but no disk that the machine uses or lists as its own', async (t) => {
  t.equal(said.get('with the rule'), 'vfat')
})

await t.test('FAT: it is the shop’s to write and nobody’s to run', async (t) => {
  t.match(said.get('fat options'), `vfat ${guarded}`)
  t.equal(said.get('fat written'), 'sale', 'by a service that stood before it came')
  t.match(said.get('fat run'), 'Permission denied')
})

await t.test(
  'Pulled while the shop holds a file on it, it goes, and comes back when it is plugged in',
  async (t) => {
    t.equal(said.get('fat held'), 'held')
    t.match(said.get('fat seen pulled'), 'No such file')
    t.equal(said.get('fat again'), 'sale')
  }
)

await t.test(
  'exFAT, on a disk that says it stays: taken, without the partition computers start from',
  async (t) => {
    t.match(said.get('exfat options'), `exfat ${guarded}`)
    t.equal(said.get('exfat written'), 'sale')
  }
)

await t.test('ext4 of a stranger: written by the shop, and all else stays as it was', async (t) => {
  const theirs = `${STRANGER}:${STRANGER}`
  t.match(said.get('stranger options'), `ext4 ${guarded}`)
  t.match(said.get('stranger options'), 'errors=remount-ro')
  t.equal(said.get('stranger top'), `${STRANGER} laci drwxrwxr-x`)
  t.equal(said.get('stranger written'), 'shop')
  t.equal(
    said.get('stranger files'),
    `${theirs} 700 laci;laci:laci 600 laci-stick.json;${theirs} 600 laci/poem;${theirs} 600 letter`
  )
  t.match(said.get('stranger read'), 'Permission denied')
  t.equal(said.get('stranger content'), 'Dear AniAku ingin')
})

await t.test(
  'ext4 of another box: what that wrote is this one’s, and nothing that a link leads to',
  async (t) => {
    t.equal(
      said.get('other box files'),
      [
        'laci:laci 600 RESTORE',
        'laci:laci 700 laci',
        'laci:laci 600 laci-stick.json',
        'laci:laci 700 laci/log',
        'laci:laci 600 laci/log/one',
        `${STRANGER}:${STRANGER} 600 letter`,
        'laci:laci 700 rescue',
        'laci:laci 777 rescue/link'
      ].join(';')
    )
    t.equal(said.get('other box read'), 'marksale')
    t.equal(said.get('other box written'), 'sale;more')
    t.equal(said.get('other box led to'), 'root')
  }
)

await t.test('A locked one is mounted to be read, and nothing fails', async (t) => {
  t.match(said.get('locked options'), 'ext4 ro,nosuid,nodev,noexec')
  t.equal(said.get('failed'), '')
})

await t.test('A technician who hands over what is no stick is told so', async (t) => {
  t.match(said.get('no stick'), 'Di “/srv/listed” tidak ada flashdisk')
})

await t.test('Of five, the one that was not pulled stays', async (t) => {
  t.equal(said.get('one left'), 'ext4')
  t.equal(said.get('end'), 'true')
})

async function bootBox(): Promise<Map<string, unknown>> {
  let monitor: Promise<Monitor> | undefined
  const handle = async (what: string, name: string): Promise<void> => {
    monitor ??= openMonitor(join(home, 'monitor'))
    const { tell } = await monitor
    if (what === 'pull') await tell('device_del', { id: name })
    if (what === 'plug') {
      const port = { driver: 'usb-storage', id: name, drive: name, bus: 'usb.0' }
      // Large disks, and fast sticks, say that they stay.
      await tell('device_add', { ...port, removable: name !== 'exfat' })
    }
  }
  return await bootImitated(t, {
    root: keptRoot([]),
    modules: MODULES,
    kernel_line: `loglevel=1 systemd.unit=plugged.service ${UNUSED.map((unit) => `systemd.mask=${unit}`).join(' ')}`,
    first_steps: FIRST_STEPS,
    files: boxFiles(),
    args: [
      // An older processor has less to imitate: half the time.
      ...['-cpu', 'Nehalem', '-device', 'qemu-xhci,id=usb'],
      ...['-qmp', `unix:${join(home, 'monitor')},server=on,wait=off`],
      ...sticks.flatMap((name) => ['-blockdev', blockDevice(name)])
    ],
    hear: (what, of) => {
      if (what === 'plug' || what === 'pull') handle(what, String(of)).catch((error) => t.fail(String(error)))
    }
  })
}

function blockDevice(name: string): string {
  const is_locked = name === 'locked' ? 'on' : 'off'
  return `driver=raw,node-name=${name},read-only=${is_locked},file.driver=file,file.filename=${join(home, `${name}.img`)}`
}

/** What is laid over the bare Debian: where a file of ours lies, for each place there. */
function boxFiles(): Record<string, string> {
  const write = (name: string, text: string): string => {
    writeFileSync(join(home, name), text)
    return join(home, name)
  }
  const install = readFileSync(join(CHECKOUT, 'scripts/install-service'), 'utf8').replace(/main "\$@"\n$/, '')
  const guest = readFileSync(join(USB, 'plug-guest.sh'), 'utf8')
  return {
    'opt/laci-1/scripts': join(CHECKOUT, 'scripts'),
    'opt/laci-1/scripts/plug-guest': write('plug-guest', install + guest),
    'etc/systemd/system/laci.service': join(CHECKOUT, 'scripts/box/laci.service'),
    'usr/local/lib/listening.sh': join(USB, 'listening.sh'),
    'etc/systemd/system/plugged.service': write('plugged.service', UNIT),
    'etc/systemd/system/laci.service.d/stand-in.conf': write('stand-in.conf', STAND_IN),
    'etc/machine-id': write('machine-id', `${'0123456789abcdef'.repeat(2)}\n`)
  }
}
