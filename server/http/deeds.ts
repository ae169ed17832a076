import { createHash } from 'node:crypto'
import type { RateLimitOptions } from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Static, TObject } from 'typebox'
import type { Page } from '../../views/page.ts'
import { markSecret } from '../auth/hash-secret.ts'
import type { Tx } from '../db/prepare.ts'
import type { By } from '../events/record.ts'
import { Refusal, refusals } from '../refusal.ts'
import { type Asked, answerOnce, findAnswer, type Outcome } from '../requests/answer-once.ts'
import type { AtTill } from '../shifts/open-shift.ts'
import type { Shop } from '../shop.ts'
import { Type } from '../values/shape.ts'
import { ApprovalForm, asksForRight, findApproval, NOT_ASKED, withApproval } from './approvals.ts'
import { Id } from './form-fields.ts'
import { readPage } from './read-page.ts'
import { type KeptFile, LargeUpload, Upload } from './uploads.ts'
import { atTill, by, type Door, refuseEnded } from './who-asks.ts'

/** What a deed is asked: the checked form, the address, and who asks. */
export interface Order<Form, Prepared> {
  form: Form
  params: Record<string, string>
  by: By & { request_id: string }
  prepared: Prepared
}

/** What is at hand when the answer is drawn. */
export interface Answering<Prepared = unknown> {
  page: Page
  request: FastifyRequest
  reply: FastifyReply
  /** Missing when the request had been answered before. */
  prepared: Prepared | undefined
}

export interface Deed<Form extends TObject, Result extends Outcome, Prepared> {
  door: Door
  form: Form
  /** Fields that may be kept nowhere, not even in a hash that is quickly guessed at. */
  secrets?: (keyof Static<Form> & string)[]
  /** Begins something new, which is kept back while the disk has no room to end it. */
  needs_room?: true
  /** Settings of the route itself, such as how often it may be tried. */
  limits?: { rateLimit?: RateLimitOptions; keeps_file?: KeptFile }
  /** Slow work that must not hold up a commit (hashing a password, reading a file); before it, not in it. */
  prepare?: (order: { form: Static<Form>; request: FastifyRequest }) => Promise<Prepared>
  /** The deed: runs in the transaction that also keeps its outcome. */
  work: (tx: Tx, order: Order<Static<Form>, Prepared>) => Result
  /** Draws the answer from the outcome alone, so that it can be drawn again. */
  answer: (result: Result, at: Answering<Prepared>) => unknown
  /** Draws the page again with what was typed and what is wrong with it; else a refusal is answered as everywhere. */
  refused?: (refusal: Refusal, form: Static<Form>, at: Answering<Prepared>) => unknown
}

/**
 * Gives the shop a deed at an address. Every request that changes something comes in through here, which is what
 * makes each happen exactly once: the form's `request_id` and the outcome are kept in the deed's own transaction.
 */
export function deed<Form extends TObject, Result extends Outcome, Prepared = undefined>(
  app: FastifyInstance,
  shop: Shop,
  url: string,
  {
    door,
    form,
    secrets = [],
    needs_room,
    limits,
    prepare,
    work,
    answer,
    refused
  }: Deed<Form, Result, Prepared>
): void {
  refuseUnnamedSecrets(url, Object.keys(form.properties), secrets)
  const body = Type.Object({
    ...form.properties,
    ...ApprovalForm,
    request_id: Id
  })
  app.post(url, {
    schema: { body },
    config: {
      door,
      takes_files: FILES.some((file) => Object.values(form.properties).includes(file)),
      ...limits
    },
    preHandler: app.csrfProtection,
    handler: async (request, reply) => {
      const at = () => ({ page: readPage(request, reply, shop), request, reply })
      try {
        const { result, prepared } = await perform(request)
        return shop.store.look(() => answer(result, { ...at(), prepared }))
      } catch (error) {
        if (!refused || !(error instanceof Refusal) || asksForRight(error)) throw error
        reply.code(refusals[error.code])
        return refused(error, request.body as Static<Form>, { ...at(), prepared: undefined })
      }
    }
  })

  async function perform(
    request: FastifyRequest
  ): Promise<{ result: Result; prepared: Prepared | undefined }> {
    const sent = request.body as Static<Form> & { request_id: string }
    const { request_id } = sent
    const asker = { ...by(request, shop, request_id), request_id }
    const asked: Asked = { request_id, content: await contentOf(request, secrets), at: asker.at }

    // Slow work is spared to a request that was answered before.
    const slow = prepare !== undefined || 'approver_id' in sent
    const earlier = slow ? findAnswer<Result>(shop.store, asked) : undefined
    const approval = earlier ? NOT_ASKED : await findApproval(request, shop)
    const doer = { ...asker, approved_by: approval.approved_by }
    const prepared = earlier ? undefined : await prepare?.({ form: sent, request })
    const order = {
      form: sent,
      params: request.params as Record<string, string>,
      by: doer,
      prepared: prepared as Prepared
    }
    const result = await shop.store.commit((tx) =>
      answerOnce(tx, asked, () => {
        refuseEnded(tx, request, asker.at)
        if (needs_room) shop.room.refuseNew()
        return withApproval(approval, () => work(tx, order))
      })
    )
    return { result, prepared }
  }
}

/** A deed that is done at a till by somebody signed in there. */
export function tillDeed<Form extends TObject, Result extends Outcome, Prepared = undefined>(
  app: FastifyInstance,
  shop: Shop,
  url: string,
  spec: Omit<Deed<Form, Result, Prepared>, 'work'> & {
    work: (
      tx: Tx,
      order: Omit<Order<Static<Form>, Prepared>, 'by'> & { by: AtTill & { request_id: string } }
    ) => Result
  }
): void {
  deed(app, shop, url, {
    ...spec,
    work: (tx, order) => spec.work(tx, { ...order, by: atTill(order.by) })
  })
}

const FILES: TObject[] = [Upload, LargeUpload]

const SECRET_FIELD = /^(passphrase|password|pin|private_key|proof)(_|$)/

/** What a secret field is called is known; one that was forgotten among a deed's secrets keeps the box from starting. */
function refuseUnnamedSecrets(url: string, fields: string[], secrets: readonly string[]): void {
  const forgotten = fields.find((field) => SECRET_FIELD.test(field) && !secrets.includes(field))
  if (forgotten) throw new Error(`${url} does not name ${forgotten} as a secret`)
}

/**
 * All that a request asks, as one text: the address and each field but its id. Files count by their hash, and secrets
 * by a mark that is slow to guess at: what is kept of this text is quickly made, and lies in every copy of the books.
 */
async function contentOf({ url, body }: FastifyRequest, secrets: readonly string[]): Promise<string> {
  const sent = body as Record<string, unknown>
  const fields = Object.entries(sent)
    .filter(([name]) => !BESIDES.has(name) && !secrets.includes(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => [name, withoutBytes(value)])
  if (secrets.length === 0) return JSON.stringify([url, fields])
  const mark = await markSecret(JSON.stringify(secrets.map((name) => sent[name])), String(sent['request_id']))
  return JSON.stringify([url, fields, mark])
}

/** Fields that are not what is asked; a form that was refused and is sent again with a PIN asks the same. */
const BESIDES = new Set(['request_id', '_csrf', ...Object.keys(ApprovalForm)])

function withoutBytes(value: unknown): unknown {
  if (isUpload(value)) return { ...value, bytes: sha256(value.bytes) }
  if (typeof value !== 'object' || value === null || !('sha256' in value)) return value
  return { ...value, path: '' } // where it lies for the moment is not what it is
}

function isUpload(value: unknown): value is Static<typeof Upload> {
  return typeof value === 'object' && value !== null && 'bytes' in value && Buffer.isBuffer(value.bytes)
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
