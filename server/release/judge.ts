import { checkBundle } from './check-bundle.ts'
import { BundleFault } from './release.ts'
import { trustedKeys } from './release-key.ts'

// What scripts/install-service asks before it takes the bundle in a folder: whether it is sound, and signed by a key in
// the given file, or one that this program names. Says what is wrong with it in a word, and ends with 1.
const [folder = '', keys] = process.argv.slice(2)
try {
  await checkBundle(folder, { keys: await trustedKeys(keys) })
} catch (error) {
  if (!(error instanceof BundleFault)) throw error
  process.stdout.write(`${error.message}\n`)
  process.exitCode = 1
}
