import type { Certificate } from '../../server/backup/proof/certificate.ts'
import type { Step } from '../../server/backup/proof/proof.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import {
  brokenRules,
  factLines,
  foundText,
  headline,
  stepSentence,
  systemWords
} from './certificate-lines.ts'

/** The owner's page of a restoring that was tried: one sentence, what it is about, and what was checked. Fits on A4. */
export function certificatePage(page: Page, certificate: Certificate): Html {
  const w = page.words.proof
  const { title, text } = headline(page, certificate)
  const { proof } = certificate
  return layout(page, {
    title: w.title,
    place: 'backup',
    content: html`<main id="content" class="page certificate">
      <header class="${proof.ok ? 'good' : 'bad'}">
        <p class="hint">${w.title} · ${certificate.shop_name}</p>
        <h1>${icon(proof.ok ? 'check' : 'warning')}<span>${title}</span></h1>
        <p class="about">${text}</p>
      </header>
      <section class="card stack"><h2>${w.facts_title}</h2>
        <dl class="facts">${factLines(page, certificate).map(
          ([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`
        )}</dl></section>
      <section class="card stack"><h2>${w.steps_title}</h2>
        <ul class="checks">${proof.steps.map((step) => checked(page, step))}</ul></section>
    </main>`
  })
}

function checked(page: Page, step: Step): Html {
  const w = page.words.proof
  const found = foundText(page, step)
  const detail = systemWords(page, step)
  const broken = brokenRules(page, step)
  const noted = step.is_compared ? (['good', 'check'] as const) : (['noted', 'minus'] as const)
  const [kind, picture] = step.ok ? noted : (['bad', 'close'] as const)
  return html`<li class="${kind}">
    ${icon(picture)}
    <div>
      <p>${stepSentence(page, step)}</p>
      ${found && html`<p class="hint">${found}</p>`}
      ${
        broken.length > 0 &&
        html`<p>${w.broken}:</p>
        <ul class="broken">${broken.map(
          ({ sentence, offenders }) => html`<li>${sentence} <small>${offenders}</small></li>`
        )}</ul>`
      }
      ${detail && html`<p class="system-words">${detail}</p>`}
    </div>
  </li>`
}
