import { newId } from '../../../server/values/id.ts'
import type { Route } from '../../routes.ts'
import type { Chances } from '../chances.ts'
import type { Device } from './attack.ts'

/** What a field may hold that no page of ours would send. */
const ODD = [
  '',
  ' ',
  '0',
  '-1',
  '1e999',
  '9007199254740993',
  '99999999999999999999999999',
  'NaN',
  '0x10',
  '1,5',
  '1.000.000.000.000',
  'null',
  'true',
  '[]',
  '{"a":1}',
  '__proto__',
  'constructor',
  "'; drop table sales; --",
  '" or 1=1 --',
  '%',
  '_',
  '*',
  '"*" near/1',
  '<script>alert(1)</script>',
  '=cmd|calc!A1',
  '../../etc/passwd',
  'C:\\nul',
  '\u0000',
  '\u202e‮',
  '\u{1F600}'.repeat(50),
  'é'.repeat(300),
  'x'.repeat(5000),
  '\r\nSet-Cookie: a=b',
  '{{7*7}}',
  '2026-02-30',
  '0000-00-00',
  '9999-12-31T23:59:60Z',
  'owner',
  'cash',
  '127.0.0.1:1',
  '/dev/zero',
  '/today\nenv;',
  '/\t/elsewhere.test',
  '//elsewhere.test',
  'file:///etc/passwd',
  '٣٤٥',
  '3*8998009040405'
]

interface Bent {
  path: string
  headers: Record<string, string>
  body: string | Buffer<ArrayBuffer>
}

/** A form for a route, bent out of shape. */
export function bendForm(route: Route, device: Device, chances: Chances): Bent {
  const headers: Record<string, string> = { cookie: device.cookie, 'content-type': FORM }
  if (chances.below(8) > 0) headers['x-csrf-token'] = device.token
  if (chances.below(2) === 0) headers['hx-request'] = 'true'
  const path = climb(route.url, chances)
  const fields = bendFields(route, chances)
  const text = new URLSearchParams(fields).toString()
  const json = JSON.stringify(Object.fromEntries(fields))
  switch (chances.below(10)) {
    case 0:
      return { path, headers: { ...headers, 'content-type': chances.of(TYPES) }, body: text }
    case 1:
      return { path, headers: { ...headers, 'content-type': 'application/json' }, body: json }
    case 2:
      return { path, headers: { ...headers, 'content-type': MULTIPART }, body: inParts(fields, chances) }
    case 3:
      return { path, headers, body: damage(Buffer.from(text), chances) }
    default:
      return { path, headers, body: text }
  }
}

/** An address whose names are filled with what was never given out. */
export function climb(url: string, chances: Chances): string {
  const filled = url.replace(/:(\w+)/g, () =>
    chances.below(2) === 0 ? newId() : encodeURIComponent(chances.of(ODD)).slice(0, 300)
  )
  if (chances.below(3) > 0) return filled
  return `${filled}?${new URLSearchParams([[chances.of(NAMES), chances.of(ODD)]])}`
}

const FORM = 'application/x-www-form-urlencoded'
const MULTIPART = 'multipart/form-data; boundary=cut'
const TYPES = [
  'text/plain',
  'application/json',
  'multipart/form-data',
  'application/xml',
  '',
  'x',
  `${FORM}; charset=utf-7`
]
const NAMES = [
  'q',
  'at',
  'page',
  'from',
  'to',
  'saved',
  'by',
  'who',
  '__proto__',
  'constructor[a]',
  'a[]',
  'day'
]

function bendFields({ required }: Route, chances: Chances): [string, string][] {
  const fields = required.map((name): [string, string] => [
    name,
    name === 'request_id' ? newId() : chances.of(ODD)
  ])
  if (chances.below(6) === 0) fields.splice(chances.below(fields.length + 1), 1)
  if (chances.below(4) === 0) fields.push([chances.of(NAMES), chances.of(ODD)])
  if (chances.below(6) === 0 && fields.length > 0) fields.push(chances.of(fields))
  if (chances.below(12) === 0) fields.push(['request_id', chances.of(ODD)])
  if (chances.below(8) === 0) fields.push(['approver_id', newId()], ['approver_pin', chances.of(ODD)])
  return fields
}

/** Parts as a browser sends them, with files among them, often cut short. */
function inParts(fields: [string, string][], chances: Chances): Buffer<ArrayBuffer> {
  const text = fields
    .map(([name, value]) => {
      const file =
        chances.below(3) === 0 ? `; filename="${chances.of(['a.csv', '../a.xlsx', 'a\r\n.png', ''])}"` : ''
      return `--cut\r\ncontent-disposition: form-data; name="${name}"${file}\r\n\r\n${value}\r\n`
    })
    .join('')
  const whole = Buffer.from(`${text}--cut--\r\n`)
  return chances.below(3) === 0 ? damage(whole, chances) : whole
}

/** Some bytes turned, or the end missing. */
function damage(bytes: Buffer<ArrayBuffer>, chances: Chances): Buffer<ArrayBuffer> {
  const copy = Buffer.from(bytes)
  for (let times = chances.below(5); times >= 0 && copy.length > 0; times--)
    copy[chances.below(copy.length)] = chances.below(256)
  return chances.below(2) === 0 ? copy.subarray(0, chances.below(copy.length + 1)) : copy
}
