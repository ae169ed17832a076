import { spawnSync } from 'node:child_process'
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { archivedShop } from '../../backup/archived-shop.ts'

t.test('An archive is opened and checked with nothing but the tools of any machine', async (t) => {
  const shop = await archivedShop(t)
  t.equal((await shop.run(String(new Date().getFullYear()))).code, 0)
  const sh = (script: string) => {
    const { status, stdout, stderr } = spawnSync('sh', ['-c', script], { cwd: shop.out, encoding: 'utf8' })
    return { status, said: stdout + stderr }
  }
  t.match(sh('unzip -q *.zip'), { status: 0 })
  t.match(sh('sha256sum -c --quiet SHA256SUMS'), { status: 0, said: '' })
  const verify =
    'openssl pkeyutl -verify -pubin -inkey kunci-toko.pem -rawin -in SHA256SUMS -sigfile SHA256SUMS.sig'
  t.ok(sh(`grep -F '${verify}' BACA-DULU.txt READ-ME-FIRST.txt index.html`).said.split('\n').length > 3)
  t.match(sh(verify), { status: 0, said: /Success/ })

  appendFileSync(join(shop.out, 'csv/sales.csv'), 'one more')
  t.not(sh('sha256sum -c --quiet SHA256SUMS').status, 0)
  appendFileSync(join(shop.out, 'SHA256SUMS'), 'one more')
  t.not(sh(verify).status, 0)
})
