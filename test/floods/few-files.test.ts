// A box to whose name stand few files, and more connections than it may open: it lives through it and sells on.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import t from 'tap'
import { openCounter, sell, wired } from '../counter.ts'

const LACI = join(import.meta.dirname, '../../scripts/laci')
/** What is open of a box at rest, and room for twenty screens. */
const FILES = 96
const CONNECTIONS = 500

await t.test(
  `A box with ${FILES} files to its name, and ${CONNECTIONS} connections that say nothing`,
  async (t) => {
    const data = t.testdir()
    const counter = await openCounter(t, { data })
    await counter.shop.box.stop()
    const child = spawn('/bin/sh', ['-c', `ulimit -n ${FILES}; exec "$0" start`, LACI], {
      env: { ...process.env, LACI_DATA: data, LACI_PORT: '0', LACI_DOOR_PORT: '0', LACI_LOG: 'silent' },
      stdio: ['ignore', 'pipe', 'inherit']
    })
    t.teardown(() => child.kill('SIGKILL'))
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
    const [url = ''] = /http:\/\/\S+/.exec(line) ?? []
    const till = wired(url, counter.people.till)
    await sell(till)

    const idle = Array.from({ length: CONNECTIONS }, () => open(Number(new URL(url).port)))
    await pause(1000)
    t.equal(child.exitCode, null, 'lives while they are there')
    for (const socket of idle) socket.destroy()

    await untilAnswered(`${url}/sign-in`)
    await sell(till)
    t.equal(child.exitCode, null, 'and sells when they are gone, without a start in between')
  }
)

/** Says the beginning of a request and never its end. */
function open(port: number): Socket {
  const socket = connect(port, '127.0.0.1', () => socket.write('GET /till HTTP/1.1\r\nHost: laci\r\n'))
  socket.on('error', () => undefined) // turned away is an answer too
  return socket
}

async function untilAnswered(url: string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    const status = await fetch(url, { signal: AbortSignal.timeout(2000) }).then(
      (answer) => answer.status,
      () => undefined
    )
    if (status === 200) return
    await pause(100)
  }
  throw new Error('the box never answers again')
}
