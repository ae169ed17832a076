import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'

/** Where the machine stands in the shop's network, which this one plays. */
export const BOX = '10.78.0.2'
export const PREFIX = 30
const HERE = '10.78.0.1'
/** The machine's network card. */
export const CARD = '02:00:00:1a:c1:02'
const LOOK_MS = 100
const ANSWER_MS = 10_000

/** Lays a wire to a machine that is not on yet. @returns the end of it here, by the kernel's name */
export function layWire(): string {
  const wire = `laci${process.pid}`
  const ip = (...args: string[]) => execFileSync('ip', args)
  ip('tuntap', 'add', 'dev', wire, 'mode', 'tap')
  ip('addr', 'add', `${HERE}/${PREFIX}`, 'dev', wire)
  ip('link', 'set', wire, 'up')
  // Whoever asks while nobody is there must not have to forget it first.
  ip('neigh', 'replace', BOX, 'lladdr', CARD, 'dev', wire, 'nud', 'permanent')
  return wire
}

export function takeAway(wire: string): void {
  execFileSync('ip', ['link', 'del', wire])
}

/** Comes to trust the box as a tablet does, by what it shows in the clear. */
export async function trustBox(): Promise<void> {
  const answer = await fetch(`http://${BOX}/laci-ca.pem`)
  setDefaultCACertificates([...getCACertificates(), await answer.text()])
}

/** Waits until the box answers at a port. @throws after so many seconds */
export async function answers(port: 80 | 443, within_s: number): Promise<void> {
  for (const until = performance.now() + within_s * 1000; performance.now() < until; await pause(LOOK_MS)) {
    if ((await isOpen(port)) && (port === 80 || (await isAnswered()))) return
  }
  throw new Error(`the box does not answer within ${within_s} seconds`)
}

/** Nobody there, or somebody who can't be trusted yet: both are what is asked. */
async function isOpen(port: number): Promise<boolean> {
  const socket = connect({ host: BOX, port, signal: AbortSignal.timeout(3 * LOOK_MS) })
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

async function isAnswered(): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(ANSWER_MS)
    const answer = await fetch(`https://${BOX}/`, { redirect: 'manual', signal })
    await answer.body?.cancel()
    return answer.status < 500
  } catch {
    return false
  }
}
