import { realpathSync } from 'node:fs'
import { isAbsolute, join, resolve, sep } from 'node:path'
import type { Static } from 'typebox'
import { Refusal } from '../../refusal.ts'
import { Type } from '../../values/shape.ts'
import type { Address, DestinationKind, Secret } from '../destinations/destination.ts'

const Text = Type.Optional(Type.String({ maxLength: 500 }))

/** A place that is typed in; a stick is plugged in instead. */
export type TypedKind = Exclude<DestinationKind, 'stick'>

const Kind = Type.Union([
  Type.Literal('folder'),
  Type.Literal('sftp'),
  Type.Literal('webdav'),
  Type.Literal('s3'),
  Type.Literal('rclone')
])

/** What is typed of a place, each kind its own fields; what opens it is in `password` and `private_key`. */
export const PlaceForm = Type.Object({
  kind: Kind,
  name: Type.String({ maxLength: 60 }),
  path: Text,
  host: Text,
  port: Text,
  user: Text,
  url: Text,
  endpoint: Text,
  region: Text,
  bucket: Text,
  prefix: Text,
  access_key: Text,
  remote: Text,
  password: Text,
  private_key: Type.Optional(Type.String({ maxLength: 20_000 }))
})

export type TypedPlace = Static<typeof PlaceForm>

/** A place as it was typed. */
export interface ReadPlace {
  name: string
  address: Address
  secret: Secret
}

/** What is wrong with a field, for the sentence beside it. */
type PlaceFault =
  | 'path'
  | 'path_own'
  | 'host'
  | 'port'
  | 'user'
  | 'url'
  | 'endpoint'
  | 'bucket'
  | 'access_key'
  | 'remote'

/**
 * Reads the form of a place.
 *
 * @param data the box's own folder, in which no backup of it is worth anything
 * @throws {Refusal} backup/place-faulty with the fault
 */
export function readPlaceForm(form: TypedPlace, data: string): ReadPlace {
  const address = readAddress(form, data)
  const secret: Secret = {
    ...(form.password && { password: form.password }),
    ...(form.kind === 'sftp' && form.private_key?.trim() && { private_key: privateKey(form.private_key) })
  }
  return { name: form.name.trim() || placeText(address), address, secret }
}

/** Where a place is, in one line and without secrets. */
export function placeText(address: Address): string {
  switch (address.kind) {
    case 'folder':
      return address.path
    case 'stick':
      return ''
    case 'sftp':
      return `${address.user}@${address.host}:${address.path}`
    case 'webdav':
      return URL.parse(address.url)?.host ?? address.url
    case 's3':
      return `${address.bucket} · ${URL.parse(address.endpoint)?.host ?? address.endpoint}`
    case 'rclone':
      return `${address.remote}:${address.path}`
  }
}

/** Whether two addresses are of one place, whoever goes there and however the host is known. */
export function isSamePlace(one: Address, other: Address): boolean {
  return whereabouts(one) === whereabouts(other)
}

/** Who is shown what opens an address: what was kept for one host is not shown to another. */
export function hostOf(address: Address): string {
  switch (address.kind) {
    case 'folder':
    case 'stick':
      return ''
    case 'sftp':
      return `${address.host.toLowerCase()}:${address.port}`
    case 'webdav':
      return URL.parse(address.url)?.origin ?? ''
    case 's3':
      return URL.parse(address.endpoint)?.origin ?? ''
    case 'rclone':
      return address.remote
  }
}

function whereabouts(address: Address): string {
  switch (address.kind) {
    case 'folder':
      return `folder ${resolve(address.path)}`
    case 'stick':
      return `stick ${address.stick_id}`
    case 'sftp':
      return `sftp ${address.user} ${address.host.toLowerCase()} ${address.port} ${address.path}`
    case 'webdav':
      return `webdav ${address.user} ${address.url.replace(/\/+$/, '')}`
    case 's3':
      return `s3 ${address.endpoint.replace(/\/+$/, '')} ${address.bucket} ${address.prefix}`
    case 'rclone':
      return `rclone ${address.remote} ${address.path}`
  }
}

function readAddress(form: TypedPlace, data: string): Address {
  const text = (name: keyof TypedPlace): string => (form[name] ?? '').trim()
  switch (form.kind) {
    case 'folder':
      return { kind: 'folder', path: folderPath(text('path'), data) }
    case 'sftp':
      return {
        kind: 'sftp',
        host: sound('host', text('host'), /^[\w.:-]{1,255}$/),
        port: portOf(text('port') || '22'),
        user: sound('user', text('user'), /^[^\s:]{1,100}$/),
        path: sound('path', text('path') || 'laci', /^[^\p{Cc}]+$/u),
        host_key: null
      }
    case 'webdav':
      return {
        kind: 'webdav',
        url: webUrl('url', text('url')),
        user: sound('user', text('user'), /^[^\p{Cc}:]{1,200}$/u)
      }
    case 's3':
      return {
        kind: 's3',
        endpoint: webUrl('endpoint', text('endpoint')),
        region: text('region') || 'us-east-1',
        bucket: sound('bucket', text('bucket'), /^[\w.-]{1,255}$/),
        prefix: text('prefix').replace(/^\/+|\/+$/g, ''),
        access_key: sound('access_key', text('access_key'), /^\S{1,200}$/)
      }
    case 'rclone':
      return {
        kind: 'rclone',
        remote: sound('remote', text('remote').replace(/:$/, ''), /^[\w.+@][\w.+@ -]*$/),
        path: text('path').replace(/\/+$/, '')
      }
  }
}

function folderPath(typed: string, data: string): string {
  if (!isAbsolute(typed) || /\p{Cc}/u.test(typed)) throw faulty('path')
  const path = resolve(typed)
  if (path === sep || isInside(path, data)) throw faulty('path_own')
  return path
}

/** By whatever names: a link may lead back into the box's own folder. */
function isInside(path: string, data: string): boolean {
  const own = realPath(data)
  const real = realPath(path)
  return real === own || real.startsWith(join(own, sep))
}

/** A path with its links followed, as far as it is there. */
function realPath(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    const parent = resolve(path, '..')
    return parent === path ? path : join(realPath(parent), path.slice(parent.length))
  }
}

function portOf(text: string): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw faulty('port')
  return port
}

function webUrl(field: PlaceFault, text: string): string {
  const url = URL.parse(/^https?:\/\//i.test(text) ? text : `https://${text}`)
  if (!text || !url?.host || /\s/.test(text) || url.username || url.password) throw faulty(field)
  return url.href
}

function sound(field: PlaceFault, text: string, pattern: RegExp): string {
  if (!pattern.test(text)) throw faulty(field)
  return text
}

/** Pasted from a page it has lost its last line's end, and from Windows it has others. */
function privateKey(text: string): string {
  return `${text.replace(/\r\n?/g, '\n').trim()}\n`
}

function faulty(field: PlaceFault): Refusal {
  return new Refusal('backup/place-faulty', { field })
}
