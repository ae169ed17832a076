import type { FastifyInstance } from 'fastify'
import { taxExample, taxPage } from '../../views/settings/tax.ts'
import { record } from '../events/record.ts'
import { deed } from '../http/deeds.ts'
import { readPage } from '../http/read-page.ts'
import { readPriceRules } from '../pricing/read-rules.ts'
import { serviceExamples } from '../pricing/service-examples.ts'
import { Refusal } from '../refusal.ts'
import type { Shop } from '../shop.ts'
import { Type } from '../values/shape.ts'
import { changeSettings } from './change-settings.ts'
import { currentDay } from './current-day.ts'
import { findTaxRule, listTaxRules } from './find-tax-rule.ts'
import { readSettings, type Settings } from './read-settings.ts'
import { readTaxes, readTaxRuleForm, TaxForm, TaxRuleForm, type TaxText } from './read-tax-form.ts'
import { addTaxRule, dropTaxRule } from './save-tax-rule.ts'

const door = 'edit-settings'

/** Which taxes the outlet collects, from which day at which rate, and its own service charge. */
export async function taxRoutes(app: FastifyInstance, shop: Shop): Promise<void> {
  const { store, clock } = shop

  app.get<{ Querystring: { saved?: string } }>(
    '/settings/tax',
    { config: { door } },
    async (request, reply) => {
      const saved = request.query.saved !== undefined
      return reply.html(taxPage(readPage(request, reply, shop), { ...facts(), saved }))
    }
  )

  // What the service charge and the tax on it come to, while somebody types; nothing is kept.
  app.get<{ Querystring: TaxText }>(
    '/settings/tax/example',
    { config: { door }, schema: { querystring: TaxForm } },
    async (request, reply) => {
      const page = readPage(request, reply, shop)
      try {
        const taxes = readTaxes(request.query)
        return reply.html(taxExample(page, examples({ ...readSettings(store), ...taxes })))
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        return reply.html(taxExample(page, null))
      }
    }
  )

  deed(app, shop, '/settings/tax', {
    door,
    form: TaxForm,
    work: (tx, { form, by }) => {
      const before = readSettings(tx)
      const changed = Object.entries(readTaxes(form)).filter(
        ([name, value]) => before[name as keyof Settings] !== value
      )
      changeSettings(tx, by, Object.fromEntries(changed))
      if (changed.length > 0) record(tx, by, { type: 'tax.changed', subject_id: 'outlet' })
      return null
    },
    answer: (_result, { request, reply }) => reply.goTo('/settings/tax?saved', request),
    refused: (refusal, text, { page, reply }) =>
      reply.html(taxPage(page, { ...facts(), saved: false, refused: { part: 'outlet', text, refusal } }))
  })

  deed(app, shop, '/settings/tax/rules', {
    door,
    form: TaxRuleForm,
    work: (tx, { form, by }) => {
      addTaxRule(tx, by, readTaxRuleForm(form), currentDay(tx, by.at))
      return null
    },
    answer: (_result, { request, reply }) => reply.goTo('/settings/tax?saved', request),
    refused: (refusal, text, { page, reply }) =>
      reply.html(taxPage(page, { ...facts(), saved: false, refused: { part: 'rule', text, refusal } }))
  })

  deed(app, shop, '/settings/tax/rules/:tax_rule_id/removal', {
    door,
    form: Type.Object({}),
    work: (tx, { params, by }) => {
      dropTaxRule(tx, by, params['tax_rule_id']!, currentDay(tx, by.at))
      return null
    },
    answer: (_result, { request, reply }) => reply.goTo('/settings/tax?saved', request)
  })

  function facts() {
    const settings = readSettings(store)
    const day = currentDay(store, clock.now())
    return { settings, day, rules: listTaxRules(store, day), examples: examples(settings) }
  }

  function examples(settings: Settings) {
    const day = currentDay(store, clock.now())
    const { at } = readPriceRules(store, day, clock.now())
    const rule = settings.collects_pbjt ? findTaxRule(store, day, 'pbjt') : undefined
    return serviceExamples(at, settings, rule)
  }
}
