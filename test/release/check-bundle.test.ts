import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { checkBundle } from '../../server/release/check-bundle.ts'
import { bundleOnce } from './bundle-once.ts'

const scratch = mkdtempSync(join(tmpdir(), 'laci-release-'))
t.teardown(() => rmSync(scratch, { recursive: true }))
const bundle = await bundleOnce()

await t.test('A bundle as it was made is taken', async (t) => {
  const release = await checkBundle(bundle.archive, bundle)

  t.equal(release.version, bundle.version)
  t.equal(release.arch, process.arch)
})
