import { execFileSync } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const NAMED = /new URL\('([\w./-]+)\.ts'/g

/**
 * The program as JavaScript. Node would strip the types itself, at every start and in every worker; a box whose
 * program has none needs a hundred megabytes less. Not minified: a stack in the log must tell where it went wrong.
 *
 * @returns the files by path, `server/main.js` and so on
 */
export function compile(root: string): Map<string, Buffer> {
  const scratch = mkdtempSync(join(tmpdir(), 'laci-compile-'))
  try {
    const config = join(scratch, 'tsconfig.json')
    writeFileSync(config, JSON.stringify(options(root, join(scratch, 'out'))))
    // `env -i`, because a test runner puts options of its own into what every Node started from it reads.
    const compiler = join(root, 'node_modules/.bin/tsc')
    execFileSync('env', ['-i', `PATH=${process.env['PATH']}`, compiler, '--project', config], {
      stdio: ['ignore', 2, 2]
    })
    const out = join(scratch, 'out')
    const files = globSync('{server,views}/**/*.js', { cwd: out })
    return new Map(files.map((path) => [path, inJavaScript(path, out)]))
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

function options(root: string, outDir: string): object {
  return {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: {
      noEmit: false,
      noCheck: true, // `npm run check` does, and what runs is the same either way
      outDir,
      rootDir: root,
      typeRoots: [join(root, 'node_modules/@types')],
      allowImportingTsExtensions: false,
      rewriteRelativeImportExtensions: true,
      removeComments: true
    },
    include: [join(root, 'server'), join(root, 'views')]
  }
}

/** The compiler renames what is imported; where a worker's file is named by its address, nobody has yet. */
function inJavaScript(path: string, out: string): Buffer {
  const text = readFileSync(join(out, path), 'utf8').replace(NAMED, (_, name) => {
    if (!existsSync(join(out, dirname(path), `${name}.js`)))
      throw new Error(`${path} names ${name}.ts, which is not there`)
    return `new URL('${name}.js'`
  })
  const [left] = /(['"`])[\w./-]+\.ts\1/.exec(text) ?? []
  if (left) throw new Error(`${path} still names ${left}, which a bundle has not`)
  return Buffer.from(text)
}
