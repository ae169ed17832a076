import type { FastifyInstance } from 'fastify'
import type { Static } from 'typebox'
import { promotionText } from '../../views/promotions/form-text.ts'
import { picker } from '../../views/promotions/picker.ts'
import {
  kindsPage,
  type Preview,
  type PromotionFacts,
  promotionPage,
  promotionPreview
} from '../../views/promotions/promotion.ts'
import { promotionsPage } from '../../views/promotions/promotions.ts'
import { promotionSentence } from '../../views/promotions/sentence.ts'
import { listGroups } from '../customers/groups.ts'
import { deed } from '../http/deeds.ts'
import { readPage } from '../http/read-page.ts'
import { Refusal } from '../refusal.ts'
import { changeSettings } from '../settings/change-settings.ts'
import { currentDay } from '../settings/current-day.ts'
import { readSettings } from '../settings/read-settings.ts'
import type { Shop } from '../shop.ts'
import type { BusinessDay } from '../values/business-day.ts'
import { newId } from '../values/id.ts'
import { Type } from '../values/shape.ts'
import { exampleBasket } from './example-basket.ts'
import { findExampleGoods } from './find-example-goods.ts'
import { findPromotion, listPromotions } from './find-promotions.ts'
import { type OfferKind, PARTS, PromotionForm, type PromotionText } from './promotion-form.ts'
import { findNames, readPicker, readPickers } from './read-pickers.ts'
import { readPromotion } from './read-promotion-form.ts'
import { savePromotion, stopPromotion } from './save-promotion.ts'

const door = 'edit-promotions'

const GoodsQuery = Type.Object({
  ...Type.Partial(PromotionForm).properties,
  part: Type.Union(PARTS.map((part) => Type.Literal(part)))
})

/** Promotions: what runs, what is planned, and a form for each kind with what it does beside it. */
export async function promotionRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store, clock } = shop

  app.get<{ Querystring: { saved?: string } }>(
    '/promotions',
    { config: { door } },
    async (request, reply) => {
      const page = readPage(request, reply, shop)
      const promotions = listPromotions(store, today())
      const saved = request.query.saved !== undefined
      return reply.html(
        promotionsPage(page, { promotions, names: findNames(store), settings: readSettings(store), saved })
      )
    }
  )

  app.get<{ Querystring: { kind?: string } }>(
    '/promotions/new',
    { config: { door } },
    async (request, reply) => {
      const page = readPage(request, reply, shop)
      const kind = request.query.kind ?? ''
      if (!isKind(kind)) return reply.html(kindsPage(page))
      return reply.html(promotionPage(page, facts(page, { kind, name: '', starts_on: today() })))
    }
  )

  // The goods to tick, while somebody chooses them; nothing is kept.
  app.get<{ Querystring: Static<typeof GoodsQuery> }>(
    '/promotions/goods',
    { config: { door }, schema: { querystring: GoodsQuery } },
    async (request, reply) => {
      const page = readPage(request, reply, shop)
      const { part, ...text } = request.query
      return reply.html(picker(page, readPicker(store, part, text)))
    }
  )

  // What the form says so far; nothing is kept.
  app.get<{ Querystring: PromotionText }>(
    '/promotions/preview',
    { config: { door }, schema: { querystring: PromotionForm } },
    async (request, reply) => {
      const page = readPage(request, reply, shop)
      return reply.html(promotionPreview(page, preview(page, request.query)))
    }
  )

  app.get<{ Params: { promotion_id: string }; Querystring: { saved?: string } }>(
    '/promotions/:promotion_id',
    { config: { door } },
    async (request, reply) => {
      const page = readPage(request, reply, shop)
      const known = findPromotion(store, request.params.promotion_id, today())
      if (!known) throw new Refusal('promotion/gone')
      const saved = request.query.saved !== undefined
      const text = promotionText(known, page.locale)
      return reply.html(promotionPage(page, { ...facts(page, text), known, saved }))
    }
  )

  deed(app, shop, '/promotions', {
    door,
    form: PromotionForm,
    work: (tx, { form, by }) => {
      // The promotion takes the id of the request that makes it.
      savePromotion(tx, by, readPromotion(form, by.request_id))
      return { promotion_id: by.request_id }
    },
    answer: ({ promotion_id }, { request, reply }) =>
      reply.goTo(`/promotions/${promotion_id}?saved`, request),
    refused: (refusal, text, { page, reply }) =>
      reply.html(promotionPage(page, { ...facts(page, text), refusal }))
  })

  deed(app, shop, '/promotions/mode', {
    door,
    form: Type.Object({ promotion_mode: Type.Union([Type.Literal('best'), Type.Literal('priority')]) }),
    work: (tx, { form, by }) => {
      changeSettings(tx, by, form)
      return null
    },
    answer: (_result, { request, reply }) => reply.goTo('/promotions?saved', request)
  })

  deed(app, shop, '/promotions/:promotion_id', {
    door,
    form: PromotionForm,
    work: (tx, { form, params, by }) => {
      const known = findPromotion(tx, params['promotion_id']!, today())
      if (!known) throw new Refusal('promotion/gone')
      savePromotion(tx, by, readPromotion(form, known.promotion_id))
      return { promotion_id: known.promotion_id }
    },
    answer: ({ promotion_id }, { request, reply }) =>
      reply.goTo(`/promotions/${promotion_id}?saved`, request),
    refused: (refusal, text, { page, request, reply }) => {
      const { promotion_id } = request.params as { promotion_id: string }
      const known = findPromotion(store, promotion_id, today())
      return reply.html(promotionPage(page, { ...facts(page, text), ...(known && { known }), refusal }))
    }
  })

  deed(app, shop, '/promotions/:promotion_id/state', {
    door,
    form: Type.Object({ stopped: Type.Union([Type.Literal('yes'), Type.Literal('no')]) }),
    work: (tx, { form, params, by }) => {
      stopPromotion(tx, by, { promotion_id: params['promotion_id']!, stopped: form.stopped === 'yes' })
      return null
    },
    answer: (_result, { request, reply }) => reply.goTo('/promotions?saved', request)
  })

  type Language = Parameters<typeof promotionSentence>[0]

  function facts(language: Language, text: PromotionText): PromotionFacts {
    const pickers = readPickers(store, text)
    return { text, pickers, groups: listGroups(store), preview: preview(language, text), saved: false }
  }

  function preview(language: Language, text: PromotionText): Preview {
    try {
      // Without a name yet it can be shown all the same.
      const promotion = readPromotion(
        { ...text, name: text.name.trim() || language.words.promotions.kinds[text.kind] },
        newId()
      )
      const sentence = promotionSentence(language, promotion, findNames(store))
      return { sentence, basket: exampleBasket(promotion, (target) => findExampleGoods(store, target)) }
    } catch (error) {
      if (error instanceof Refusal) return null
      throw error
    }
  }

  function today(): BusinessDay {
    return currentDay(store, clock.now())
  }
}

function isKind(kind: string): kind is OfferKind {
  return ['price-off', 'quantity-break', 'buy-get', 'bundle', 'basket-off'].includes(kind)
}
