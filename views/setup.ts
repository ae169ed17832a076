import type { Locale, Settings } from '../server/settings/read-settings.ts'
import { field, formKeys } from './forms.ts'
import { type Html, html } from './html.ts'
import { icon } from './icons.ts'
import { languageSwitch, layout } from './layout.ts'
import { linkCard } from './link-card.ts'
import type { Page } from './page.ts'

const STEPS = 4

/** First of the four questions: the language, asked in both. */
export function welcomeStep(page: Page): Html {
  const { words } = page
  return step(page, 1, words.setup.language_question, '/setup', [
    html`<p>${words.setup.welcome_text}</p>
    <div class="choices">
      ${languageChoice('id', 'Bahasa Indonesia', page.locale)}
      ${languageChoice('en', 'English', page.locale)}
    </div>
    <ul class="kinds">
      ${linkCard({ icon: 'undo', title: words.restore.have, text: words.restore.have_text, href: '/setup/backup' })}
      ${linkCard({ icon: 'upload', title: words.exports.bring_back.have, text: words.exports.bring_back.have_text, href: '/setup/copy' })}
    </ul>`
  ])
}

/** Which shop, and where. */
export function shopStep(page: Page, settings: Settings): Html {
  const w = page.words.setup
  return step(page, 2, w.shop_question, '/setup/shop', [
    field(
      w.shop_name,
      html`<input name="name" required maxlength="60" autocomplete="organization" value="${settings.name}" autofocus>`
    ),
    field(
      w.address,
      html`<textarea name="address" required maxlength="200" rows="2" autocomplete="street-address">${settings.address}</textarea>`
    ),
    field(
      w.phone,
      html`<input name="phone" type="tel" maxlength="30" autocomplete="tel" value="${settings.phone}">`,
      page.words.common.optional
    ),
    field(
      w.zone,
      html`<select name="zone">${Object.entries(w.zones).map(
        ([zone, label]) =>
          html`<option value="${zone}" ${zone === settings.zone ? 'selected' : ''}>${label}</option>`
      )}</select>`
    )
  ])
}

/** Which tax, and how wide the slip. */
export function taxStep(page: Page, settings: Settings): Html {
  const w = page.words.setup
  const tax = (value: string, label: string, text: string) =>
    choice('collects_tax', value, label, text, settings.collects_tax === (value === 'yes'))
  const width = (value: number, label: string, text: string) =>
    choice('columns', String(value), label, text, settings.columns === value)
  return step(page, 3, w.tax_question, '/setup/tax', [
    html`<fieldset><legend>${w.tax_status}</legend><div class="choices">
      ${tax('no', w.not_taxable, w.not_taxable_text)}${tax('yes', w.taxable, w.taxable_text)}</div></fieldset>`,
    field(
      w.npwp,
      html`<input name="npwp" inputmode="numeric" maxlength="24" value="${settings.npwp}">`,
      w.npwp_none
    ),
    html`<fieldset><legend>${w.width}</legend><div class="choices">
      ${width(32, w.width_58, w.width_58_text)}${width(48, w.width_80, w.width_80_text)}</div></fieldset>`
  ])
}

/** Who owns the shop; with this the shop is open. */
export function ownerStep(page: Page, { asks_code }: { asks_code: boolean }): Html {
  const w = page.words.setup
  return step(
    page,
    4,
    w.owner_question,
    '/setup/owner',
    [
      field(w.owner_name, html`<input name="name" required maxlength="60" autocomplete="name" autofocus>`),
      field(
        w.password,
        html`<input name="password" type="password" required minlength="10" maxlength="200" autocomplete="new-password">`,
        w.password_hint
      ),
      field(
        w.password_again,
        html`<input name="password_again" type="password" required maxlength="200" autocomplete="new-password">`
      ),
      asks_code &&
        field(w.code, html`<input name="code" required inputmode="numeric" maxlength="20">`, w.code_hint)
    ],
    w.finish
  )
}

function step(
  page: Page,
  at: number,
  question: string,
  url: string,
  fields: (Html | false)[],
  action?: string
): Html {
  const { words } = page
  return layout(page, {
    title: words.setup.title,
    content: html`<main id="content" class="narrow setup">
      <header>
        <p class="brand">${at === 1 ? words.setup.welcome : words.common.app}</p>
        <p class="step">${words.setup.step(at, STEPS)}</p>
        <progress value="${at}" max="${STEPS}" aria-label="${words.setup.step(at, STEPS)}"></progress>
      </header>
      <form class="card stack" method="post" action="${url}" hx-post="${url}" hx-swap="none">
        <h1>${question}</h1>
        ${formKeys(page)}
        ${fields}
        <div class="actions">
          ${at > 1 ? html`<a class="button" href="${backOf(at)}">${words.common.back}</a>` : languageSwitch(page)}
          <button class="primary">${action ?? words.common.next}</button>
        </div>
      </form>
      ${at === 1 && html`<p class="foot"><a class="language" href="/guide">${icon('help')}<span>${words.guides.title}</span></a></p>`}
    </main>`
  })
}

function backOf(at: number): string {
  return ['/setup', '/setup', '/setup/shop', '/setup/tax'][at - 1]!
}

function choice(name: string, value: string, label: string, text: string, chosen: boolean): Html {
  return html`<label class="choice"><input type="radio" name="${name}" value="${value}" ${chosen ? 'checked' : ''} required>
    <span><b>${label}</b><small>${text}</small></span></label>`
}

function languageChoice(value: Locale, label: string, current: Locale): Html {
  return html`<label class="choice" lang="${value}"><input type="radio" name="locale" value="${value}"
    ${value === current ? 'checked' : ''} required><span><b>${label}</b></span></label>`
}
