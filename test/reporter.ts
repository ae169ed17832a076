// A tap reporter: prints only what failed and which files were long, and closes with the plain line "N passed, N failed".
import { Transform, type TransformCallback } from 'node:stream'
import { Parser, type Result } from 'tap-parser'

/** A file that takes longer is named with its time, so that whoever makes the tests quicker knows where to begin. */
const LONG_MS = 20_000

export default class PlainReporter extends Transform {
  readonly #parser = new Parser()

  constructor() {
    super({ decodeStrings: false })
    let passed = 0
    let failed = 0
    const watch = (parser: Parser, trail: string[]): void => {
      parser.on('child', (child: Parser) => watch(child, child.name ? [...trail, child.name] : trail))
      parser.on('assert', (result: Result) => {
        const ms = Number(result.time ?? 0)
        if (trail.length === 0 && ms > LONG_MS) this.push(`${Math.round(ms / 1000)} s ${result.name}\n`)
        if (result.ok || result.skip || result.todo) return
        this.push(`FAIL ${[...trail, result.name].join(' > ')}\n`)
        if (result.diag) this.push(`${JSON.stringify(result.diag, null, 2).replace(/^/gm, '  ')}\n`)
      })
    }
    watch(this.#parser, [])
    // Leaves only, at any depth.
    this.#parser.on('pass', () => passed++)
    this.#parser.on('fail', () => failed++)
    process.once('exit', () => process.stdout.write(`${passed} passed, ${failed} failed\n`))
  }

  override _transform(chunk: string, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#parser.write(chunk)
    done()
  }

  override _flush(done: TransformCallback): void {
    this.#parser.end()
    done()
  }
}
