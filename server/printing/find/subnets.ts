import type { NetworkInterfaceInfo } from 'node:os'

/** A part of the network that the box is in itself. */
export interface Subnet {
  /** `192.168.1.0/24` */
  name: string
  /** Every address in it that another device may have. */
  addresses: string[]
}

interface Interfaces {
  [name: string]: NetworkInterfaceInfo[] | undefined
}

/** A larger one than this has more than 1,022 addresses: whoever has such a network types the address. */
const WIDEST_PREFIX = 22
/** What is never on the internet. @see RFC 1918, and RFC 3927 for networks without anybody who gives out addresses */
const PRIVATE: [network: string, prefix: number][] = [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16]
]

/**
 * The private networks that the box is in.
 *
 * @returns those that can be asked address by address, and the names of those too large for that
 */
export function listSubnets(interfaces: Interfaces): { subnets: Subnet[]; too_large: string[] } {
  const subnets = new Map<string, Subnet>()
  const too_large = new Set<string>()
  for (const { family, internal, address, cidr } of Object.values(interfaces).flatMap((all) => all ?? [])) {
    if (family !== 'IPv4' || internal || !isPrivate(address)) continue
    const prefix = Number(cidr?.split('/')[1] ?? 32)
    const size = 2 ** (32 - prefix)
    const first = Math.floor(numberOf(address) / size) * size
    const name = `${textOf(first)}/${prefix}`
    if (prefix < WIDEST_PREFIX) {
      too_large.add(name)
      continue
    }
    const numbers = Array.from({ length: Math.max(0, size - 2) }, (_, i) => first + 1 + i)
    subnets.set(name, { name, addresses: numbers.map(textOf).filter((other) => other !== address) })
  }
  return { subnets: [...subnets.values()], too_large: [...too_large] }
}

/** Whether an IPv4 address is one of a network of one's own. */
export function isPrivate(address: string): boolean {
  const number = numberOf(address)
  return PRIVATE.some(([network, prefix]) => {
    const size = 2 ** (32 - prefix)
    return Math.floor(number / size) === Math.floor(numberOf(network) / size)
  })
}

function numberOf(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
}

function textOf(number: number): string {
  return [24, 16, 8, 0].map((bits) => Math.floor(number / 2 ** bits) % 256).join('.')
}
