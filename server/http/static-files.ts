import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import staticPlugin from '@fastify/static'
import type { FastifyInstance, FastifyPluginAsync } from 'fastify'
import { APP_VERSION } from '../backup/version.ts'

const require = createRequire(import.meta.url)
const OURS = join(import.meta.dirname, '../../static')

/** Third-party scripts are served from the packages that the lock file pins, never copied into the repository. */
const FOLDERS = [
  OURS,
  dirname(require.resolve('htmx.org/dist/htmx.min.js')),
  join(dirname(require.resolve('socket.io/package.json')), 'client-dist')
]

const SERVED = new Set([...readdirSync(OURS), 'htmx.min.js', 'socket.io.min.js'])

/** Which pages and files belong together: another version of either is another. */
export const PAGE_VERSION = versionOf(FOLDERS)

/** The address of a static file; it changes when any of them does, or Laci's version, so that browsers may keep them for good. */
export function staticUrl(name: string): string {
  return `/static/${PAGE_VERSION}/${name}`
}

/**
 * Serves what a till needs to draw itself. These are files of ours and no pages: what a page may do is said with the
 * page, and a kilobyte of it with each of thirty files was a third of a till's first load.
 *
 * @param only the files that may be had, where not all may
 */
export async function serveStaticFiles(app: FastifyInstance, only?: readonly string[]): Promise<void> {
  await app.register(files, { served: new Set(only ?? SERVED) })
}

const files: FastifyPluginAsync<{ served: ReadonlySet<string> }> = async (app, { served }) => {
  app.addHook('onRoute', (route) => {
    route.config = Object.assign({}, route.config, { helmet: { skipRoute: true } })
  })
  await app.register(staticPlugin, {
    root: FOLDERS,
    prefix: `/static/${PAGE_VERSION}/`,
    immutable: true,
    maxAge: '365d',
    // What never changes under its address is not asked whether it did.
    etag: false,
    lastModified: false,
    acceptRanges: false,
    index: false,
    decorateReply: false,
    allowedPath: (path) => served.has(path.slice(1)),
    setHeaders: (reply) => {
      reply.header('x-content-type-options', 'nosniff')
    }
  })
}

function versionOf(folders: string[]): string {
  const hash = createHash('sha256').update(APP_VERSION)
  for (const folder of folders) {
    for (const name of readdirSync(folder).sort()) {
      if (SERVED.has(name)) hash.update(name).update(readFileSync(join(folder, name)))
    }
  }
  return hash.digest('hex').slice(0, 12)
}
