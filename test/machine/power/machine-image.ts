import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundleOnce } from '../../release/bundle-once.ts'
import { keptRoot } from '../container.ts'
import { BOX, PREFIX } from './machine-wire.ts'

const IMAGE_BYTES = 3 * 1024 ** 3
/** What the machine says on its console when it is a shop's box. */
export const INSTALLED = 'THE BOX IS INSTALLED'
/** e2fsck says 1 when it put right what a power cut leaves: files that were open and already deleted. */
const PUT_RIGHT = 1

const NETWORK = `[Match]
Name=vec0 eth0
[Network]
Address=${BOX}/${PREFIX}
`

const TECHNICIAN = `[Unit]
Description=The technician, once
After=network.target
[Service]
Type=oneshot
StandardOutput=journal+console
StandardError=journal+console
ExecStart=/bin/sh -e /root/first-boot
ExecStopPost=systemctl --no-block poweroff
[Install]
WantedBy=multi-user.target
`

/** The shop comes after the program, whose user owns it; the last start makes what the shop's network needs. */
const firstBoot = (version: string): string => `sh /root/laci-${version}/install --lan
systemctl stop laci
rm -rf /var/lib/laci/*
cp -r /root/shop/. /var/lib/laci
chown -R laci:laci /var/lib/laci
systemctl start laci
systemctl -q disable technician
rm -r /root/laci-${version} /root/shop /root/first-boot
echo ${INSTALLED}
`

/**
 * Makes a disk with a bare Debian on it that becomes a shop's box by the bundle's own installer when it is first booted,
 * and then switches itself off.
 *
 * @param shop a folder with the shop's data
 * @returns the disk's file
 */
export async function makeImage(home: string, shop: string): Promise<string> {
  const { archive, version } = await bundleOnce()
  const [root, image] = [join(home, 'root'), join(home, 'new.ext4')]
  execFileSync('cp', ['-a', '--reflink=auto', keptRoot([]), root])
  execFileSync('tar', ['-xzf', archive, '--no-same-owner', '-C', join(root, 'root')])
  cpSync(shop, join(root, 'root/shop'), { recursive: true })
  writeFileSync(join(root, 'root/first-boot'), firstBoot(version))
  writeFileSync(join(root, 'etc/systemd/network/shop.network'), NETWORK)
  writeFileSync(join(root, 'etc/systemd/system/technician.service'), TECHNICIAN)
  const wanted = join(root, 'etc/systemd/system/multi-user.target.wants')
  mkdirSync(wanted, { recursive: true })
  symlinkSync('/etc/systemd/system/technician.service', join(wanted, 'technician.service'))
  symlinkSync('/lib/systemd/system/systemd-networkd.service', join(wanted, 'systemd-networkd.service'))
  writeFileSync(image, '')
  truncateSync(image, IMAGE_BYTES)
  execFileSync('mke2fs', ['-q', '-t', 'ext4', '-d', root, image])
  rmSync(root, { recursive: true })
  return image
}

export function copyImage(from: string, to: string): void {
  execFileSync('cp', ['--sparse=always', '--reflink=auto', from, to])
}

/** Lays a file into a disk that was switched off properly. */
export function putIn(image: string, file: string, path: string): void {
  const said = spawnSync('debugfs', ['-w', '-R', `write ${file} ${path}`, image], { encoding: 'utf8' })
  if (/File not found|exists|error/i.test(said.stderr)) throw new Error(said.stderr)
}

/** Looks at the disk of a machine that lost its power. */
export interface Found {
  /** The shop's data, as the next start will find it. */
  data: string
  /** What is wrong with the file system after its journal was followed; nothing if sound. */
  faults: string[]
}

/** Takes a shop's data out of a copy of a disk, the disk itself staying as the power cut left it. */
export function takeOut(image: string, into: string): Found {
  const copy = join(into, 'disk')
  copyImage(image, copy)
  const repaired = spawnSync('e2fsck', ['-p', copy], { encoding: 'utf8' })
  const checked = spawnSync('e2fsck', ['-f', '-n', copy], { encoding: 'utf8' })
  execFileSync('debugfs', ['-R', `rdump /var/lib/laci ${into}`, copy], { stdio: 'pipe' })
  rmSync(copy)
  const is_sound = repaired.status! <= PUT_RIGHT && checked.status === 0
  return { data: join(into, 'laci'), faults: is_sound ? [] : [repaired.stdout + checked.stdout] }
}
