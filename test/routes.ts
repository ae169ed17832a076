import { channel } from 'node:diagnostics_channel'
import type { FastifyInstance } from 'fastify'
import { buildApp } from '../server/app.ts'
import { buildDoor } from '../server/door.ts'
import type { Door } from '../server/http/who-asks.ts'
import { buildTrustApp } from '../server/trust-app.ts'
import { newId } from '../server/values/id.ts'
import type { TestBox } from './shop.ts'

export interface Route {
  method: 'GET' | 'POST'
  url: string
  door: Door
  /** The fields that its form must have. */
  required: string[]
  /** What its id must look like. */
  id: string | undefined
  /** What a form, a question and an address must look like, as JSON Schema. */
  shapes: unknown[]
}

/** Every address of the tills' app, as it is really built. */
export function listRoutes({ box }: TestBox): Promise<Route[]> {
  return routesOf(() => buildApp(box.shop))
}

/** Every address of the owner's door. */
export function listDoorRoutes({ box }: TestBox): Promise<Route[]> {
  return routesOf(() => buildDoor(box.shop))
}

/** Every address in the clear. */
export function listTrustRoutes({ box }: TestBox): Promise<Route[]> {
  return routesOf(() => buildTrustApp(box.shop))
}

/**
 * Every address of an app, by whomever it was declared: the app is built as the box builds it, and listened to from its
 * first line on. Files that pages are drawn with are none.
 */
async function routesOf(build: () => Promise<FastifyInstance>): Promise<Route[]> {
  const built = new Map<FastifyInstance, Route[]>()
  const hear = (message: unknown): void => {
    const { fastify } = message as { fastify: FastifyInstance }
    const routes: Route[] = []
    built.set(fastify, routes)
    fastify.addHook('onRoute', ({ method, url, schema, config }) => {
      const body = schema?.body as { required?: string[]; properties?: { request_id?: { pattern?: string } } }
      for (const one of [method].flat()) {
        if (one === 'HEAD' || url.startsWith('/static/')) continue
        routes.push({
          method: one as Route['method'],
          url,
          door: config!.door!,
          required: body?.required ?? [],
          id: body?.properties?.request_id?.pattern,
          shapes: [schema?.body, schema?.querystring, schema?.params].filter((shape) => shape !== undefined)
        })
      }
    })
  }
  const begins = channel('fastify.initialization')
  begins.subscribe(hear)
  try {
    const app = await build()
    await app.ready()
    await app.close()
    return built.get(app)!
  } finally {
    begins.unsubscribe(hear)
  }
}

/** An address whose names stand for nothing that is there. */
export function filled(url: string): string {
  return url.replace(/:(\w+)/g, (_, name) => (name === 'line_no' ? '1' : name === 'locale' ? 'id' : newId()))
}
