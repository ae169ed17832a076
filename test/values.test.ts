import fc from 'fast-check'
import t from 'tap'
import { barcodeFault, gtinCheckDigit } from '../server/values/barcode.ts'
import { minor, share, sum } from '../server/values/money.ts'
import { milli, ONE, priceOf } from '../server/values/quantity.ts'
import { spread } from '../server/values/spread.ts'
import { taxIncludedIn, taxOn } from '../server/values/tax.ts'

const anyAmount = fc.maxSafeInteger()

t.test('An amount of money', async (t) => {
  await t.test('is a whole number of the smallest unit', async (t) => {
    t.equal(minor(17_500), 17_500)
    t.equal(minor(-2_500), -2_500)
    for (const wrong of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
      t.throws(() => minor(wrong), { name: 'AssertionError' }, String(wrong))
    }
  })

  await t.test('knows only one zero', async (t) => {
    t.ok(Object.is(minor(-0), 0))
    t.ok(Object.is(share(-1, 1, 3), 0))
    t.ok(Object.is(sum([minor(-0)]), 0))
  })

  await t.test('adds up exactly, in any order, or not at all', async (t) => {
    t.equal(sum([]), 0)
    t.equal(sum([minor(17_500), minor(-2_500), minor(1)]), 15_001)
    const largest = minor(Number.MAX_SAFE_INTEGER)
    // Added as floating point numbers these give one less than the largest.
    t.throws(() => sum([largest, minor(2), minor(-2)]), { name: 'AssertionError' })
  })
})

t.test('A share of an amount', async (t) => {
  await t.test('is rounded to the nearest unit, a half away from zero', async (t) => {
    const facts: [amount: number, numerator: number, denominator: number, share: number][] = [
      [100, 1, 3, 33],
      [200, 1, 3, 67],
      [5, 1, 2, 3],
      [-5, 1, 2, -3],
      [4, 1, 2, 2],
      [15_000, 11, 100, 1_650],
      [15_005, 11, 100, 1_651],
      [-15_005, 11, 100, -1_651],
      [7, 0, 9, 0],
      [Number.MAX_SAFE_INTEGER, 1, 1, Number.MAX_SAFE_INTEGER],
      [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER]
    ]
    for (const [amount, numerator, denominator, expected] of facts) {
      t.equal(share(amount, numerator, denominator), expected, `${amount} × ${numerator} ÷ ${denominator}`)
    }
  })

  await t.test('is refused for a denominator that divides nothing, and for fractions', async (t) => {
    for (const [amount, numerator, denominator] of [
      [1, 1, 0],
      [1, 1, -2],
      [0.5, 1, 2],
      [1, 0.5, 2],
      [Number.MAX_SAFE_INTEGER, 2, 1]
    ] as const) {
      t.throws(() => share(amount, numerator, denominator), { name: 'AssertionError' })
    }
  })

  await t.test('is exact for every amount, as whole-number arithmetic of any length has it', async () => {
    const anyDenominator = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })
    fc.assert(
      fc.property(anyAmount, anyAmount, anyDenominator, (amount, numerator, denominator) => {
        const expected = exactShare(amount, numerator, denominator)
        if (Math.abs(Number(expected)) > Number.MAX_SAFE_INTEGER) return
        if (BigInt(share(amount, numerator, denominator)) !== expected)
          throw new Error(`expected ${expected}`)
      }),
      { numRuns: 2_000 }
    )
  })

  await t.test('is exact next to every half, with products as large as the quick way takes', async () => {
    const parts = fc.record({
      whole: fc.integer({ min: 0, max: 2 ** 20 }),
      denominator: fc.integer({ min: 1, max: 2 ** 31 }),
      off: fc.integer({ min: -2, max: 2 }),
      sign: fc.constantFrom(1, -1)
    })
    fc.assert(
      fc.property(parts, ({ whole, denominator, off, sign }) => {
        const amount = sign * Math.max(0, whole * denominator + Math.floor(denominator / 2) + off)
        const expected = exactShare(amount, 1, denominator)
        if (BigInt(share(amount, 1, denominator)) !== expected) throw new Error(`expected ${expected}`)
      }),
      { numRuns: 2_000 }
    )
  })

  await t.test('of the opposite amount is the opposite share', async () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.nat(1_000),
        fc.integer({ min: 1, max: 1_000 }),
        (amount, numerator, denominator) => {
          return share(-amount, numerator, denominator) + share(amount, numerator, denominator) === 0
        }
      )
    )
  })
})

/** The rule again, in numbers without a limit: floor(|a·n| / d + 1/2), with the sign put back. */
function exactShare(amount: number, numerator: number, denominator: number): bigint {
  const product = BigInt(amount) * BigInt(numerator)
  const magnitude = product < 0n ? -product : product
  const whole = magnitude / BigInt(denominator)
  const rest = magnitude % BigInt(denominator)
  const rounded = rest * 2n >= BigInt(denominator) ? whole + 1n : whole
  return product < 0n ? -rounded : rounded
}

t.test('A quantity', async (t) => {
  await t.test('is a whole number of thousandths', async (t) => {
    t.equal(ONE, 1_000)
    t.equal(milli(250), 250)
    t.ok(Object.is(milli(-0), 0))
    for (const wrong of [0.5, Number.NaN, 2 ** 53]) t.throws(() => milli(wrong), { name: 'AssertionError' })
  })

  await t.test('costs its price per unit, rounded once', async (t) => {
    const facts: [quantity_milli: number, price_minor: number, cost_minor: number][] = [
      [1_000, 3_500, 3_500],
      [3_000, 3_500, 10_500],
      [250, 29_000, 7_250],
      [333, 29_000, 9_657],
      [500, 1, 1],
      [-500, 1, -1],
      [499, 1, 0],
      [0, 29_000, 0],
      [-1_000, 0, 0]
    ]
    for (const [quantity_milli, price_minor, expected] of facts) {
      const cost = priceOf(milli(quantity_milli), minor(price_minor))
      t.ok(
        Object.is(cost, expected),
        `${quantity_milli} thousandths at ${price_minor} cost ${expected}, not ${cost}`
      )
    }
  })

  await t.test('costs the same whether counted in units or in thousandths', async () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: 0, max: 1e9 }), (units, price) => {
        return priceOf(milli(units * 1000), minor(price)) === units * price + 0
      })
    )
  })

  await t.test('is never sold for an amount that had to be guessed', async (t) => {
    t.throws(() => priceOf(milli(9_000_000), minor(Number.MAX_SAFE_INTEGER)), {
      name: 'AssertionError'
    })
  })
})

t.test('A barcode', async (t) => {
  await t.test('of a pack ends in the right check digit', async (t) => {
    // Printed on packs of Indonesian, Swiss, British and American goods, and the examples of GS1 and Wikipedia.
    for (const code of [
      '8998009040405', // ULTRA TEH KOTAK
      '8999999055714', // BUAVITA JUICE GUAVA
      '0089686010947', // INDOMIE GORENG, as an EAN-13
      '089686010947', // the same, as a UPC-A
      '4006381333931', // STABILO POINT 88
      '5901234123457',
      '036000291452', // UPC-A
      '96385074', // EAN-8
      '73513537', // EAN-8
      '10614141000415' // GTIN-14
    ]) {
      t.equal(barcodeFault(code), undefined, code)
      t.equal(gtinCheckDigit(code.slice(0, -1)), Number(code.at(-1)), `the check digit of ${code}`)
    }
  })

  await t.test('of the shop itself has 3 to 32 plain characters', async (t) => {
    for (const code of ['A-1', 'TELUR/KG', 'x'.repeat(32)]) t.equal(barcodeFault(code), undefined, code)
  })

  await t.test('is refused with the reason', async (t) => {
    const facts: [code: string, fault: string][] = [
      ['8997009781401', 'check-digit'],
      ['8998009040406', 'check-digit'],
      ['96385075', 'check-digit'],
      ['899888', 'length'],
      ['89980090404051234', 'length'],
      ['AB', 'length'],
      ['x'.repeat(33), 'length'],
      ['', 'characters'],
      ['TEH BOTOL', 'characters'],
      ['KOPI-É', 'characters'],
      ['8998009\n', 'characters']
    ]
    for (const [code, fault] of facts) t.equal(barcodeFault(code), fault, JSON.stringify(code))
  })

  await t.test('with any single digit misread is refused', async () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 12, maxLength: 12 })
    fc.assert(
      fc.property(digits, fc.nat(12), fc.integer({ min: 1, max: 9 }), (body, at, off) => {
        const code = [...body, gtinCheckDigit(body.join(''))]
        if (barcodeFault(code.join('')) !== undefined) return false
        code[at] = (code[at]! + off) % 10
        return barcodeFault(code.join('')) === 'check-digit'
      })
    )
  })
})

t.test('An amount that is spread', async (t) => {
  const spreadOver = (amount: number, ...weights: number[]) => spread(minor(amount), weights.map(minor))

  await t.test('goes to each by weight, and the units left over to the largest fractions', async (t) => {
    t.same(spreadOver(5_000, 10_000, 5_000), [3_333, 1_667])
    t.same(spreadOver(100, 1, 1, 1), [34, 33, 33], 'of equal ones the first')
    t.same(spreadOver(3_000, 18_000, 5_000), [2_348, 652])
    t.same(spreadOver(7, 0, 1, 0), [0, 7, 0])
    t.same(spreadOver(0, 3, 4), [0, 0])
    t.same(spreadOver(0), [])
  })

  await t.test('is refused where there is nobody to get it, or something below nothing', async (t) => {
    t.throws(() => spreadOver(1, 0, 0), { name: 'AssertionError' })
    t.throws(() => spreadOver(1), { name: 'AssertionError' })
    t.throws(() => spreadOver(-1, 1), { name: 'AssertionError' })
    t.throws(() => spreadOver(1, 2, -1), { name: 'AssertionError' })
  })

  await t.test('adds up exactly, and is within a unit of each one’s share', async () => {
    const weights = fc.array(fc.nat(2 ** 45), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(weights, fc.nat(2 ** 45), (weights, amount) => {
        const total = weights.reduce((sum, weight) => sum + weight, 0)
        if (total === 0) return true
        const parts = spreadOver(amount, ...weights)
        return (
          sum(parts) === amount &&
          parts.every((part, place) => {
            const apart = BigInt(part) * BigInt(total) - BigInt(amount) * BigInt(weights[place]!)
            return (apart < 0n ? -apart : apart) < BigInt(total)
          })
        )
      })
    )
  })
})

t.test('A tax', async (t) => {
  const ppn = { rate: [12, 100], base: [11, 12] } as const

  await t.test('on top of a price is rounded once, whatever its base is rounded to', async (t) => {
    t.same(taxOn(minor(100_000), ppn), { net_minor: 100_000, base_minor: 91_667, tax_minor: 11_000 })
    t.same(taxOn(minor(12_250), ppn), { net_minor: 12_250, base_minor: 11_229, tax_minor: 1_348 })
  })

  await t.test('comes out of a price again as it went in', async (t) => {
    for (const net_minor of [35_000, 100_000, 1_250_000].map(minor)) {
      const { tax_minor, base_minor } = taxOn(net_minor, ppn)
      t.same(taxIncludedIn(minor(net_minor + tax_minor), ppn), { net_minor, base_minor, tax_minor })
    }
  })
})
