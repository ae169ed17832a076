import type { Multipart } from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { Refusal } from '../refusal.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether this route's form holds files; no other takes any. */
    takes_files?: boolean
  }
}

/** A file as it stands in a deed's form: `form: Type.Object({ file: Upload })`. */
export const Upload = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 255 }),
  bytes: Type.Unsafe<Buffer>({})
})

/** Makes a form that was sent with a file look like any other: each field by its name, a file as {@link Upload}. */
export function takeUploads(app: FastifyInstance): void {
  app.addHook('preValidation', async (request) => {
    if (!request.isMultipart()) return
    if (!request.routeOptions.config.takes_files) throw new Refusal('form/unreadable')
    const body: Record<string, unknown> = {}
    for await (const part of request.parts()) body[part.fieldname] = await contentOf(part)
    request.body = body
  })
}

async function contentOf(part: Multipart): Promise<unknown> {
  if (part.type === 'field') return part.value
  return { name: part.filename, bytes: await part.toBuffer() }
}
