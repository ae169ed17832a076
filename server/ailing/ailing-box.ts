import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { ailingPage } from '../../views/ailing.ts'
import { giveBallastUp } from '../backup/engine/ballast.ts'
import { backupFolder } from '../backup/folder.ts'
import type { Config } from '../config.ts'
import { openReader } from '../db/open.ts'
import { databasePath } from '../main.ts'
import { addressesOf, namesOf, USUAL_NAME } from '../tls/box-names.ts'
import { issueApart } from '../tls/certify.ts'
import { findAuthority } from '../tls/find-authority.ts'
import { HTTP_PORT, HTTPS_PORT } from '../tls/lan.ts'
import { isLoopback } from '../values/host-name.ts'
import { createServer } from '../values/node-http.ts'
import { unless } from '../values/unless.ts'
import { type Ailment, tryDisk } from './name-ailment.ts'

const LOOK_MS = 1000
/** What is damaged does not mend by itself; a technician may have put another file there. */
const DAMAGED_LOOK_MS = 30_000

/**
 * A box that can't start because of its disk: it says so on every screen that asks, does nothing that is asked of it, and
 * looks every second whether the disk is well. Tills that wait for an answer go on waiting, and send it again.
 *
 * @param until ends it early
 * @returns when it is worth trying to start
 */
export async function ailUntilWell(config: Config, ailment: Ailment, until: Promise<unknown>): Promise<void> {
  const servers = await listenAll(config, (request, response) => answer(ailment, request, response))
  const had_shop = existsSync(databasePath(config))
  // While the disk is unmounted to be repaired, its empty folder must not become a new shop.
  const isWell = (): boolean => (!had_shop || existsSync(databasePath(config))) && !tryDisk(config.data)
  let is_over = false
  void until.then(() => {
    is_over = true
  })
  const rest = (for_ms: number): Promise<unknown> => unless(pause(for_ms), until)
  if (ailment === 'full') makeLittleRoom(config)
  if (ailment === 'damaged') await rest(DAMAGED_LOOK_MS)
  // Not at once: a start that failed on a disk that seems well would otherwise hide the page again and again.
  do await rest(LOOK_MS)
  while (!is_over && !isWell())
  for (const server of servers) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}

/** The reserve that the backup keeps for such a day may be all it takes to start. */
function makeLittleRoom(config: Config): void {
  try {
    giveBallastUp(backupFolder(config))
  } catch {
    // A disk that does not even let go of a file is looked at again in a second.
  }
}

/** "Not now" in the words of HTTP: what a till sent is kept there and sent again. @see RFC 9110, 15.6.4 */
function answer(ailment: Ailment, { url }: IncomingMessage, response: ServerResponse): void {
  response.setHeader('Cache-Control', 'no-store')
  response.setHeader('X-Content-Type-Options', 'nosniff')
  if (url === STYLE_URL) {
    response.writeHead(200, { 'Content-Type': 'text/css; charset=utf-8' }).end(STYLE)
    return
  }
  response.setHeader(
    'Content-Security-Policy',
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
  )
  response.setHeader('Retry-After', '5')
  response.writeHead(503, { 'Content-Type': 'text/html; charset=utf-8' })
  response.end(ailingPage(ailment, STYLE_URL).text)
}

const STYLE_URL = '/ailing.css'
const STATIC = join(import.meta.dirname, '../../static')
/** Read with the program: later the disk may not give it. */
const STYLE = ['look.css', 'ailing.css'].map((file) => readFileSync(join(STATIC, file), 'utf8')).join('\n')

type Answer = (request: IncomingMessage, response: ServerResponse) => void

/** Everywhere the shop would listen. What can't be listened to is left out: one screen that says it is better than none. */
async function listenAll(config: Config, answer: Answer): Promise<Server[]> {
  const { host, port, https_port = HTTPS_PORT, http_port = HTTP_PORT } = config
  const is_alone = isLoopback(host)
  const wanted: [Server | undefined, number, string][] = [
    [createServer(answer), port, is_alone ? host : '127.0.0.1']
  ]
  if (!is_alone)
    wanted.push(
      [createServer(answer), http_port, host],
      [await secureServer(config, answer), https_port, host]
    )
  const listening: Server[] = []
  for (const [server, port, host] of wanted)
    if (server && (await listen(server, port, host))) listening.push(server)
  return listening
}

async function listen(server: Server, port: number, host: string): Promise<boolean> {
  try {
    server.listen({ port, host })
    await once(server, 'listening')
    return true
  } catch {
    return false // taken; the start will say so in words
  }
}

/** The tills come encrypted: with the shop's own certificate, if its database can at least be read. */
async function secureServer(config: Config, answer: Answer): Promise<Server | undefined> {
  try {
    const sqlite = openReader(databasePath(config))
    const authority = findAuthority({ sqlite })
    sqlite.close()
    if (!authority) return undefined
    const names = namesOf(USUAL_NAME, config.names ?? [])
    const addresses = [...addressesOf(networkInterfaces()), '127.0.0.1', '::1']
    const shown = await issueApart(authority, { names, addresses }, new Date())
    const cert = shown.certificate + authority.certificate
    return createSecureServer({ minVersion: 'TLSv1.2', cert, key: shown.private_key }, answer)
  } catch {
    return undefined // then only what is asked in the clear is answered
  }
}
