import type { Settings } from '../../server/settings/read-settings.ts'
import { backLink } from '../back.ts'
import { field, formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { savedNotice } from '../saved.ts'

/** The shop's head, beside the slip it makes. */
export function shopPage(
  page: Page,
  { settings, sample, saved }: { settings: Settings; sample: Html; saved: boolean }
): Html {
  const w = page.words.settings
  return layout(page, {
    title: w.shop,
    place: 'settings',
    content: html`<main id="content" class="page">
      ${backLink('/settings', w.title)}
      <h1>${w.shop}</h1>
      ${saved && savedNotice(page)}
      <div class="beside">
        ${shopForm(page, settings)}
        <figure class="card stack sample">
          <figcaption><h2>${w.preview}</h2><p class="hint">${w.preview_text}</p></figcaption>
          <div id="sample" tabindex="0" role="group" aria-label="${w.preview}" hx-get="/settings/sample" hx-include="#shop-head" hx-swap="innerHTML"
            hx-sync="this:replace" hx-trigger="input from:#shop-head delay:300ms, change from:#shop-head delay:300ms">${sample}</div>
          <a class="button" href="/settings/slip">${icon('receipt')}${page.words.slip_look.title}</a>
        </figure>
      </div>
    </main>`
  })
}

function shopForm(page: Page, settings: Settings): Html {
  const w = page.words.setup
  const s = page.words.settings
  return html`<form class="card stack" method="post" action="/settings/shop" hx-post="/settings/shop" hx-swap="none">
    ${formKeys(page)}
    <fieldset class="stack" id="shop-head">
      <legend class="unseen">${s.shop}</legend>
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

function select(name: string, chosen: string, options: Record<string, string>): Html {
  return html`<select name="${name}">${Object.entries(options).map(
    ([value, label]) => html`<option value="${value}" ${value === chosen ? 'selected' : ''}>${label}</option>`
  )}</select>`
}
