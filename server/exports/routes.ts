import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Static } from 'typebox'
import { choiceOutcome, exportPage, exportPanel } from '../../views/exports/export.ts'
import { may } from '../auth/permissions.ts'
import { deed } from '../http/deeds.ts'
import { Day } from '../http/form-fields.ts'
import { readPage } from '../http/read-page.ts'
import { Refusal } from '../refusal.ts'
import { currentDay } from '../settings/current-day.ts'
import { readSettings } from '../settings/read-settings.ts'
import type { Shop } from '../shop.ts'
import { readDay } from '../values/business-day.ts'
import { Type } from '../values/shape.ts'
import { type Choice, choose, FORMATS, isCopy, PERIODS, WHATS, type Wish } from './choice.ts'
import { deleteFile, exportFolder, findFile, KEPT_DAYS, listFiles, tidyFolder } from './export-folder.ts'
import { nameFile } from './name-file.ts'
import { keepExports, refuseSecond, wasExported } from './run-exports.ts'
import { listSheets } from './sheets/list-sheets.ts'

/** One of some words. */
const oneOf = <Word extends string>(words: readonly Word[]) =>
  Type.Unsafe<Word>({ type: 'string', enum: [...words] })

const ChoiceForm = Type.Object({
  what: oneOf(WHATS),
  format: oneOf(FORMATS),
  period: oneOf(PERIODS),
  from: Type.Optional(Day),
  to: Type.Optional(Day)
})

type ChoiceForm = Static<typeof ChoiceForm>

/** What is chosen before anybody has chosen. */
const USUAL: Wish = { what: 'everything', format: 'xlsx', period: 'this-month' }

const TYPES: Record<string, string> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  zip: 'application/zip'
}

/** Data that leaves the shop as files: choosing it, watching it being written, fetching it. */
export async function exportRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store, clock, config } = shop
  const exports = keepExports(shop)
  const folder = exportFolder(config)
  const today = () => currentDay(store, clock.now())
  const shelf = () => ({ files: listFiles(folder), kept_days: KEPT_DAYS })
  app.addHook('onReady', async () => tidyFolder(folder, clock.now(), true))
  app.addHook('preClose', async () => exports.stop())

  app.get('/export', { config: { door: 'export-data' } }, async (request, reply) => {
    const page = readPage(request, reply, shop)
    const recent = { shelf: shelf(), job: exports.newest() }
    return reply.html(exportPage(page, { wish: USUAL, ...outcomeOf(USUAL), today: today(), ...recent }))
  })

  /** What the chosen file would be called and hold; asked for with every change of the choice. */
  app.get<{ Querystring: ChoiceForm }>(
    '/export/choice',
    { config: { door: 'export-data' }, schema: { querystring: ChoiceForm } },
    async (request, reply) =>
      reply.html(choiceOutcome(readPage(request, reply, shop), outcomeOf(wishOf(request.query))))
  )

  deed(app, shop, '/export', {
    door: 'export-data',
    form: ChoiceForm,
    work: (_tx, { form, by }) => {
      if (!choose(wishOf(form), today())) throw new Refusal('export/period')
      refuseSecond(exports, by.request_id)
      return { export_id: by.request_id, asked_on: today() }
    },
    // Begun when it is durable that it was asked for; whoever asks again is shown the same one.
    answer: ({ export_id, asked_on }, { request, reply, page }) => {
      const form = request.body as ChoiceForm
      const who = {
        staff_id: request.who?.staff_id ?? null,
        terminal_id: request.terminal?.terminal_id ?? null
      }
      if (!wasExported(shop, export_id)) {
        exports.start({
          export_id,
          choice: choose(wishOf(form), asked_on)!,
          today: asked_on,
          may_see_phones: request.who !== undefined && may(request.who, 'see-customers'),
          by: { at: clock.now(), ...who, request_id: export_id }
        })
      }
      if (!request.headers['hx-request']) return reply.goTo('/export', request)
      return reply.html(exportPanel(page, exports.newest(), shelf()))
    }
  })

  app.get('/export/now', { config: { door: 'export-data' } }, async (request, reply) =>
    reply.html(exportPanel(readPage(request, reply, shop), exports.newest(), shelf()))
  )

  deed(app, shop, '/export/:export_id/cancelling', {
    door: 'export-data',
    form: Type.Object({}),
    work: (_tx, { params }) => ({ export_id: params['export_id']! }),
    answer: ({ export_id }, { request, reply }) => {
      exports.cancel(export_id)
      return reply.goTo('/export', request)
    }
  })

  app.get<{ Params: { name: string } }>(
    '/export/files/:name',
    // As it is: its length is known to the browser, which shows how far it has come.
    { config: { door: 'export-data' }, compress: false },
    async (request, reply) => {
      const file = findFile(folder, request.params.name)
      if (!file) throw new Refusal('export/gone')
      // A name in this folder is made of letters, digits and marks alone, so that it can stand in a header as it is.
      return reply
        .header('cache-control', 'no-store')
        .header('content-disposition', `attachment; filename="${file.name}"`)
        .header('content-length', file.bytes)
        .type(TYPES[file.name.split('.').at(-1)!] ?? 'application/octet-stream')
        .send(createReadStream(join(folder, file.name)))
    }
  )

  deed(app, shop, '/export/files/:name/deletion', {
    door: 'export-data',
    form: Type.Object({}),
    work: (_tx, { params }) => ({ name: params['name']! }),
    answer: ({ name }, { request, reply }) => {
      const file = findFile(folder, name)
      if (file) deleteFile(folder, file)
      return reply.goTo('/export', request)
    }
  })

  function outcomeOf(wish: Wish): { name: string; sheets: ReturnType<typeof listSheets> } | { name: null } {
    const choice = choose(wish, today())
    if (!choice) return { name: null }
    return { name: nameFile(choice, readSettings(store).locale, today()), sheets: sheetsOf(choice) }
  }

  function sheetsOf(choice: Choice) {
    return isCopy(choice) ? [] : listSheets(choice, true)
  }
}

function wishOf({ what, format, period, from, to }: ChoiceForm): Wish {
  return { what, format, period, from: readDay(from), to: readDay(to) }
}
