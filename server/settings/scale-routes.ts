import type { FastifyInstance } from 'fastify'
import type { Static } from 'typebox'
import { type LabelTrial, labelReading, scalePage } from '../../views/settings/scale.ts'
import { findItemByPlu, findItemByText } from '../catalog/find-item.ts'
import { readScaleLabel } from '../catalog/read-scale-label.ts'
import { deed } from '../http/deeds.ts'
import { readPage } from '../http/read-page.ts'
import { Refusal } from '../refusal.ts'
import type { Shop } from '../shop.ts'
import { Type } from '../values/shape.ts'
import { changeSettings } from './change-settings.ts'
import { readScaleLabels, ScaleForm, scaleText, USUAL_LABELS } from './read-scale-form.ts'
import { readSettings, type ScaleLabel } from './read-settings.ts'

const door = 'edit-settings'

const TrialForm = Type.Object({ ...ScaleForm.properties, text: Type.String({ maxLength: 40, default: '' }) })

/** How the labels of the shop's scales are read, and a place to try one. */
export async function scaleRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store } = shop

  app.get<{ Querystring: { saved?: string } }>(
    '/settings/scale',
    { config: { door } },
    async (request, reply) => {
      const saved = request.query.saved !== undefined
      const text = scaleText(readSettings(store).scale_labels)
      return reply.html(scalePage(readPage(request, reply, shop), { text, saved }))
    }
  )

  // What a scanned label says by the rows as they stand in the form; nothing is kept.
  app.get<{ Querystring: Static<typeof TrialForm> }>(
    '/settings/scale/reading',
    { config: { door }, schema: { querystring: TrialForm } },
    async (request, reply) => {
      const page = readPage(request, reply, shop)
      try {
        return reply.html(
          labelReading(page, tryLabel(request.query.text.trim(), readScaleLabels(request.query)))
        )
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        return reply.html(labelReading(page, error))
      }
    }
  )

  deed(app, shop, '/settings/scale', {
    door,
    form: ScaleForm,
    work: (tx, { form, by }) => {
      changeSettings(tx, by, { scale_labels: readScaleLabels(form) })
      return null
    },
    answer: (_result, { request, reply }) => reply.goTo('/settings/scale?saved', request),
    refused: (refusal, text, { page, reply }) => reply.html(scalePage(page, { text, saved: false, refusal }))
  })

  deed(app, shop, '/settings/scale/usual', {
    door,
    form: Type.Object({ prefix: Type.String({ maxLength: 4 }) }),
    work: (tx, { form, by }) => {
      const { scale_labels } = readSettings(tx)
      const usual = USUAL_LABELS.find(({ prefix }) => prefix === form.prefix)
      const is_new = usual && !scale_labels.some(({ prefix }) => prefix === usual.prefix)
      if (is_new) changeSettings(tx, by, { scale_labels: [...scale_labels, usual] })
      return null
    },
    answer: (_result, { request, reply }) => reply.goTo('/settings/scale?saved', request)
  })

  function tryLabel(text: string, labels: readonly ScaleLabel[]): LabelTrial {
    if (!text) return { result: 'empty' }
    const exact = findItemByText(store, text)
    if (exact) return { result: 'barcode', name: exact.name }
    const reading = readScaleLabel(text, labels)
    if (!reading) return { result: 'no-label' }
    if (reading === 'check-digit') return { result: 'check-digit' }
    const item = findItemByPlu(store, reading.plu)
    return { result: 'read', reading, item: item?.retired_at === null ? item : undefined }
  }
}
