import { type KeyObject, sign } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { type BundleFile, compress, writeTar } from '../../scripts/release/write-tar.ts'
import { readTar } from '../../server/release/read-tar.ts'
import { RELEASE, type Release, SIGNATURE, SUMS } from '../../server/release/release.ts'
import { formatSums } from '../../server/release/sums.ts'
import { sha256 } from '../../server/release/trust.ts'

/** The files of a bundle, by path, in the archive's order. */
export type Files = Map<string, BundleFile>

/**
 * Makes another archive of a bundle: changed, and signed anew or left with the signature it had.
 *
 * @param key the maker's, to sign what it became; without one, sums and signature stay as the change leaves them
 */
export async function repack(
  archive: string,
  to: string,
  change: (files: Files) => void,
  key?: KeyObject
): Promise<void> {
  const [top, files] = await readBundle(archive)
  change(files)
  if (key) signAnew(files, key)
  const named = [...files].map(([path, file]): [string, BundleFile] => [top + path, file])
  writeFileSync(to, await compress(writeTar(named, 0), 0))
}

async function readBundle(archive: string): Promise<[top: string, files: Files]> {
  const files: Files = new Map()
  let top = ''
  for await (const { path, is_executable, content } of readTar(one(gunzipSync(readFileSync(archive))))) {
    top ||= path.slice(0, path.indexOf('/') + 1)
    const parts: Buffer[] = []
    for await (const part of content) parts.push(part)
    files.set(path.slice(top.length), { bytes: Buffer.concat(parts), is_executable })
  }
  return [top, files]
}

/** Makes a bundle of another version, as an update would bring it: the same program, that calls itself otherwise. */
export async function repackAs(version: string, archive: string, to: string, key: KeyObject): Promise<void> {
  const change = (files: Files) => {
    for (const path of [RELEASE, 'package.json']) {
      const said = JSON.parse(files.get(path)!.bytes.toString()) as Release
      write(files, path, `${JSON.stringify({ ...said, version }, undefined, 2)}\n`)
    }
  }
  await repack(archive, to, change, key)
}

/** Puts a text into a file of a bundle, or a new one. */
export function write(files: Files, path: string, text: string | Buffer): void {
  files.set(path, {
    bytes: Buffer.from(text as string),
    is_executable: files.get(path)?.is_executable ?? false
  })
}

function signAnew(files: Files, key: KeyObject): void {
  const listed = [...files].filter(([path]) => path !== SUMS && path !== SIGNATURE)
  const sums = formatSums(new Map(listed.map(([path, { bytes }]) => [path, sha256(bytes)])))
  write(files, SUMS, sums)
  write(files, SIGNATURE, sign(null, sums, key))
}

async function* one(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
}
