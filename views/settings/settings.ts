import type { Printer } from '../../server/printing/find-printer.ts'
import { Fault } from '../../server/qris/fault.ts'
import { readPayload } from '../../server/qris/read-payload.ts'
import type { Settings } from '../../server/settings/read-settings.ts'
import type { Terminal } from '../../server/terminals/find-terminal.ts'
import { pointsSettingsCard } from '../customers/points-settings.ts'
import { choices, field, formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { savedNotice } from '../saved.ts'
import { printerSelect } from '../terminals/pairing.ts'
import { scaleCard, taxCard } from './cards.ts'

export interface SettingsFacts {
  settings: Settings
  tills: Terminal[]
  printers: Printer[]
  /** A slip as these settings make it. */
  sample: Html
  saved: boolean
}

/** What the owner decides: the shop's head beside the slip it makes, and what each till prints on. */
export function settingsPage(page: Page, { settings, tills, printers, sample, saved }: SettingsFacts): Html {
  const w = page.words.settings
  return layout(page, {
    title: w.title,
    place: 'settings',
    content: html`<main id="content" class="page">
      <h1>${w.title}</h1>
      ${saved && savedNotice(page)}
      <div class="beside">
        ${shopForm(page, settings)}
        <figure class="card stack sample">
          <figcaption><h2>${w.preview}</h2><p class="hint">${w.preview_text}</p></figcaption>
          <div id="sample" hx-get="/settings/sample" hx-include="#shop-head" hx-swap="innerHTML"
            hx-trigger="input from:#shop-head delay:300ms, change from:#shop-head delay:300ms">${sample}</div>
        </figure>
      </div>
      ${taxCard(page, settings)}
      ${qrisCard(page, settings)}
      ${scaleCard(page, settings)}
      ${tendersCard(page)}
      ${pointsSettingsCard(page, settings)}
      <section class="stack" id="tills"><h2>${w.tills}</h2>
        ${tills.length === 0 ? noTills(page) : html`<ul class="tills">${tills.map((till) => tillCard(page, till, printers))}</ul>`}
      </section>
      ${displayCard(page)}
    </main>`
  })
}

function shopForm(page: Page, settings: Settings): Html {
  const w = page.words.setup
  const s = page.words.settings
  return html`<form class="card stack" method="post" action="/settings" hx-post="/settings" hx-swap="none">
    ${formKeys(page)}
    <fieldset class="stack" id="shop-head">
      <legend><h2>${s.shop}</h2></legend>
      ${field(
        w.shop_name,
        html`<input name="name" required maxlength="60" autocomplete="organization" value="${settings.name}">`
      )}
      ${field(
        w.address,
        html`<textarea name="address" maxlength="200" rows="2" autocomplete="street-address">${settings.address}</textarea>`
      )}
      ${field(
        w.phone,
        html`<input name="phone" type="tel" maxlength="30" autocomplete="tel" value="${settings.phone}">`,
        page.words.common.optional
      )}
      ${field(
        s.foot,
        html`<textarea name="receipt_foot" maxlength="200" rows="2" placeholder="${s.foot_example}">${settings.receipt_foot}</textarea>`
      )}
      ${choices(w.width, 'columns', String(settings.columns), [
        ['32', w.width_58, w.width_58_text],
        ['48', w.width_80, w.width_80_text]
      ])}
      ${field(
        w.npwp,
        html`<input name="npwp" inputmode="numeric" maxlength="24" pattern="[0-9. \\-]*" value="${settings.npwp}">`,
        w.npwp_none
      )}
      <div class="two">
        ${field(s.language, select('locale', settings.locale, { id: 'Bahasa Indonesia', en: 'English' }), s.language_hint)}
        ${field(w.zone, select('zone', settings.zone, w.zones))}
      </div>
    </fieldset>
    <button class="primary">${page.words.common.save}</button>
  </form>`
}

function qrisCard({ words }: Page, { qris_static }: Settings): Html {
  const kept = qris_static === null ? undefined : readPayload(qris_static)
  const merchant = kept instanceof Fault ? undefined : kept?.merchant
  return html`<section class="card head" id="qris">
    <div><h2>${words.qris.title}</h2><p class="hint">${merchant ? `${merchant.name} · ${merchant.nmid}` : words.qris.none}</p></div>
    <a class="button" href="/settings/qris">${words.qris.set_up}</a>
  </section>`
}

function displayCard({ words }: Page): Html {
  const w = words.displays
  return html`<section class="card head" id="displays">
    <div><h2>${w.title}</h2><p class="hint">${w.intro}</p></div>
    <a class="button" href="/displays">${icon('screen')}<span>${w.paired}</span></a>
  </section>`
}

function tendersCard({ words }: Page): Html {
  const w = words.tenders
  return html`<section class="card head" id="tenders"><div><h2>${w.title}</h2><p class="hint">${w.text}</p></div>
    <a class="button" href="/settings/tenders">${w.open}</a></section>`
}

function tillCard(page: Page, till: Terminal, printers: Printer[]): Html {
  const url = `/tills/${till.terminal_id}/printer`
  const here = till.terminal_id === page.terminal?.terminal_id
  return html`<li class="card"><form class="stack" method="post" action="${url}" hx-post="${url}" hx-swap="none">
    ${formKeys(page)}
    <h3>${till.code} · ${till.name} ${here && html`<span class="tag good">${page.words.settings.this_device}</span>`}</h3>
    ${field(page.words.pair.printer, printerSelect(page, printers, till.printer_id))}
    <button>${page.words.common.save}</button>
  </form></li>`
}

function noTills({ words }: Page): Html {
  return html`<div class="card empty">${icon('till')}<p>${words.settings.no_tills}</p>
    <a class="button" href="/till/pairing">${words.pair.title}</a></div>`
}

function select(name: string, chosen: string, options: Record<string, string>): Html {
  return html`<select name="${name}">${Object.entries(options).map(
    ([value, label]) => html`<option value="${value}" ${value === chosen ? 'selected' : ''}>${label}</option>`
  )}</select>`
}
