import type { Printer } from '../../server/printing/find-printer.ts'
import type { Columns } from '../../server/printing/tables.ts'
import type { SampleKind } from '../../server/receipts/draw-sample.ts'
import type { Settings, SlipLook, SlipPart } from '../../server/settings/read-settings.ts'
import { backLink } from '../back.ts'
import { choices, field, formKeys, postButton } from '../forms.ts'
import { type Html, html, raw } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { FOOT_LENGTH, HEAD_LENGTH, isBound, SLIP_PARTS } from '../receipts/slip-parts.ts'
import { savedNotice } from '../saved.ts'

/** A look as it is typed, and what is made of it. */
export interface LookFacts {
  settings: Settings
  look: SlipLook
  kind: SampleKind
  /** Texts with more lines than there is room for. */
  overfull: { field: 'receipt_head' | 'receipt_foot'; lines: number; most: number }[]
  /** Whether slips look like this already, and whether they ever looked otherwise. */
  is_kept: boolean
  can_go_back: boolean
  pictures: Record<Columns, string>
  printers: readonly Printer[]
}

/** The slip's designer: what is decided on the left, the slip it makes on the right; on a phone one after the other. */
export function slipLookPage(page: Page, facts: LookFacts, saved: boolean): Html {
  const w = page.words.slip_look
  return layout(page, {
    title: w.title,
    place: 'settings',
    content: html`<main id="content" class="page slip-look">
      ${backLink('/settings', page.words.settings.title)}
      <header><h1>${w.title}</h1><p class="hint">${w.text}</p></header>
      ${saved && savedNotice(page)}
      <fieldset class="switch panes"><legend class="unseen">${w.panes}</legend>
        ${option('pane', 'form', w.form, true)}${option('pane', 'sample', w.sample, false)}</fieldset>
      <div class="beside" id="slip-designer">
        <div class="stack look-form">
          <section class="card stack" id="slip-logo">${logoPart(page, facts)}</section>
          ${lookForm(page, facts)}
          ${facts.can_go_back && wayBack(page)}
        </div>
        <div class="stack look-sample">
          ${sampleCard(page, facts)}
          ${paperTrial(page, facts)}
        </div>
      </div>
    </main>`
  })
}

/** The logo: which one, drawn how, how large; its fields belong to the form below it. */
export function logoPart(page: Page, { look: { receipt_logo } }: Pick<LookFacts, 'look'>): Html {
  const w = page.words.slip_look
  return html`<h2>${w.logo}</h2>
    ${
      receipt_logo
        ? html`<div class="stack look-part">
            <input type="hidden" name="logo_id" form="slip-look" value="${receipt_logo.logo_id}">
            ${switched(w.style, 'logo_style', receipt_logo.style, { drawing: w.drawing, photo: w.photo })}
            <p class="hint">${w.style_text}</p>
            ${switched(w.size, 'logo_size', receipt_logo.size, { small: w.small, middle: w.middle, full: w.full })}
          </div>`
        : html`<p class="hint">${w.logo_none}</p>`
    }
    <form class="stack" method="post" action="/settings/slip/logo" enctype="multipart/form-data"
      hx-post="/settings/slip/logo" hx-encoding="multipart/form-data" hx-target="#slip-logo" hx-swap="innerHTML">
      ${formKeys(page)}
      ${field(
        receipt_logo ? w.logo_other : w.logo_file,
        html`<input class="drop" type="file" name="picture" accept="image/png,image/jpeg,image/webp,image/gif" required>`,
        w.logo_file_hint
      )}
      <div class="actions">
        ${
          receipt_logo &&
          html`<button type="button" class="plain" hx-get="/settings/slip/no-logo" hx-target="#slip-logo" hx-swap="innerHTML">${icon('trash')}<span>${w.logo_off}</span></button>`
        }
        <button>${icon('upload')}<span>${w.logo_bring}</span></button>
      </div>
      <p class="hint reading" role="status"><progress aria-label="${w.logo_reading}"></progress>${w.logo_reading}</p>
    </form>`
}

/** The slip as it would be printed, for both widths, and whether that is kept already. */
export function slipSample(page: Page, { overfull, is_kept, pictures }: LookFacts): Html {
  const w = page.words.slip_look
  return html`${overfull.map(
    ({ lines, most }) =>
      html`<div class="notice refused">${icon('warning')}<p>${w.too_many(lines, most)}</p></div>`
  )}
    <p class="notice ${is_kept ? '' : 'waiting'}" role="status">${icon(is_kept ? 'check' : 'wait')}<span>${is_kept ? w.kept : w.unsaved}</span></p>
    ${([32, 48] as const).map(
      (columns) =>
        html`<div class="paper paper-${columns}" tabindex="0" role="group"
          aria-label="${w.sample}, ${columns === 32 ? w.paper_58 : w.paper_80}">${raw(pictures[columns])}</div>`
    )}`
}

function lookForm(page: Page, { look, settings }: LookFacts): Html {
  const w = page.words.slip_look
  return html`<form class="card stack" id="slip-look" method="post" action="/settings/slip" hx-post="/settings/slip" hx-swap="none">
    ${formKeys(page)}
    <div class="stack look-part">
      <h2>${w.lines}</h2>
      <a href="/settings/shop">${w.to_shop}</a>
      ${field(w.head, lines('receipt_head', look.receipt_head, { most: HEAD_LENGTH, rows: 3, example: w.head_example }), w.head_hint)}
      ${field(w.foot, lines('receipt_foot', look.receipt_foot, { most: FOOT_LENGTH, rows: 4, example: w.foot_example }), w.foot_hint)}
      <fieldset><legend><h2>${w.parts_title}</h2></legend>
        <div class="parts">${SLIP_PARTS.map((part) => partSwitch(page, part, settings, look))}</div>
        <p class="hint">${w.always}</p></fieldset>
      ${choices(w.paper, 'columns', String(look.columns), [
        ['32', w.paper_58, w.paper_58_text],
        ['48', w.paper_80, w.paper_80_text]
      ])}
      <p class="hint">${w.paper_hint}</p>
    </div>
    <div class="actions keep"><button class="primary">${page.words.common.save}</button></div>
  </form>`
}

function lines(
  name: string,
  text: string,
  { most, rows, example }: { most: number; rows: number; example: string }
): Html {
  return html`<textarea name="${name}" maxlength="${most}" rows="${rows}" placeholder="${example}">${text}</textarea>`
}

/** What the law asks for stands there ticked, with the reason beside it, and can't be taken away. */
function partSwitch(
  { words: { slip_look: w } }: Page,
  part: SlipPart,
  settings: Settings,
  look: SlipLook
): Html {
  const bound = isBound(part, settings)
  return html`<label class="choice"><input type="checkbox" name="show_${part}" value="yes"
    ${(bound || look.receipt_shows[part]) && 'checked'} ${bound && 'disabled'}>
    <span>${w.parts[part]}${bound && html`<small>${w.bound}</small>`}</span></label>`
}

function sampleCard(page: Page, facts: LookFacts): Html {
  const w = page.words.slip_look
  const events = ['input', 'change'].map((event) => `${event} from:#slip-designer delay:250ms`)
  return html`<figure class="card stack">
    <figcaption><h2>${w.sample}</h2></figcaption>
    <div class="look-part">${switched(w.kind, 'kind', facts.kind, w.kinds)}</div>
    <fieldset class="switch"><legend>${w.width}</legend>
      ${option('paper', '32', w.paper_58, facts.look.columns === 32)}
      ${option('paper', '48', w.paper_80, facts.look.columns === 48)}</fieldset>
    <div id="slip-sample" class="stack" hx-get="/settings/slip/sample" hx-include=".look-part" hx-swap="innerMorph"
      hx-sync="this:replace" hx-trigger="${events.join(', ')}, laci:logo from:body delay:100ms">${slipSample(page, facts)}</div>
  </figure>`
}

/** Prints what is on the screen; the answer says how the printing fares. */
function paperTrial(page: Page, { printers }: LookFacts): Html {
  const w = page.words.slip_look
  if (printers.length === 0) {
    return html`<section class="card stack"><h2>${w.print_title}</h2><p class="hint">${w.no_printer}</p>
      <a class="button" href="/printers">${icon('printer')}${page.words.printer.title}</a></section>`
  }
  return html`<form class="card stack" method="post" action="/settings/slip/samples" hx-post="/settings/slip/samples"
    hx-include=".look-part" hx-target="#slip-trial" hx-swap="innerHTML">
    <header><h2>${w.print_title}</h2><p class="hint">${w.print_text}</p></header>
    ${field(
      w.printer,
      html`<select name="printer_id">${printers.map(
        ({ printer_id, name }) => html`<option value="${printer_id}">${name}</option>`
      )}</select>`
    )}
    <button>${icon('printer')}<span>${w.print}</span></button>
    <div id="slip-trial"></div>
  </form>`
}

function wayBack(page: Page): Html {
  const w = page.words.slip_look
  return html`<section class="card head"><p class="hint">${w.back_text}</p>
    ${postButton(page, '/settings/slip/earlier', w.back, '')}</section>`
}

/** A few short words to choose one from, in a row; they belong to the form that is saved. */
function switched(legend: string, name: string, chosen: string, options: Record<string, string>): Html {
  return html`<fieldset class="switch"><legend>${legend}</legend>${Object.entries(options).map(
    ([value, label]) => option(name, value, label, value === chosen, html`form="slip-look"`)
  )}</fieldset>`
}

function option(name: string, value: string, label: string, is_chosen: boolean, more?: Html): Html {
  return html`<label><input type="radio" name="${name}" value="${value}" ${is_chosen && 'checked'} ${more}><span>${label}</span></label>`
}
