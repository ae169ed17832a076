import type { DestinationFault } from '../../server/backup/destinations/destination.ts'
import type { TriedStep } from '../../server/backup/destinations/try-destination.ts'
import type { Trying } from '../../server/backup/places/tries.ts'
import { formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { bytesText, span } from './say.ts'

/** In the order in which a place is tried. */
const STEPS = ['reach', 'write', 'read', 'list', 'delete'] as const satisfies TriedStep['step'][]
/** A clock that is off by less is as good as right. */
const CLOCK_OFF_MS = 60_000

/** A try on a page of its own, for a browser without scripts. */
export function triedPage(page: Page, trying: Trying): Html {
  const { title } = page.words.backup.form
  return layout(page, {
    title,
    place: 'backup',
    content: html`<main id="content" class="page backup"><h1>${title}</h1>${triedCard(page, trying)}</main>`
  })
}

/** How a try goes: step by step while it does, then what it came to and what may be done. */
export function triedCard(page: Page, trying: Trying): Html {
  const url = `/backup/places/tries/${trying.try_id}`
  const is_running = trying.state === 'trying' || trying.state === 'asking-key'
  return html`<section id="place-form" class="card stack tried" aria-live="polite" ${
    is_running && html`hx-get="${url}" hx-trigger="every 700ms" hx-select="#place-form" hx-swap="outerMorph"`
  }>${content(page, trying)}</section>`
}

function content(page: Page, trying: Trying): Html {
  const w = page.words.backup.tried
  if (trying.state === 'key-shown') return keyQuestion(page, trying)
  if (trying.state !== 'done')
    return html`<header><h2>${w.running}</h2><p class="hint">${w.running_text}</p></header>
      ${stepList(page, trying)}<noscript><a class="button" href="">${page.words.common.reload}</a></noscript>`
  return trying.result?.ok ? success(page, trying) : failure(page, trying)
}

function stepList(page: Page, { steps, state }: Trying): Html {
  const w = page.words.backup.tried
  return html`<ol class="try-steps">${STEPS.map((step, at) => {
    const done = steps.find((one) => one.step === step)
    const is_next = state === 'trying' && at === steps.length
    const mark = done ? (done.fault ? 'close' : 'check') : is_next ? 'wait' : 'minus'
    const kind = done ? (done.fault ? 'bad' : 'good') : ''
    return html`<li class="${kind}">${icon(mark)}<span>${w.steps[step]}</span>${done && html`<small>${w.ms(done.took_ms)}</small>`}</li>`
  })}</ol>`
}

/** A host that is new is not shown our password before a person has said that it is the one that is meant. */
function keyQuestion(page: Page, { try_id, address }: Trying): Html {
  const w = page.words.backup.tried
  if (address.kind !== 'sftp') return html``
  const [kind, fingerprint] = (address.host_key ?? '').split(' ')
  return html`<header><h2>${w.key_title}</h2><p>${w.key_text(address.host)}</p></header>
    <p class="fingerprint"><small>${kind}</small><b>${fingerprint}</b></p><p class="hint">${w.key_how}</p>
    <div class="actions">${actionForm(page, `/backup/places/tries/${try_id}/trust`, w.key_yes)}
      <a class="button" href="/backup">${w.key_no}</a></div>`
}

function actionForm(page: Page, url: string, label: string): Html {
  return html`<form method="post" action="${url}" hx-post="${url}" hx-target="#place-form" hx-select="#place-form" hx-swap="outerHTML">
    ${formKeys(page)}<button class="primary">${label}</button></form>`
}

function success(page: Page, trying: Trying): Html {
  const w = page.words.backup.tried
  const { free_bytes, clock_ahead_ms } = trying.result!.learned
  const off = Math.abs(clock_ahead_ms ?? 0)
  return html`<h2 class="good">${icon('check')} ${w.ok}</h2>${stepList(page, trying)}
    ${free_bytes !== null && html`<p class="hint">${w.free(bytesText(page, free_bytes))}</p>`}
    ${off > CLOCK_OFF_MS && html`<p class="hint">${w.clock(span(page, off))}</p>`}
    ${trying.on_own_disk && html`<div class="notice waiting">${icon('warning')}<p>${w.own_disk}</p></div>`}
    <div class="actions">${actionForm(page, `/backup/places/tries/${trying.try_id}/keeping`, w.save)}${backButton(page, trying)}</div>`
}

function failure(page: Page, trying: Trying): Html {
  const w = page.words.backup.tried
  const fault = trying.fault ?? trying.result?.steps.find((step) => step.fault)?.fault
  return html`<h2 class="bad">${icon('warning')} ${w.failed}</h2>
    ${trying.result && stepList(page, trying)}
    ${fault && faultText(page, fault)}
    <div class="actions">${backButton(page, trying)}</div>`
}

function faultText(page: Page, { kind, message }: DestinationFault): Html {
  return html`<div class="notice refused">${icon('warning')}<p>${page.words.backup.places.faults[kind]}.</p></div>
    <details><summary>${page.words.backup.tried.system}</summary><p class="system-words">${message}</p></details>`
}

/** Back to the form with what was typed, but for the secrets. */
function backButton(page: Page, { try_id }: Trying): Html {
  return html`<a class="button" href="/backup/places/tries/${try_id}/form">${page.words.backup.tried.back}</a>`
}
