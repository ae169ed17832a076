import type { FastifyInstance } from 'fastify'
import type { Static } from 'typebox'
import { chosenLabels } from '../../views/labels/chosen.ts'
import { labelsPage } from '../../views/labels/labels.ts'
import { runPage } from '../../views/labels/run.ts'
import { asPng } from '../../views/receipts/dots/png.ts'
import { listCategoryIds } from '../catalog/find-categories.ts'
import { deed } from '../http/deeds.ts'
import { Id } from '../http/form-fields.ts'
import { readPage } from '../http/read-page.ts'
import { drawLine, labelSize } from '../printing/draw-labels.ts'
import { listJobs } from '../printing/find-jobs.ts'
import { listPrinters, type Printer } from '../printing/find-printer.ts'
import { Refusal } from '../refusal.ts'
import type { Shop } from '../shop.ts'
import { Type } from '../values/shape.ts'
import { Adding, addToChoice } from './choose-goods.ts'
import { findKey, type LabelGoods, listGoods, listOutdatedKeys, listUnitsOf } from './find-goods.ts'
import { findRun, listRuns } from './find-runs.ts'
import { labelLines } from './label-lines.ts'
import { MANY, mostLabels, printLabels } from './print-labels.ts'
import { type Choice, ChoiceForm, readChoice } from './read-choice.ts'

const Opening = Type.Object({ item: Type.Optional(Id), run: Type.Optional(Id) })

const Picture = Type.Object({ of: Type.String({ maxLength: 20 }), ...ChoiceForm })

/** Price tags and stickers: choosing goods, seeing each label as it will be, printing, and what was printed before. */
export async function labelRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store, clock } = shop
  const print = { config: { door: 'print-labels' } } as const

  app.get<{ Querystring: Static<typeof Opening> }>(
    '/labels',
    { ...print, schema: { querystring: Opening } },
    async (request, reply) => {
      const page = readPage(request, reply, shop)
      const choice = openingChoice(request.query)
      return reply.html(
        labelsPage(page, chosen(choice, []), {
          categories: listCategoryIds(store),
          runs: listRuns(store),
          outdated: listOutdatedKeys(store, mostLabels('tspl')).length
        })
      )
    }
  )

  app.get<{ Querystring: Static<typeof Adding> }>(
    '/labels/goods',
    { ...print, schema: { querystring: Adding } },
    async (request, reply) => {
      const { wanted, found, missed } = addToChoice(store, request.query)
      const choice = { ...readChoice(request.query), wanted }
      return reply.html(chosenLabels(readPage(request, reply, shop), { ...chosen(choice, found), missed }))
    }
  )

  app.get<{ Querystring: Static<typeof Picture> }>(
    '/labels/picture.png',
    { ...print, schema: { querystring: Picture } },
    async (request, reply) => {
      const { layout, printer_id } = readChoice(request.query)
      const printer = printerFor(printer_id)
      const at = clock.now()
      const [line] = labelLines(store, listGoods(store, [request.query.of]), at)
      if (!line || !printer) throw new Refusal('item/gone')
      const bitmap = drawLine(store, line, { at, layout, size: labelSize(printer, layout) })
      return reply.header('cache-control', 'no-store').type('image/png').send(asPng(bitmap))
    }
  )

  app.get<{ Params: { run_id: string } }>('/labels/:run_id', print, async (request, reply) => {
    const run = findRun(store, request.params.run_id)
    if (!run) throw new Refusal('labels/gone')
    return reply.html(runPage(readPage(request, reply, shop), run, listJobs(store, run.run_id)))
  })

  deed(app, shop, '/labels', {
    door: 'print-labels',
    form: Type.Object(ChoiceForm),
    work: (tx, { form, by }) => {
      const { layout, printer_id = '', wanted, is_sure } = readChoice(form)
      const run_id = by.request_id
      // The door lets in only who is signed in.
      const order = { run_id, printer_id, layout, wanted, is_sure }
      printLabels(tx, { ...by, staff_id: by.staff_id! }, order)
      return { run_id }
    },
    answer: ({ run_id }, { request, reply }) => reply.goTo(`/labels/${run_id}`, request)
  })

  /** What the page begins with: nothing, one item, or what was printed before with the prices of now. */
  function openingChoice({ item, run }: Static<typeof Opening>): Choice {
    const earlier = run ? findRun(store, run) : undefined
    const key = item && findKey(store, item, null)
    const wanted = earlier
      ? earlier.lines.map(({ key, copies }) => ({ key, copies }))
      : key
        ? [{ key, copies: 1 }]
        : []
    const printer_id = earlier && listJobs(store, earlier.run_id).at(-1)?.printer_id
    return { layout: earlier?.layout ?? 'shelf', printer_id, wanted, is_sure: false }
  }

  /** The choice with all that is shown of it. */
  function chosen(choice: Choice, found: LabelGoods[]) {
    const printer = printerFor(choice.printer_id)
    const goods = listGoods(
      store,
      choice.wanted.map(({ key }) => key)
    )
    const units = Map.groupBy(
      listUnitsOf(
        store,
        choice.wanted.map(({ key }) => Number.parseInt(key, 10))
      ),
      ({ item_id }) => item_id
    )
    const copies = new Map(choice.wanted.map((one) => [one.key, one.copies]))
    return {
      layout: choice.layout,
      is_sure: choice.is_sure,
      printer,
      printers: labelPrinters(),
      size: printer && labelSize(printer, choice.layout),
      lines: goods.map((one) => ({
        goods: one,
        units: units.get(one.item_id) ?? [],
        copies: copies.get(one.key) ?? 1
      })),
      found,
      missed: null,
      many: MANY,
      most: mostLabels(printer?.language ?? 'tspl')
    }
  }

  /** Printers of labels first: whoever has one wants it. */
  function labelPrinters(): Printer[] {
    return listPrinters(store).toSorted(
      (a, b) => Number(a.language === 'escpos') - Number(b.language === 'escpos')
    )
  }

  function printerFor(printer_id: string | undefined): Printer | undefined {
    const printers = labelPrinters()
    return printers.find((printer) => printer.printer_id === printer_id) ?? printers[0]
  }
}
