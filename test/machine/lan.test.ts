import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import t, { type Test } from 'tap'
import { until } from './container.ts'
import { makeShopNetwork, type ShopNetwork, startAvahi } from './network.ts'

await t.test('A box in a shop’s network', async (t) => {
  const network = makeShopNetwork(t)
  const avahi = await startAvahi(t, network)
  const machine = network.connect('10.77.0.11')
  const folder = folderFor(t)
  const data = join(folder, 'first')
  const box = await machine.startBox(data)
  const ca = join(folder, 'ca.pem')
  const addressOf = (name: string): string =>
    avahi('avahi-resolve', '-4', '-n', name).split('\t')[1]?.trim() ?? ''

  await t.test('says where a device reaches it, and where one begins', async (t) => {
    t.match(box.said.join('\n'), 'Laci is ready: https://laci.local\n')
    t.match(box.said.join('\n'), 'open this first: http://10.77.0.11')
  })

  await t.test('is found by its name, and as a service', async (t) => {
    await until(() => addressOf('laci.local') === '10.77.0.11', 'the name is answered for', 20)
    const services = avahi('avahi-browse', '-rpt', '_https._tcp')
    t.match(services, /^=;br0;IPv4;laci;.*;local;laci\.local;10\.77\.0\.11;443;/m)
  })

  await t.test('is trusted by whoever took its authority, by name and by address', async (t) => {
    writeFileSync(ca, network.run('curl', '-s', 'http://10.77.0.11/laci-ca.pem').stdout)
    for (const check of [
      ['-verify_hostname', 'laci.local'],
      ['-verify_ip', '10.77.0.11']
    ]) {
      const said = verify(network, '10.77.0.11', ca, check)
      t.match(said, 'Verification: OK', said)
      t.match(said, 'Protocol version: TLSv1.3')
    }
    t.match(verify(network, '10.77.0.11', ca, ['-verify_hostname', 'bank.example']), 'hostname mismatch')
  })

  await t.test('speaks nothing that is broken', async (t) => {
    const { stdout } = network.run('sslscan', '--no-colour', '--no-check-certificate', '10.77.0.11:443')
    for (const old of ['SSLv2', 'SSLv3', 'TLSv1.0', 'TLSv1.1'])
      t.match(stdout, new RegExp(`${old} +disabled`))
    for (const present of ['TLSv1.2', 'TLSv1.3']) t.match(stdout, new RegExp(`${present} +enabled`))
    const ciphers = [...stdout.matchAll(/^(?:Preferred|Accepted) +(\S+) +(\d+) bits +(\S+)/gm)]
    t.ok(ciphers.length >= 5, stdout)
    for (const [, protocol, bits, cipher] of ciphers) {
      t.ok(Number(bits) >= 128, String(cipher))
      t.match(cipher, protocol === 'TLSv1.3' ? /^TLS_/ : /^ECDHE-ECDSA-(AES\d+-GCM|CHACHA20)/)
    }
    t.match(stdout, 'not vulnerable to heartbleed')
  })

  await t.test('has an authority that makes nobody’s bank, even when it is stolen', async (t) => {
    const stolen = steal(data)
    writeFileSync(join(folder, 'ca.key'), stolen.private_key, { mode: 0o600 })
    const forged = (subject: string, names: string): string => {
      const at = (name: string): string => join(folder, name)
      const run = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe' })
      run(
        'req',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:P-256',
        '-nodes',
        '-keyout',
        at('bad.key'),
        '-out',
        at('bad.csr'),
        '-subj',
        `/CN=${subject}`
      )
      writeFileSync(at('bad.ext'), `subjectAltName=${names}\n`)
      run(
        'x509',
        '-req',
        '-in',
        at('bad.csr'),
        '-CA',
        ca,
        '-CAkey',
        at('ca.key'),
        '-out',
        at('bad.crt'),
        '-days',
        '30',
        '-extfile',
        at('bad.ext')
      )
      const said = spawnSync('openssl', ['verify', '-CAfile', ca, at('bad.crt')], { encoding: 'utf8' })
      return said.stdout + said.stderr
    }
    t.match(forged('www.bank.example', 'DNS:www.bank.example'), 'permitted subtree violation')
    t.match(forged('192.0.2.80', 'IP:192.0.2.80'), 'permitted subtree violation')
    t.match(forged('fd', 'IP:2001:db8::1'), 'permitted subtree violation')
    t.match(forged('laci.local', 'DNS:laci.local,IP:192.168.1.7,IP:fd00::7'), ': OK', 'only the shop’s own')
  })

  await t.test('leaves its name to the box that has it, and says so', async (t) => {
    const second = await network.connect('10.77.0.12').startBox(join(folder, 'second'))
    await until(() => addressOf('laci-2.local') === '10.77.0.12', 'the second box has the next name', 20)
    t.equal(addressOf('laci.local'), '10.77.0.11')
    await second.close()
  })

  await t.test('is found, and trusted, at another address within half a minute', async (t) => {
    machine.move('10.77.0.21')
    await until(() => addressOf('laci.local') === '10.77.0.21', 'the name leads to the new address', 60)
    const said = verify(network, '10.77.0.21', ca, ['-verify_ip', '10.77.0.21'])
    t.match(said, 'Verification: OK', said)
  })

  await t.test('takes its name back when it closes', async () => {
    await box.close()
    // Who heard the goodbye forgets it a second later (RFC 6762, 10.1).
    await until(() => addressOf('laci.local') === '', 'the name is forgotten', 20)
  })
})

/** Reads what is shown, as an independent reader does. */
function verify(network: ShopNetwork, address: string, ca: string, check: string[]): string {
  const args = [
    's_client',
    '-connect',
    `${address}:443`,
    '-CAfile',
    ca,
    '-verify_return_error',
    '-brief',
    ...check
  ]
  const { stdout, stderr } = network.run('sh', '-c', 'exec openssl "$@" </dev/null', 'openssl', ...args)
  return stdout + stderr
}

/** What a thief has who took the box's disk. */
function steal(data: string): { private_key: string } {
  const sqlite = new Database(join(data, 'laci.db'), { readonly: true })
  const row = sqlite.prepare('select private_key from authorities').get() as { private_key: string }
  sqlite.close()
  return row
}

function folderFor(t: Test): string {
  const folder = mkdtempSync(join(tmpdir(), 'laci-lan-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
