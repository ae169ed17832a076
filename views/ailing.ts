import type { Ailment } from '../server/ailing/name-ailment.ts'
import { type Html, html } from './html.ts'
import { wordsIn } from './words/words.ts'

/**
 * What every screen shows while the box can't start. The shop's language stands in the database, which can't be opened, so
 * it is said in both. The page asks again by itself.
 *
 * @param style_url where its style is
 */
export function ailingPage(ailment: Ailment, style_url: string): Html {
  return html`<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<meta http-equiv="refresh" content="5">
<title>${wordsIn('id').faults.ailing[ailment].title}</title>
<link rel="stylesheet" href="${style_url}">
</head>
<body>
<main class="ailing">
  ${section('id', ailment)}
  ${section('en', ailment)}
</main>
</body>
</html>`
}

function section(locale: 'id' | 'en', ailment: Ailment): Html {
  const w = wordsIn(locale).faults.ailing
  const { title, why, act } = w[ailment]
  return html`<section lang="${locale}">
    <h1>${title}</h1>
    <p>${why}</p>
    <p>${w.kept}</p>
    <p><b>${act}</b></p>
    ${ailment !== 'damaged' && html`<p class="hint">${w.by_itself}</p>`}
  </section>`
}
