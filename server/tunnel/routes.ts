import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Static } from 'typebox'
import { type TunnelFacts, tunnelPage, tunnelState } from '../../views/tunnel/tunnel.ts'
import { askWholeHostKey } from '../backup/destinations/ssh-session.ts'
import { record } from '../events/record.ts'
import { deed } from '../http/deeds.ts'
import { readPage } from '../http/read-page.ts'
import { Refusal } from '../refusal.ts'
import { changeSettings } from '../settings/change-settings.ts'
import { readSettings, type TunnelServer } from '../settings/read-settings.ts'
import type { Shop } from '../shop.ts'
import { Type } from '../values/shape.ts'
import { fingerprintOf } from './fingerprint.ts'
import { keepKeyPair, makeKeyPair, readPublicKey } from './key.ts'
import { layTunnelFiles } from './lay-files.ts'
import { readServerForm, ServerForm, type ServerText, userFor } from './read-server-form.ts'
import { readTunnels } from './read-status.ts'

const door = 'edit-settings'

/** What a server is given to show its key, in milliseconds. */
const PATIENCE_MS = 10_000
/** Where the server listens, unless the owner says otherwise: the door's own port, moved to where nothing usual is. */
const USUAL_REMOTE_PORT = 15_226

const SERVER_SETUP = join(import.meta.dirname, '../../scripts/tunnel/server-setup')

const TrustForm = Type.Object({
  ...ServerForm.properties,
  host_key: Type.String({
    pattern: '^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp\\d{3}) [A-Za-z0-9+/]{40,2000}={0,2}$'
  })
})

/** The ways in from afar: how they fare, and the box's part in the one through the owner's own server. */
export async function tunnelRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store, config, log } = shop

  app.get<{ Querystring: { saved?: string } }>('/tunnel', { config: { door } }, async (request, reply) =>
    reply.html(
      tunnelPage(readPage(request, reply, shop), facts({ saved: request.query.saved !== undefined }))
    )
  )

  app.get('/tunnel/state', { config: { door } }, async (request, reply) =>
    reply.html(tunnelState(readPage(request, reply, shop), facts()))
  )

  // What the owner runs on the server; nothing in it is this shop's.
  app.get('/tunnel/server-setup', { config: { door } }, async (_request, reply) => {
    const attached = 'attachment; filename="server-setup"'
    reply.type('text/x-shellscript; charset=utf-8').header('content-disposition', attached)
    return reply.send(createReadStream(SERVER_SETUP))
  })

  deed(app, shop, '/tunnel/key', {
    door,
    form: Type.Object({}),
    prepare: makeKeyPair,
    work: (tx, { by, prepared }) => {
      const subject_id = fingerprintOf(prepared.public_key)
      record(tx, by, { type: 'tunnel-key.made', subject_id })
      // Last: a key that could not be kept is no key, and was not made.
      keepKeyPair(config.data, prepared)
      return null
    },
    answer: (_result, { request, reply }) => {
      layFiles()
      return reply.goTo('/tunnel?saved', request)
    }
  })

  // Asks the server who it is. Nothing is kept: the owner says first whether that is the right one.
  deed(app, shop, '/tunnel/look', {
    door,
    form: ServerForm,
    prepare: async ({ form }) => meet(form),
    work: (_tx, { prepared }) => ({ ...prepared }),
    answer: (met, { page, reply }) => reply.html(tunnelPage(page, facts({ met }))),
    refused: (refusal, typed, { page, reply }) => reply.html(tunnelPage(page, facts({ typed, refusal })))
  })

  deed(app, shop, '/tunnel/trust', {
    door,
    form: TrustForm,
    work: (tx, { form, by }) => {
      const server = { ...readServerForm(form), host_key: form.host_key }
      if (!readPublicKey(config.data)) throw new Refusal('tunnel/no-key')
      changeSettings(tx, by, { tunnel: server })
      return null
    },
    answer: (_result, { request, reply }) => {
      layFiles()
      return reply.goTo('/tunnel?saved', request)
    }
  })

  deed(app, shop, '/tunnel/removal', {
    door,
    form: Type.Object({}),
    work: (tx, { by }) => {
      if (readSettings(tx).tunnel !== null) changeSettings(tx, by, { tunnel: null })
      return null
    },
    answer: (_result, { request, reply }) => {
      layFiles()
      return reply.goTo('/tunnel?saved', request)
    }
  })

  // After a restore, the files may be another shop's.
  layFiles()

  function facts(more: Partial<TunnelFacts> = {}): TunnelFacts {
    const { tunnel } = readSettings(store)
    return {
      tunnels: readTunnels(config),
      server: tunnel,
      known_as: tunnel && fingerprintOf(tunnel.host_key),
      met_as: more.met && fingerprintOf(more.met.host_key),
      public_key: readPublicKey(config.data),
      typed: typedAs(more.met ?? tunnel),
      ...more
    }
  }

  /** What the owner decided stands in the books; should the disk fail here, the next start lays it down. */
  function layFiles(): void {
    try {
      layTunnelFiles(config, store)
    } catch (error) {
      log.error({ err: error }, 'tunnel files not laid down: check the data folder, then restart the box')
    }
  }
}

async function meet(form: Static<typeof ServerForm>): Promise<TunnelServer> {
  const server = readServerForm(form)
  try {
    const key = await askWholeHostKey(server, PATIENCE_MS)
    const kind = key.subarray(4, 4 + key.readUInt32BE(0)).toString('latin1')
    return { ...server, host_key: `${kind} ${key.toString('base64')}` }
  } catch {
    throw new Refusal('tunnel/no-answer', { host: server.host, port: server.port })
  }
}

function typedAs(server: Omit<TunnelServer, 'host_key'> | null): ServerText & { user: string } {
  const remote_port = server?.remote_port ?? USUAL_REMOTE_PORT
  return {
    host: server?.host ?? '',
    port: String(server?.port ?? 22),
    remote_port: String(remote_port),
    user: server?.user ?? userFor(remote_port)
  }
}
