import { createRequire } from 'node:module'
import type { BuildCompilerFromPool } from '@fastify/ajv-compiler'
import type { FastifyServerOptions } from 'fastify'

type Compile = ReturnType<BuildCompilerFromPool>
type Check = ReturnType<Compile>

const require = createRequire(import.meta.url)

/**
 * Has Fastify make the check of a form when the form is first sent, and not all of them at the start: there are some 500,
 * each a program of its own, and a shop's day needs thirty. Starting is half a second shorter for it. What comes out is
 * the same check by the same library; that every shape can be made into one is tested (`test/http/shapes.test.ts`).
 */
export const LAZY_CHECKS: NonNullable<FastifyServerOptions['schemaController']> = {
  compilersFactory: {
    buildValidator: ((schemas, options) => {
      let compile: Compile | undefined
      return (shape, _meta) => {
        let check: Check | undefined
        const whenAsked = (data: unknown) => {
          compile ??= checksMaker()(schemas, options)
          check ??= compile(shape, _meta)
          const is_right = check(data)
          whenAsked.errors = check.errors
          return is_right
        }
        whenAsked.errors = undefined as Check['errors']
        return whenAsked as Check
      }
    }) satisfies BuildCompilerFromPool,
    // We answer with pages: nothing of ours is described as JSON.
    buildSerializer: () => () => JSON.stringify
  }
}

let made: BuildCompilerFromPool | undefined

/** The library is large, and a box that nobody has asked anything yet needs none of it. */
function checksMaker(): BuildCompilerFromPool {
  const { AjvCompiler } = require('@fastify/ajv-compiler') as typeof import('@fastify/ajv-compiler')
  made ??= AjvCompiler()
  return made
}
