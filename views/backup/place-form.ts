import type { Address, DestinationKind } from '../../server/backup/destinations/destination.ts'
import type { TypedKind, TypedPlace } from '../../server/backup/places/read-place-form.ts'
import type { Refusal } from '../../server/refusal.ts'
import { backLink } from '../back.ts'
import { field, formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import { linkCard } from '../link-card.ts'
import type { Page } from '../page.ts'
import { refusalNotice } from '../refusal.ts'

/** What stands in the form: what was typed, or what is known of a place. Never a secret. */
export type Typed = Partial<Omit<TypedPlace, 'password' | 'private_key'>> & { kind: TypedKind }

export interface FormFacts {
  typed: Typed
  /** The place that is changed; a new one when not said. */
  destination_id?: string | undefined
  refusal?: Refusal | undefined
}

/** Endpoints of services that speak S3: the region, or what the service calls so, stands in them. */
const S3_SERVICES: [name: string, endpoint: string, region: string][] = [
  ['Backblaze B2', 'https://s3.us-west-004.backblazeb2.com', 'us-west-004'],
  ['Cloudflare R2', 'https://ACCOUNT_ID.r2.cloudflarestorage.com', 'auto'],
  ['Amazon S3', 'https://s3.ap-southeast-3.amazonaws.com', 'ap-southeast-3'],
  ['MinIO', 'https://minio.example.com:9000', 'us-east-1']
]

const ICONS = {
  stick: 'stick',
  folder: 'folder',
  rclone: 'cloud',
  webdav: 'cloud',
  s3: 'cloud',
  sftp: 'server'
} as const satisfies Record<DestinationKind, string>

/** Where the backup may go: one card for each kind. */
export function placeKindsPage(page: Page): Html {
  const { form, places } = page.words.backup
  return frame(
    page,
    form.title,
    html`<p class="hint">${form.which}</p>
    <ul class="kinds">${Object.entries(ICONS).map(([name, picture]) => {
      const kind = name as DestinationKind
      return linkCard({
        icon: picture,
        title: places.kinds[kind],
        text: places.kind_texts[kind],
        href: `/backup/places/new?kind=${kind}`
      })
    })}</ul>`
  )
}

/** How a stick becomes a place: by being plugged in. The page looks by itself whether one is. */
export function stickPage(page: Page, sticks: Html): Html {
  return frame(
    page,
    page.words.backup.places.kinds.stick,
    html`<section class="card stack"><p>${page.words.backup.sticks.how}</p><p class="hint">${icon('wait')} ${page.words.backup.sticks.waiting}</p>
      <div id="backup-standing" class="stack" hx-get="/backup/sticks" hx-swap="innerMorph"
        hx-trigger="laci:backup from:body throttle:1s, every 5s">${sticks}</div></section>`
  )
}

/** The form of a new place. */
export function newPlacePage(page: Page, facts: FormFacts): Html {
  const { kinds, kind_texts } = page.words.backup.places
  const { kind } = facts.typed
  return frame(page, kinds[kind], html`<p class="hint">${kind_texts[kind]}</p>${placeForm(page, facts)}`)
}

function frame(page: Page, title: string, content: Html): Html {
  return layout(page, {
    title,
    place: 'backup',
    content: html`<main id="content" class="page backup">${backLink('/backup', page.words.backup.title)}
      <h1>${title}</h1>${content}</main>`
  })
}

/** The fields of a kind of place, and the button that tries it. The answer takes the form's place. */
export function placeForm(page: Page, { typed, destination_id, refusal }: FormFacts): Html {
  const w = page.words.backup.form
  return html`<form id="place-form" class="card stack" method="post" action="/backup/places/tries" hx-post="/backup/places/tries"
    hx-target="#place-form" hx-select="#place-form" hx-swap="outerHTML" autocomplete="off">
    ${formKeys(page)}<input type="hidden" name="kind" value="${typed.kind}">
    ${destination_id && html`<input type="hidden" name="destination_id" value="${destination_id}">`}
    ${refusal && refusalNotice(page, refusal)}
    ${field(
      w.name,
      html`<input name="name" maxlength="60" value="${typed.name ?? (destination_id ? '' : w.names[typed.kind])}">`,
      w.name_hint
    )}
    ${fields(page, typed)}
    ${destination_id && typed.kind !== 'folder' && html`<p class="hint">${page.words.backup.place.secret_kept}</p>`}
    <div class="actions"><p class="hint">${w.promise}</p><button class="primary">${w.try}</button></div></form>`
}

function fields(page: Page, typed: Typed): Html {
  const w = page.words.backup.form
  switch (typed.kind) {
    case 'folder':
      return field(w.path, text('path', typed.path ?? '', html`required`), w.folder_hint)
    case 'sftp':
      return html`<div class="two">${field(w.host, text('host', typed.host ?? '', html`required`), w.host_hint)}
        ${field(w.port, text('port', typed.port ?? '22', html`inputmode="numeric"`))}
        ${field(w.user, text('user', typed.user ?? '', html`required`))}
        ${field(w.sftp_path, text('path', typed.path ?? 'laci'), w.sftp_path_hint)}</div>
        ${field(w.password, secret())}
        ${field(w.key, html`<textarea name="private_key" rows="3" maxlength="20000" spellcheck="false" autocomplete="off"></textarea>`, w.key_hint)}`
    case 'webdav':
      return html`${field(w.url, text('url', typed.url ?? '', html`required inputmode="url"`), w.url_hint)}
        <div class="two">${field(w.user, text('user', typed.user ?? '', html`required`))}
        ${field(w.webdav_password, secret(), w.webdav_password_hint)}</div>`
    case 's3':
      return s3Fields(page, typed)
    case 'rclone':
      return html`<div class="two">${field(w.remote, text('remote', typed.remote ?? '', html`required`), w.remote_hint)}
        ${field(w.rclone_path, text('path', typed.path ?? 'laci'))}</div>
        ${field(w.rclone_password, secret(), w.rclone_password_hint)}`
  }
}

function s3Fields(page: Page, typed: Typed): Html {
  const w = page.words.backup.form
  return html`<fieldset class="services"><legend>${w.service}</legend><p class="row">${S3_SERVICES.map(
    ([name, endpoint, region]) =>
      html`<button type="button" data-fills="${JSON.stringify({ endpoint, region })}">${name}</button>`
  )}</p></fieldset>
    <div class="two">${field(w.endpoint, text('endpoint', typed.endpoint ?? '', html`required inputmode="url"`))}
    ${field(w.region, text('region', typed.region ?? 'us-east-1'))}
    ${field(w.bucket, text('bucket', typed.bucket ?? '', html`required`), w.bucket_hint)}
    ${field(w.prefix, text('prefix', typed.prefix ?? ''), page.words.common.optional)}
    ${field(w.access_key, text('access_key', typed.access_key ?? '', html`required`))}
    ${field(w.secret_key, secret())}</div>`
}

function text(name: string, value: string, more?: Html): Html {
  return html`<input name="${name}" value="${value}" maxlength="500" autocomplete="off" autocapitalize="off" spellcheck="false" ${more}>`
}

function secret(): Html {
  return html`<input name="password" type="password" maxlength="500" autocomplete="new-password">`
}

/** A place's address as its form says it; null for a stick, which has none to type. */
export function typedAddress(address: Address, name: string): Typed | null {
  if (address.kind === 'stick') return null
  if (address.kind !== 'sftp') return { ...address, name }
  const { host, port, user, path } = address
  return { kind: 'sftp', name, host, port: String(port), user, path }
}
