import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'
import { backupCommand } from '../../server/cli/backup.ts'
import { openBackedUpShop } from './backed-up-shop.ts'

/** A shop that sold five things for 15,000 in all, and the command that archives it. */
export async function archivedShop(t: Test) {
  const shop = await openBackedUpShop(t)
  await shop.addFolder('NAS')
  await shop.sellSome(5)
  await shop.takeSnapshot()
  const out = mkdtempSync(join(tmpdir(), 'laci-archive-'))
  t.teardown(() => rmSync(out, { recursive: true }))
  const run = async (year: string) => {
    const said: string[] = []
    const tell = (text: string) => void said.push(text)
    const io = { out: tell, err: tell, env: { LACI_DATA: shop.data, LANG: 'id_ID.UTF-8' } }
    const code = await backupCommand(['archive', '--year', year, '--out', out], io)
    return { code, said: said.join('\n') }
  }
  return { ...shop, out, run }
}
