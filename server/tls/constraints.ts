import { BlockList, isIP } from 'node:net'

/** Networks of one's own, which nobody on the internet answers from: RFC 1918, 3927, 4193, 4291, and the box itself. */
const PRIVATE: [network: string, prefix: number][] = [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
  ['127.0.0.0', 8],
  ['fc00::', 7],
  ['fe80::', 10],
  ['::1', 128]
]

/** Ends of names that no registry ever gives away: RFC 6762, RFC 8375, and what ICANN keeps for private use. */
export const OWN_ENDINGS = ['local', 'home.arpa', 'internal', 'localhost'] as const

const privateNetworks = new BlockList()
for (const [network, prefix] of PRIVATE) privateNetworks.addSubnet(network, prefix, familyOf(network))

/** Whether an address is one that the authority may vouch for. */
export function isOwnAddress(address: string): boolean {
  return isIP(address) !== 0 && privateNetworks.check(address, familyOf(address))
}

/** Whether a name is one of these, or ends in one. */
export function isOwnName(name: string, names: readonly string[]): boolean {
  return names.some((one) => name === one || name.endsWith(`.${one}`))
}

/**
 * What the authority may vouch for, as it stands in its certificate: names of the shop's network and private addresses,
 * so that a stolen key opens this shop and makes nobody's bank.
 *
 * @param names each with all that end in it
 * @returns the value of the extension `nameConstraints`, in DER. @see RFC 5280, 4.2.1.10
 */
export function nameConstraints(names: readonly string[]): Buffer {
  const subtrees = [
    ...names.map((name) => element(0x30, element(0x82, Buffer.from(name, 'ascii')))), // [2] dNSName
    ...PRIVATE.map(([network, prefix]) => element(0x30, element(0x87, addressAndMask(network, prefix)))) // [7] iPAddress
  ]
  return element(0x30, element(0xa0, Buffer.concat(subtrees))) // [0] permittedSubtrees
}

/** The length in as few bytes as it takes: OpenSSL reads others too, Chromium and Apple's systems do not (X.690, 10.1). */
function element(tag: number, content: Buffer): Buffer {
  const { length } = content
  const said = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...said]), content])
}

function addressAndMask(network: string, prefix: number): Buffer {
  const address = bytesOf(network)
  const mask = address.map((_, i) => (0xff00 >> Math.min(8, Math.max(0, prefix - 8 * i))) & 0xff)
  return Buffer.concat([address, mask])
}

/** The networks above have no group after a gap but `::1`. */
function bytesOf(network: string): Buffer {
  if (isIP(network) === 4) return Buffer.from(network.split('.').map(Number))
  const bytes = Buffer.alloc(16)
  const [before = '', after = ''] = network.split('::')
  if (before) bytes.writeUInt16BE(Number.parseInt(before, 16), 0)
  if (after) bytes.writeUInt16BE(Number.parseInt(after, 16), 14)
  return bytes
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4'
}
