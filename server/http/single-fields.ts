import type { FastifyInstance } from 'fastify'

/**
 * A field that stands twice in an address means its last value, unless the route says by a schema of its own that it
 * takes a list: nothing that reads a text then meets one.
 */
export function readFieldsOnce(app: FastifyInstance): void {
  app.addHook('preValidation', async (request) => {
    if (request.routeOptions.schema?.querystring) return
    const query = request.query as Record<string, string | string[]>
    for (const [name, value] of Object.entries(query)) {
      if (Array.isArray(value)) query[name] = value.at(-1) ?? ''
    }
  })
}
