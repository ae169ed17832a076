import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import type { Test } from 'tap'

/** What goes wrong on the way to a peer; all well while nothing is set. */
interface Faults {
  /** After so many bytes of ours both sides are reset. */
  cut_after?: number
  /** After so many bytes of the peer's both sides are reset. */
  heard_after?: number
  /** Nobody answers: what is sent goes nowhere, and no connection is closed. */
  silent?: boolean
  /** What the peer says arrives drop by drop, so many bytes ten times a second. */
  drops?: number
}

/** A line to a peer that breaks as it is told to. */
export interface Line {
  port: number
  faults: Faults
  /** Bytes of ours that came through, over all connections. */
  sent(): number
  /** Bytes of the peer's that did. */
  heard(): number
  /** Connections that stand. */
  open(): number
}

/** Puts a line in front of a peer on this machine. */
export async function openLine(t: Test, port: number): Promise<Line> {
  const sockets = new Set<Socket>()
  let sent = 0
  let heard = 0
  const line: Line = {
    port: 0,
    faults: {},
    sent: () => sent,
    heard: () => heard,
    open: () => sockets.size / 2
  }
  const server = createServer((ours) => {
    const theirs = connect(port, '127.0.0.1')
    for (const socket of [ours, theirs]) {
      sockets.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => sockets.delete(socket))
    }
    let passed = 0
    ours.on('data', (bytes: Buffer) => {
      const { cut_after, silent } = line.faults
      if (silent) return
      const rest = cut_after === undefined ? bytes : bytes.subarray(0, Math.max(0, cut_after - passed))
      passed += bytes.length
      sent += rest.length
      if (rest.length > 0) theirs.write(rest)
      if (rest.length === bytes.length) return
      ours.resetAndDestroy()
      theirs.end()
    })
    ours.on('end', () => theirs.end())
    ours.on('close', () => theirs.destroy())
    theirs.on('end', () => ours.end())
    theirs.on('close', () => ours.destroy())
    passOn(theirs, ours, line)
    theirs.on('data', (bytes) => {
      heard += bytes.length
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  line.port = (server.address() as AddressInfo).port
  return line
}

function passOn(from: Socket, to: Socket, line: Line): void {
  let held: Buffer = Buffer.alloc(0)
  const drip = setInterval(() => {
    if (held.length === 0 || line.faults.silent) return
    to.write(held.subarray(0, line.faults.drops))
    held = line.faults.drops === undefined ? Buffer.alloc(0) : held.subarray(line.faults.drops)
  }, 100)
  let passed = 0
  from.on('data', (bytes: Buffer) => {
    const { drops, silent, heard_after } = line.faults
    passed += bytes.length
    if (heard_after !== undefined && passed > heard_after) {
      const rest = bytes.subarray(0, bytes.length - (passed - heard_after))
      to.write(rest, () => to.resetAndDestroy())
    } else if (drops === undefined && !silent && held.length === 0) to.write(bytes)
    else held = Buffer.concat([held, bytes])
  })
  from.on('close', () => clearInterval(drip))
}
