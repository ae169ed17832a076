import { backLink } from '../back.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { languageSwitch, layout } from '../layout.ts'
import { linkCard } from '../link-card.ts'
import type { Page } from '../page.ts'
import { GUIDES, type GuideName, type Part, type Piece, pictureInBox, piecesOf } from './guide.ts'

/** Those that are hung up beside the till or the box: one sheet of A4. */
const SHEETS: readonly GuideName[] = ['cashier', 'technician']

/** The guides there are, for whoever asks: signed in or not. */
export function guidesPage(page: Page): Html {
  const { guides } = page.words
  return layout(page, {
    title: guides.title,
    content: html`<main id="content" class="page">
      <header><h1>${guides.title}</h1><p class="hint">${guides.text}</p></header>
      <ul class="kinds">${GUIDES.map((name) =>
        linkCard({ title: guides[name].title, text: guides[name].lead, href: `/guide/${name}` })
      )}</ul>
      ${whenNobodyIsIn(page)}
    </main>`
  })
}

/** One guide, to be read here or printed. */
export function guidePage(page: Page, name: GuideName): Html {
  const { guides } = page.words
  const { title, lead, parts } = guides[name]
  const is_sheet = SHEETS.includes(name)
  return layout(page, {
    title,
    content: html`<main id="content" class="page sheet-page">
      <div class="unprinted">${backLink('/guide', guides.title)}</div>
      <header class="head unprinted"><p class="hint">${is_sheet ? guides.one_sheet : guides.sheets}</p>
        <button type="button" class="primary" data-print>${icon('printer')}<span>${guides.print}</span></button></header>
      <article class="guide ${is_sheet ? 'one-sheet' : ''}">
        <header><h1>${title}</h1><p>${lead}</p></header>
        <div class="guide-parts">${parts.map((part) => partOf(page, part))}</div>
      </article>
      <div class="unprinted">${whenNobodyIsIn(page)}</div>
    </main>`
  })
}

/** Whoever is signed in switches the language in the menu. */
function whenNobodyIsIn(page: Page): Html | false {
  return !page.who && html`<p class="foot">${languageSwitch(page)}</p>`
}

function partOf({ locale, file }: Page, { heading, text, pictures, steps, points, table }: Part): Html {
  const shown = pictures?.filter(({ in_box }) => in_box)
  return html`<section><h2>${heading}</h2>
    ${text?.map((one) => html`<p>${sentence(one)}</p>`)}
    ${shown?.map((one) => html`<img src="${file(pictureInBox(one, locale))}" alt="${one.shows}" width="1280" height="800">`)}
    ${steps && html`<ol>${steps.map((one) => html`<li>${sentence(one)}</li>`)}</ol>`}
    ${points && html`<ul>${points.map((one) => html`<li>${sentence(one)}</li>`)}</ul>`}
    ${table && tableOf(table)}</section>`
}

function tableOf({ head, rows }: NonNullable<Part['table']>): Html {
  return html`<table><thead><tr>${head.map((one) => html`<th scope="col">${one}</th>`)}</tr></thead>
    <tbody>${rows.map(([first = '', ...rest]) => html`<tr><th scope="row">${sentence(first)}</th>${rest.map((one) => html`<td>${sentence(one)}</td>`)}</tr>`)}</tbody></table>`
}

function sentence(text: string): Html {
  return html`${piecesOf(text).map(pieceOf)}`
}

function pieceOf({ kind, text }: Piece): Html {
  if (kind === 'button') return html`<b class="named">${text}</b>`
  if (kind === 'care') return html`<strong>${text}</strong>`
  if (kind === 'page') return html`<a href="${text}">${text}</a>`
  if (kind === 'typed')
    return /^(F\d+|Enter|\?)$/.test(text) ? html`<kbd>${text}</kbd>` : html`<code>${text}</code>`
  return html`${text}`
}
