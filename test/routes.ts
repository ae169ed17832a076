import Fastify, { type FastifyInstance } from 'fastify'
import { ROUTES } from '../server/app.ts'
import { openWindow } from '../server/door/window.ts'
import { DOOR_ROUTES } from '../server/door.ts'
import type { Door } from '../server/http/who-asks.ts'
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
}

/** Every address of the tills' app, as its own routes declare them. */
export function listRoutes({ box }: TestBox): Promise<Route[]> {
  return collectRoutes(async (app) => {
    for (const register of ROUTES) await app.register(register, box.shop)
  })
}

/** Every address of the owner's door. */
export async function listDoorRoutes({ box }: TestBox): Promise<Route[]> {
  const window = openWindow(box.shop)
  try {
    return await collectRoutes(async (app) => {
      for (const register of DOOR_ROUTES) await app.register(register, { ...box.shop, window })
    })
  } finally {
    window.close()
  }
}

/** What is declared by whatever is registered. */
async function collectRoutes(register: (app: FastifyInstance) => Promise<void>): Promise<Route[]> {
  const app: FastifyInstance = Fastify({ exposeHeadRoutes: false })
  const routes: Route[] = []
  app.addHook('onRoute', ({ method, url, schema, config }) => {
    const body = schema?.body as { required?: string[]; properties?: { request_id?: { pattern?: string } } }
    for (const one of [method].flat()) {
      routes.push({
        method: one as Route['method'],
        url,
        door: config!.door!,
        required: body?.required ?? [],
        id: body?.properties?.request_id?.pattern
      })
    }
  })
  await register(app)
  return routes
}

/** An address whose names stand for nothing that is there. */
export function filled(url: string): string {
  return url.replace(/:(\w+)/g, (_, name) => (name === 'line_no' ? '1' : name === 'locale' ? 'id' : newId()))
}
