import { AjvCompiler } from '@fastify/ajv-compiler'
import t from 'tap'
import { type TSchema, Type as TypeBox } from 'typebox'
import { Value } from 'typebox/value'
import { fits } from '../../server/values/fits.ts'
import { Type } from '../../server/values/shape.ts'
import { listDoorRoutes, listRoutes, listTrustRoutes } from '../routes.ts'
import { openBox } from '../shop.ts'

/** The same shape in the words of whoever is asked: ours, or TypeBox's own. */
const described = (words: typeof Type) =>
  words.Object(
    {
      name: words.String({ minLength: 1, maxLength: 20 }),
      how_many: words.Optional(words.Integer({ minimum: 1 })),
      kind: words.Union([words.Literal('a'), words.Literal(2), words.Null()]),
      word: words.Enum(['x', 'y']),
      any: words.Unsafe<Buffer>({}),
      list: words.Array(
        words.Partial(words.Object({ id: words.String(), at: words.Optional(words.String()) })),
        {
          maxItems: 3
        }
      ),
      maybe: words.Object({ all: words.Optional(words.Union([words.Literal(true)], { default: true })) })
    },
    { additionalProperties: false }
  )

t.test('Shapes are described as TypeBox describes them', async (t) => {
  t.same(described(Type), JSON.parse(JSON.stringify(described(TypeBox as unknown as typeof Type))))
  const shared = Type.String()
  t.equal(Type.Object({ shared }).properties.shared, shared, 'a part is told by being that very part')
  t.notOk('required' in Type.Object({ shared: Type.Optional(shared) }))
  t.same(
    Type.Object({ shared }).required,
    ['shared'],
    'what may be missing in one form must be there in another'
  )
})

t.test('What is read from a file fits exactly when TypeBox says so', async (t) => {
  const shape = Type.Object({
    id: Type.String({ pattern: '^[0-9a-f]{4}$' }),
    name: Type.Union([Type.String({ maxLength: 3 }), Type.Null()]),
    costs: Type.Array(Type.Integer({ minimum: 1, maximum: 4 }), { minItems: 1, maxItems: 2 }),
    kind: Type.Literal('key'),
    more: Type.Optional(Type.Object({ at: Type.Integer() }))
  })
  const right = { id: '00ff', name: 'abc', costs: [1, 4], kind: 'key', more: { at: 1 } }
  const values = [
    right,
    { ...right, name: null, more: undefined },
    { ...right, beyond: 'what was asked' },
    ...[
      { id: '00fg' },
      { id: 5 },
      { name: 'abcd' },
      { name: undefined },
      { costs: [] },
      { costs: [1, 2, 3] }
    ],
    ...[
      { costs: [0] },
      { costs: [1.5] },
      { costs: '1' },
      { costs: { 0: 1 } },
      { kind: 'lock' },
      { more: {} }
    ],
    ...[{ more: [] }, { more: null }, { more: { at: '1' } }]
  ].map((value) => JSON.parse(JSON.stringify({ ...right, ...value })) as unknown)
  for (const value of [...values, null, [], 'key', 5, {}]) {
    t.equal(fits(shape, value), Value.Check(shape as TSchema, value), JSON.stringify(value))
  }
  t.ok(fits(shape, right))
  t.throws(() => fits(Type.String({ minLength: 2 }), 'ab'), /can't say minLength/)
})

t.test('The shape of every address can be checked, though none is before it is asked', async (t) => {
  const box = await openBox(t)
  const compile = AjvCompiler()({}, { customOptions: { coerceTypes: 'array', useDefaults: true } })
  const all = [...(await listRoutes(box)), ...(await listDoorRoutes(box)), ...(await listTrustRoutes(box))]
  const shapes = [...new Set(all.flatMap((route) => route.shapes))]
  t.ok(shapes.length > 100, `${shapes.length} shapes`)
  for (const shape of shapes) compile({ schema: shape as object })
  t.throws(() => compile({ schema: { type: 'strnig' } }), 'a shape that is none is found out')
})
