import type { FastifyInstance } from 'fastify'
import type { Static } from 'typebox'
import { importDonePage } from '../../views/catalog/import-done.ts'
import { importPreviewPage } from '../../views/catalog/import-preview.ts'
import { importStartPage } from '../../views/catalog/import-start.ts'
import { listPoints, type Point } from '../backup/state/points.ts'
import type { Reader } from '../db/prepare.ts'
import { deed } from '../http/deeds.ts'
import { readPage } from '../http/read-page.ts'
import { Upload } from '../http/uploads.ts'
import { Refusal } from '../refusal.ts'
import type { Shop } from '../shop.ts'
import { later } from '../values/clock.ts'
import { Type } from '../values/shape.ts'
import { type Import, listImports, readImport, readUpload } from './find-imports.ts'
import { importItems, keepUpload } from './import-items.ts'
import { previewImport } from './plan-import.ts'
import { FIELDS, type Field, type Mapping, PriceListFault } from './price-list/faults.ts'
import { readPriceListInWorker } from './price-list/read-in-worker.ts'
import type { PriceList } from './price-list/read-price-list.ts'
import { undoImport } from './undo-import.ts'

const Column = Type.Optional(Type.String({ pattern: '^[0-9]{0,3}$' }))

/** Which column holds which field, as the form of the preview says it; empty: none does. */
const ColumnsForm = Type.Object({
  column_code: Column,
  column_barcode: Column,
  column_name: Column,
  column_category: Column,
  column_unit: Column,
  column_cost: Column,
  column_price: Column,
  column_stock: Column,
  column_minimum: Column
} satisfies Record<`column_${Field}`, typeof Column>)

type Columns = Static<typeof ColumnsForm>

/** How many rows of a list a page shows at once. */
const ROWS_SHOWN = 200

/** Price lists: uploading one, looking at what it would do, doing it, and taking it back. */
export async function importRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store } = shop

  app.get('/items/import', { config: { door: 'edit-items' } }, async (request, reply) =>
    reply.html(importStartPage(readPage(request, reply, shop), listImports(store)))
  )

  deed(app, shop, '/items/import', {
    door: 'edit-items',
    form: Type.Object({ file: Upload }),
    // A file that is no list at all is refused before it is kept.
    prepare: async ({ form }) => {
      await readList(form.file.bytes)
    },
    work: (tx, { form, by }) => {
      keepUpload(tx, by, {
        import_id: by.request_id,
        file_name: form.file.name,
        bytes: form.file.bytes
      })
      return { import_id: by.request_id }
    },
    answer: ({ import_id }, { request, reply }) => reply.goTo(`/items/import/${import_id}`, request)
  })

  app.get<{
    Params: { import_id: string }
    Querystring: Columns & { show?: string; from?: string; unmarked?: string }
  }>(
    '/items/import/:import_id',
    { config: { door: 'edit-items' }, schema: { querystring: ColumnsForm } },
    async (request, reply) => {
      const { params, query } = request
      const found = readImport(store, params.import_id)
      const page = readPage(request, reply, shop)
      if (found.committed_at) {
        const before = findBefore(shop.backup.state, found)
        return reply.html(importDonePage(page, found, { before, is_unmarked: query.unmarked !== undefined }))
      }

      const list = await readList(readUpload(store, found.import_id), mappingOf(query))
      const rows = await previewImport(store, list.rows)
      const faulty = rows.filter(({ faults }) => faults.length > 0)
      const show = query.show === 'all' || (query.show !== 'faulty' && faulty.length === 0) ? 'all' : 'faulty'
      const from = Math.max(0, Math.trunc(Number(query.from)) || 0)
      const shown = show === 'all' ? rows : faulty
      return reply.html(
        importPreviewPage(page, {
          ...found,
          list,
          rows,
          show,
          shown: shown.slice(from, from + ROWS_SHOWN),
          next: from + ROWS_SHOWN < shown.length ? from + ROWS_SHOWN : null
        })
      )
    }
  )

  deed(app, shop, '/items/import/:import_id/commit', {
    door: 'edit-items',
    needs_room: true,
    form: ColumnsForm,
    prepare: async ({ form, request }) => {
      const { import_id } = request.params as { import_id: string }
      const list = await readList(readUpload(store, import_id), mappingOf(form))
      const { file_name, committed_at } = readImport(store, import_id)
      // So many prices at once: the moment before is worth a name. A backup that can't record stops no import.
      const before = committed_at ? undefined : await shop.backup.makePoint('before-import', file_name)
      return { ...list, file_name, before_id: before?.point_id ?? null }
    },
    work: (tx, { params, by, prepared }) => {
      const import_id = params['import_id']!
      importItems(tx, by, { import_id, mapping: prepared.mapping, rows: prepared.rows })
      return { import_id, before_id: prepared.before_id }
    },
    answer: async ({ import_id, before_id }, { prepared, request, reply }) => {
      if (prepared) await shop.backup.makePoint('after-import', prepared.file_name)
      return reply.goTo(`/items/import/${import_id}${before_id ? '' : '?unmarked'}`, request)
    }
  })

  deed(app, shop, '/items/import/:import_id/undoing', {
    door: 'edit-items',
    form: Type.Object({}),
    prepare: async ({ request }) => {
      const { import_id } = request.params as { import_id: string }
      const { file_name, undone_at } = readImport(store, import_id)
      if (!undone_at) await shop.backup.makePoint('before-undo', file_name)
    },
    work: (tx, { params, by }) => {
      undoImport(tx, by, params['import_id']!)
      return { import_id: params['import_id']! }
    },
    answer: ({ import_id }, { request, reply }) => reply.goTo(`/items/import/${import_id}`, request)
  })
}

/** The point before an import is made when its request has come in, and that is when the import says it was. */
const POINT_WITHIN_MS = 10 * 60_000

function findBefore(state: Reader, { file_name, committed_at }: Import): Point | undefined {
  const asked_at = committed_at!
  return listPoints(state).findLast(
    ({ reason, label, made_at }) =>
      reason === 'before-import' &&
      label === file_name &&
      made_at >= asked_at &&
      made_at <= later(asked_at, POINT_WITHIN_MS)
  )
}

/**
 * Reads a list off the tills' thread.
 *
 * @throws {Refusal} import/unreadable, with the fault of the file
 */
async function readList(bytes: Buffer, mapping?: Mapping): Promise<PriceList> {
  try {
    return await readPriceListInWorker(bytes, mapping && { mapping })
  } catch (error) {
    if (!(error instanceof PriceListFault)) throw error
    throw new Refusal('import/unreadable', { ...error.facts, fault: error.code })
  }
}

/** The columns a person chose; undefined when nothing was said, so that they are guessed. */
function mappingOf(columns: Columns): Mapping | undefined {
  const said = FIELDS.filter((field) => columns[`column_${field}`] !== undefined)
  if (said.length === 0) return undefined
  return Object.fromEntries(
    said.flatMap((field) => {
      const column = columns[`column_${field}`]!
      return column === '' ? [] : [[field, Number(column)]]
    })
  )
}
