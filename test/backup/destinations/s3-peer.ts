import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Test } from 'tap'
import type { Address, Secret } from '../../../server/backup/destinations/destination.ts'

const PROGRAM = join(import.meta.dirname, '../../../node_modules/s3rver/bin/s3rver.js')

/** A server that speaks S3, of others' making. */
export interface S3Peer {
  port: number
  address: Extract<Address, { kind: 's3' }>
  secret: Secret
}

/** @param clock_ahead_ms how wrong its clock is */
export async function startS3(t: Test, clock_ahead_ms = 0): Promise<S3Peer> {
  // Its page tokens are made with a cipher that Node has put away among the old ones.
  const args = [
    '--openssl-legacy-provider',
    '--no-deprecation',
    '--import',
    wrongClock(clock_ahead_ms),
    PROGRAM
  ]
  const own = ['-d', t.testdir(), '-a', '127.0.0.1', '-p', '0', '--configure-bucket', 'cadangan']
  const server = spawn(process.execPath, [...args, ...own], { env: {}, stdio: ['ignore', 'pipe', 'pipe'] })
  t.teardown(async () => {
    if (server.exitCode === null && server.kill('SIGKILL')) await once(server, 'exit')
  })
  let said = ''
  server.stderr.on('data', (bytes) => {
    said += bytes // it complains at length of lines that are cut
  })
  const port = await new Promise<number>((resolve, reject) => {
    server.on('exit', () => reject(new Error(`s3rver ended: ${said}`)))
    server.stdout.on('data', (bytes) => {
      said += bytes
      const [, found] = /listening on [^\s]*:(\d+)/.exec(said) ?? []
      if (found) resolve(Number(found))
    })
  })
  return { port, address: s3Address(port), secret: { password: 'S3RVER' } }
}

export function s3Address(port: number): S3Peer['address'] {
  return {
    kind: 's3',
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    bucket: 'cadangan',
    prefix: 'toko/satu',
    access_key: 'S3RVER'
  }
}

function wrongClock(ahead_ms: number): string {
  const script = `
    const Right = Date
    globalThis.Date = class extends Right {
      constructor(...args) { args.length === 0 ? super(Right.now() + ${ahead_ms}) : super(...args) }
      static now() { return Right.now() + ${ahead_ms} }
    }`
  return `data:text/javascript,${encodeURIComponent(script)}`
}
