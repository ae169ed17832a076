import { execFileSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

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
    return new Map(
      globSync('{server,views}/**/*.js', { cwd: out }).map((path) => [
        path,
        inJavaScript(path, join(out, path))
      ])
    )
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
function inJavaScript(path: string, file: string): Buffer {
  const text = readFileSync(file, 'utf8').replace(/(new URL\('[\w./-]+)\.ts'/g, "$1.js'")
  const [left] = /(['"`])[\w./-]+\.ts\1/.exec(text) ?? []
  if (left) throw new Error(`${path} still names ${left}, which a bundle has not`)
  return Buffer.from(text)
}
