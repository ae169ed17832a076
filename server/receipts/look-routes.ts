import type { FastifyInstance } from 'fastify'
import type { Static } from 'typebox'
import { jobWatch } from '../../views/printing/job-watch.ts'
import { asPicture } from '../../views/receipts/picture.ts'
import { type LookFacts, logoPart, slipLookPage, slipSample } from '../../views/settings/slip-look.ts'
import type { Tx } from '../db/prepare.ts'
import { deed } from '../http/deeds.ts'
import { Id } from '../http/form-fields.ts'
import { readPage } from '../http/read-page.ts'
import { Upload } from '../http/uploads.ts'
import { listReceiptPrinters } from '../printing/find-printer.ts'
import { queueSample } from '../printing/queue-jobs.ts'
import { Refusal } from '../refusal.ts'
import { changeSettings } from '../settings/change-settings.ts'
import { readSettings, type SlipLook } from '../settings/read-settings.ts'
import type { Shop } from '../shop.ts'
import { Type } from '../values/shape.ts'
import { drawLogo } from './draw-logo.ts'
import { drawSample, SAMPLES, type SampleKind, sampleSubject } from './draw-sample.ts'
import { findLogo } from './find-logo.ts'
import { keepLogo } from './keep-logo.ts'
import { LookForm, lookIn, overfull, refuseOverfull } from './look-form.ts'
import { bringLookBack, isSameLook, lookOf, saveLook } from './save-look.ts'

const door = 'edit-settings'

/** Has the sample drawn anew, once the answer stands in the page. */
const LOGO_CHANGED = '{"laci:logo":{"target":"body"}}'

const Kind = Type.Union(SAMPLES.map((kind) => Type.Literal(kind)))

const SampleForm = Type.Object({ ...LookForm.properties, kind: Kind })

/** How slips look: decided beside the slip it makes. */
export async function lookRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store, clock } = shop

  app.get<{ Querystring: { saved?: string } }>(
    '/settings/slip',
    { config: { door } },
    async (request, reply) => {
      const look = lookOf(readSettings(store))
      const saved = request.query.saved !== undefined
      return reply.html(slipLookPage(readPage(request, reply, shop), facts(look, 'sale'), saved))
    }
  )

  // What the form says so far, as a slip; nothing is kept.
  app.get<{ Querystring: Static<typeof SampleForm> }>(
    '/settings/slip/sample',
    { config: { door }, schema: { querystring: SampleForm } },
    async (request, reply) => {
      const { kind, ...form } = request.query
      const look = lookIn(form, readSettings(store))
      return reply.html(slipSample(readPage(request, reply, shop), facts(look, kind)))
    }
  )

  app.get('/settings/slip/no-logo', { config: { door } }, async (request, reply) => {
    const look = { ...lookOf(readSettings(store)), receipt_logo: null }
    return reply.header('hx-trigger', LOGO_CHANGED).html(logoPart(readPage(request, reply, shop), { look }))
  })

  deed(app, shop, '/settings/slip', {
    door,
    form: LookForm,
    work: (tx, { form, by }) => {
      saveLook(tx, by, readLook(tx, form))
      return null
    },
    answer: (_result, { request, reply }) => reply.goTo('/settings/slip?saved', request)
  })

  deed(app, shop, '/settings/slip/earlier', {
    door,
    form: Type.Object({}),
    work: (tx, { by }) => {
      bringLookBack(tx, by)
      return null
    },
    answer: (_result, { request, reply }) => reply.goTo('/settings/slip?saved', request)
  })

  deed(app, shop, '/settings/slip/logo', {
    door,
    form: Type.Object({ picture: Upload }),
    prepare: ({ form }) => drawLogo(form.picture.bytes),
    work: (tx, { by, prepared }) => {
      const { logos, style } = prepared
      const logo_id = by.request_id
      keepLogo(tx, by, logo_id, logos)
      return { logo_id, style }
    },
    answer: ({ logo_id, style }, { page, reply }) => {
      const look = {
        ...lookOf(readSettings(store)),
        receipt_logo: { logo_id, style, size: 'middle' } as const
      }
      return reply.header('hx-trigger', LOGO_CHANGED).html(logoPart(page, { look }))
    }
  })

  deed(app, shop, '/settings/slip/samples', {
    door,
    form: Type.Object({ ...SampleForm.properties, printer_id: Id }),
    work: (tx, { form, by }) => {
      const { kind, printer_id, ...text } = form
      if (!listReceiptPrinters(tx).some((one) => one.printer_id === printer_id))
        throw new Refusal('printer/gone')
      changeSettings(tx, by, { receipt_draft: readLook(tx, text) })
      return { job_id: queueSample(tx, by, { printer_id, subject_id: sampleSubject(kind) }) }
    },
    answer: ({ job_id }, { reply }) => reply.html(jobWatch(job_id))
  })

  function facts(look: SlipLook, kind: SampleKind): LookFacts {
    const settings = readSettings(store)
    const shown = { settings: { ...settings, ...look }, kind, now: clock.now() }
    const picture = (columns: 32 | 48) => asPicture(drawSample(store, { ...shown, columns }), columns)
    return {
      settings,
      look,
      kind,
      overfull: overfull(look),
      is_kept: isSameLook(look, lookOf(settings)),
      can_go_back: settings.receipt_earlier !== null,
      pictures: { 32: picture(32), 48: picture(48) },
      printers: listReceiptPrinters(store)
    }
  }
}

/** @throws {Refusal} slip/too-many-lines, logo/gone when another device has brought another picture since */
function readLook(tx: Tx, form: Static<typeof LookForm>): SlipLook {
  const look = lookIn(form, readSettings(tx))
  refuseOverfull(look)
  if (look.receipt_logo && !findLogo(tx, look.receipt_logo, look.columns)) throw new Refusal('logo/gone')
  return look
}
