import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Test } from 'tap'
import type { Address, Secret } from '../../../server/backup/destinations/destination.ts'

const S3RVER = join(import.meta.dirname, '../../../node_modules/s3rver')
const PROGRAM = join(S3RVER, 'bin/s3rver.js')

/**
 * S3 keeps an object whole or not at all; this server writes where it is read, so a line that was cut would leave half of
 * one. Here it takes all in before it gives it its name.
 */
const WHOLE_OR_NOT = `data:text/javascript,${encodeURIComponent(`
  import { createHash, randomUUID } from 'node:crypto'
  import { mkdir, rename, writeFile } from 'node:fs/promises'
  import { createRequire } from 'node:module'
  import { dirname } from 'node:path'
  const Store = createRequire('${S3RVER}/')('./lib/stores/filesystem.js')
  Store.prototype.putObject = async function ({ bucket, key, content, metadata }) {
    const bytes = Buffer.isBuffer(content) ? content : Buffer.concat(await Array.fromAsync(content))
    const path = this.getResourcePath(bucket, key, 'object')
    const coming = this.getResourcePath(bucket, key, randomUUID())
    await mkdir(dirname(path), { recursive: true })
    await writeFile(coming, bytes)
    await rename(coming, path)
    const md5 = createHash('md5').update(bytes).digest('hex')
    await this.putMetadata(bucket, key, metadata, md5)
    return { size: bytes.length, md5 }
  }
`)}`

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
    '--import',
    WHOLE_OR_NOT,
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
