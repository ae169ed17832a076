import { createHash } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import type { Client, ConnectConfig, ServerHostKeyAlgorithm, SFTPWrapper } from 'ssh2'
import { type Address, DestinationFault, type Secret } from './destination.ts'
import { faultOf } from './fault-of.ts'

type SftpAddress = Extract<Address, { kind: 'sftp' }>

/** A connection to an SFTP host that knows us. */
export interface SshSession {
  readonly sftp: SFTPWrapper
  /** As {@link Learned} tells it. */
  readonly host_key: string
  /** Comes when the connection is lost; requests that wait for an answer then do not hear of it themselves. */
  readonly lost: Promise<DestinationFault>
}

/** An RSA key may sign in three ways; the two that are still safe are asked for. */
const SIGNED_BY: Record<string, ServerHostKeyAlgorithm[]> = { 'ssh-rsa': ['rsa-sha2-512', 'rsa-sha2-256'] }

/**
 * Connects, makes sure that the host is the one it was, and only then shows it our secret.
 *
 * @param opened is given the connection at once; to destroy it ends the session at any moment, which the library's own
 *   ways do only when the other side has not begun to
 * @throws {DestinationFault} `not-itself` when its key is another than the address says
 */
export async function connectSsh(
  address: SftpAddress,
  secret: Secret,
  opened: (socket: Socket) => void
): Promise<SshSession> {
  const { host, port } = address
  const client = await newClient()
  const socket = connect({ host, port, noDelay: true }) // requests are small, and each is waited for
  opened(socket)
  let host_key = ''
  const config: ConnectConfig = {
    sock: socket,
    username: address.user,
    readyTimeout: 0, // our own patience ends it
    keepaliveInterval: 15_000,
    ...(address.host_key !== null && { algorithms: { serverHostKey: algorithmsFor(address.host_key) } }),
    hostVerifier: (key: Buffer) => {
      host_key = nameKey(key)
      return address.host_key === null || address.host_key === host_key
    },
    ...(secret.private_key !== undefined
      ? { privateKey: secret.private_key, ...(secret.password && { passphrase: secret.password }) }
      : { password: secret.password ?? '', tryKeyboard: true })
  }
  const { promise, resolve, reject } = Promise.withResolvers<SFTPWrapper>()
  const { promise: lost, resolve: lose } = Promise.withResolvers<DestinationFault>()
  const end = (fault: DestinationFault): void => {
    reject(fault)
    lose(fault)
  }
  socket.on('error', (error) => end(asFault(error, address, host_key)))
  client
    .on('error', (error) => end(asFault(error, address, host_key)))
    .on('close', () => end(new DestinationFault('away', `${host} hung up`)))
    // Many hosts ask for the password so, one question at a time, instead of taking it by its own name.
    .on('keyboard-interactive', (_name, _text, _lang, prompts, finish) =>
      finish(prompts.map(() => secret.password ?? ''))
    )
    .on('ready', () => {
      client.sftp((error, sftp) => {
        if (error) reject(new DestinationFault('refused', `${host} offers no SFTP: ${error.message}`))
        else resolve(sftp)
      })
    })
  try {
    client.connect(config)
  } catch (error) {
    // Only our own words are wrong here: a private key that is none, or a passphrase that does not open it.
    reject(new DestinationFault('refused', (error as Error).message))
  }
  try {
    const sftp = await promise
    return { sftp, host_key, lost }
  } catch (error) {
    socket.destroy()
    throw error
  }
}

/** The library takes memory in each thread that knows it, and few shops have a place of this kind. */
async function newClient(): Promise<Client> {
  const { Client } = await import('ssh2')
  return new Client()
}

/**
 * The key by which a host says who it is, without showing it any secret of ours: for a person to compare before it is
 * trusted.
 *
 * @throws {DestinationFault}
 */
export async function askHostKey(address: HostAddress, patience_ms: number): Promise<string> {
  return nameKey(await askWholeHostKey(address, patience_ms))
}

type HostAddress = Pick<SftpAddress, 'host' | 'port' | 'user'>

/**
 * As {@link askHostKey}, the key itself; of several, the one that is shortest.
 *
 * @throws {DestinationFault}
 */
export async function askWholeHostKey(
  { host, port, user }: HostAddress,
  patience_ms: number
): Promise<Buffer> {
  const client = await newClient()
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>()
  const refuse = (error: Error): void => reject(faultOf(error, `connect to ${host}`))
  const timer = setTimeout(() => reject(new DestinationFault('away', `${host} does not answer`)), patience_ms)
  const hostVerifier = (key: Buffer): boolean => {
    resolve(key)
    return false
  }
  // What comes after the key was shown is of no interest any more.
  client.on('error', refuse).on('close', () => refuse(new DestinationFault('away', `${host} hung up`)))
  try {
    client.connect({ host, port, username: user, readyTimeout: 0, hostVerifier })
    return await promise
  } finally {
    clearTimeout(timer)
    client.destroy()
  }
}

/** A key's kind and fingerprint, as `ssh-keygen -l` writes the latter. */
function nameKey(key: Buffer): string {
  const kind = key.subarray(4, 4 + key.readUInt32BE(0)).toString('latin1')
  return `${kind} SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`
}

/** A host has several keys; asked for the kind that is known, it shows that one, whatever it has learned since. */
function algorithmsFor(host_key: string): ServerHostKeyAlgorithm[] {
  const [kind = ''] = host_key.split(' ')
  return SIGNED_BY[kind] ?? [kind as ServerHostKeyAlgorithm]
}

function asFault(
  error: Error & { level?: string },
  address: SftpAddress,
  host_key: string
): DestinationFault {
  const pinned = address.host_key
  if (pinned !== null && host_key !== '' && host_key !== pinned) {
    return new DestinationFault('not-itself', `${address.host} shows ${host_key}, not ${pinned}`)
  }
  if (pinned !== null && /no matching host key/i.test(error.message)) {
    return new DestinationFault('not-itself', `${address.host} has no key like ${pinned}`)
  }
  if (error.level === 'client-authentication') {
    return new DestinationFault('refused', `${address.host} does not let ${address.user} in`)
  }
  if (error.level === 'protocol' || error.level === 'handshake') {
    const cut = /connection lost|no response/i.test(error.message)
    return new DestinationFault(cut ? 'away' : 'nonsense', `${address.host}: ${error.message}`)
  }
  return faultOf(error, `connect to ${address.host}`)
}
