import t from 'tap'
import type { PricedLine } from '../../server/pricing/basket.ts'
import { priceBasket } from '../../server/pricing/price-basket.ts'
import { type ExpectedLine, type PaperCase, readCases } from './read-cases.ts'

for (const paper of ['priced-baskets.txt', 'refunded-baskets.txt']) {
  t.test(`The baskets of ${paper} cost what was worked out on paper`, async (t) => {
    const cases = readCases(paper)
    t.equal(new Set(cases.map(({ name }) => name)).size, cases.length, 'each has a name of its own')
    for (const one of cases) t.same(priced(one), expected(one), one.name)
  })
}

t.test('There are enough of them that the tables mean something', async (t) => {
  t.ok(readCases('priced-baskets.txt').length >= 120)
  t.ok(readCases('refunded-baskets.txt').length >= 20)
})

function expected({ lines, taxes, service_minor, total_minor }: PaperCase) {
  return { lines, taxes, service_minor, total_minor }
}

/** What the paper speaks of, as the box works it out. */
function priced({ basket, rules, lines, service_minor }: PaperCase) {
  const answer = priceBasket(basket, rules)
  return {
    lines: answer.lines.map((line, place) => told(line, lines[place]!)),
    taxes: Object.fromEntries(
      answer.taxes.map(({ label, tax_minor, base_minor }) => [label, { tax_minor, base_minor }])
    ),
    service_minor:
      service_minor === undefined && answer.service_minor === 0 ? undefined : answer.service_minor,
    total_minor: answer.total_minor
  }
}

function told({ total_minor, reasons }: PricedLine, asked: ExpectedLine): ExpectedLine {
  const off: Record<string, number> = {}
  const passed_over: string[] = []
  for (const reason of reasons) {
    if (reason.kind === 'promotion' || reason.kind === 'basket-promotion')
      off[reason.name] = reason.amount_minor
    if (reason.kind === 'tier') off['tier'] = reason.amount_minor
    if (reason.kind === 'line-discount') off['discount'] = reason.amount_minor
    if (reason.kind === 'basket-discount') off['basket'] = reason.amount_minor
    if (reason.kind === 'passed-over') passed_over.push(reason.name)
  }
  return { total_minor, ...(asked.off && { off }), ...(asked.passed_over && { passed_over }) }
}
