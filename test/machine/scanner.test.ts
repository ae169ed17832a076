import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import { openTarget } from '../chaos/hostile/target.ts'

/** One thing that the scanner says; its levels are 1 (low), 2 (medium) and 3 (high). */
interface Finding {
  info: string
  path: string
  level: number
}

const LONGEST_CRAWL_S = 30
const LONGEST_ATTACK_S = 8

t.test('A public scanner, let in as the owner, finds nothing of weight', async (t) => {
  const target = await openTarget()
  t.teardown(() => target.end())
  const folder = mkdtempSync(join(tmpdir(), 'laci-scanner-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const gate = await openGate(target.attacked.sides.till.url)
  t.teardown(() => gate.close())
  const owner = target.attacked.devices.find(({ who, side }) => who === 'owner' && side === 'till')!
  writeFileSync(join(folder, 'cookies.json'), JSON.stringify({ '127.0.0.1': { '/': jarOf(owner.cookie) } }))

  await promisify(execFile)(
    'wapiti',
    [
      ...[
        '-u',
        `${gate.url}/today`,
        '-s',
        `${gate.url}/items`,
        '-s',
        `${gate.url}/customers`,
        '-s',
        `${gate.url}/till`
      ],
      ...['-c', join(folder, 'cookies.json'), '--scope', 'domain', '-d', '3', '--max-links-per-page', '60'],
      ...['--max-scan-time', String(LONGEST_CRAWL_S), '--max-attack-time', String(LONGEST_ATTACK_S)],
      ...[
        '--store-session',
        folder,
        '--no-bugreport',
        '-v',
        '0',
        '-f',
        'json',
        '-o',
        join(folder, 'found.json')
      ]
    ],
    { maxBuffer: 100_000_000 }
  )

  const found = JSON.parse(readFileSync(join(folder, 'found.json'), 'utf8')) as Record<
    'vulnerabilities' | 'anomalies',
    Record<string, Finding[]>
  >
  const findings = Object.values({ ...found.vulnerabilities, ...found.anomalies }).flat()
  console.log(`${gate.asked()} requests; findings: ${JSON.stringify(findings.map(({ info }) => info))}`)
  t.ok(gate.asked() > 1000, 'it looked around')
  t.same(
    findings.filter(({ level }) => level > 1).map(({ path, info }) => `${path}: ${info}`),
    []
  )
  t.notOk(target.is_gone)
  t.same(await target.audit(), [], 'the books are sound')
})

/** Stands before the box, so that the scanner can't sign itself out, or lock its screen, and see nothing of the rest. */
async function openGate(url: string) {
  let asked = 0
  const server = createServer((from, answer) => {
    asked++
    if (/^\/(sign-out|session\/lock)/.test(from.url ?? '')) return void answer.writeHead(404).end()
    const { method, headers } = from
    const on = request(url + from.url, { ...(method && { method }), headers }, (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers)
      reply.pipe(answer)
    })
    on.on('error', () => answer.destroy())
    from.pipe(on)
    return undefined
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, asked: () => asked, close: () => server.close() }
}

/** A browser's cookies as the scanner wants them. */
function jarOf(cookie: string): Record<string, object> {
  const pairs = cookie.split('; ').map((one): [string, object] => {
    const at = one.indexOf('=')
    return [
      one.slice(0, at),
      { version: 0, expires: null, secure: false, port: null, value: one.slice(at + 1) }
    ]
  })
  return Object.fromEntries(pairs)
}
