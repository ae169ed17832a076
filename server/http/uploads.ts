import { createHash } from 'node:crypto'
import { createWriteStream, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Multipart, MultipartFile } from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Refusal } from '../refusal.ts'
import type { Shop } from '../shop.ts'
import { Type } from '../values/shape.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether this route's form holds files; no other takes any. */
    takes_files?: boolean
    keeps_file?: KeptFile
  }
}

/** For a file too large for memory: how large it may be, and who may send it, asked before a byte of it is kept. */
export interface KeptFile {
  most_bytes: number
  allow(request: FastifyRequest, fields: Record<string, unknown>): void
}

/** A file as it stands in a deed's form: `form: Type.Object({ file: Upload })`. */
export const Upload = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 255 }),
  bytes: Type.Unsafe<Buffer>({})
})

/** A large file as it stands in a deed's form: on the disk, until the request is answered. */
export const LargeUpload = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 255 }),
  path: Type.String(),
  sha256: Type.String()
})

/** Makes a form that was sent with a file look like any other: each field by its name, a file as {@link Upload}. */
export function takeUploads(app: FastifyInstance, { config }: Shop): void {
  const folder = join(config.data, 'uploads')
  // What a box that stopped in the middle left.
  app.addHook('onReady', async () => rmSync(folder, { recursive: true, force: true }))

  app.addHook('preValidation', async (request) => {
    const { takes_files, keeps_file } = request.routeOptions.config
    // Where a file lies is ours to say: a form that says it by itself is none.
    if (keeps_file && !request.isMultipart()) throw new Refusal('form/unreadable')
    if (!request.isMultipart()) return
    if (!takes_files) throw new Refusal('form/unreadable')
    try {
      request.body = await readParts(request, join(folder, request.id))
    } catch (error) {
      // A form that was cut short or bent is one that can't be read, and no mistake of ours.
      if (error instanceof Refusal || 'code' in (error as Error)) throw error
      throw new Refusal('form/unreadable')
    }
  })

  app.addHook('onResponse', async (request) => {
    if (request.routeOptions.config.keeps_file) rmSync(join(folder, request.id), { force: true })
  })
}

async function readParts(request: FastifyRequest, path: string): Promise<Record<string, unknown>> {
  const { keeps_file } = request.routeOptions.config
  const limits = keeps_file && { limits: { fileSize: keeps_file.most_bytes } }
  const body: Record<string, unknown> = {}
  for await (const part of request.parts(limits)) {
    if (part.type === 'file' && keeps_file) {
      keeps_file.allow(request, body)
      body[part.fieldname] = await keepFile(part, path)
    } else body[part.fieldname] = await contentOf(part)
  }
  return body
}

async function contentOf(part: Multipart): Promise<unknown> {
  if (part.type === 'field') return part.value
  return { name: part.filename, bytes: await part.toBuffer() }
}

async function keepFile({ file, filename }: MultipartFile, path: string) {
  mkdirSync(join(path, '..'), { recursive: true, mode: 0o700 })
  const hash = createHash('sha256')
  const hashed = new Transform({
    transform(bytes, _encoding, pass) {
      hash.update(bytes)
      pass(null, bytes)
    }
  })
  try {
    await pipeline(file, hashed, createWriteStream(path, { mode: 0o600 }))
  } catch (error) {
    rmSync(path, { force: true })
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw new Refusal('box/disk-full')
    throw error
  }
  if (file.truncated) {
    rmSync(path, { force: true })
    throw new Refusal('page/too-large')
  }
  return { name: filename, path, sha256: hash.digest('hex') }
}
