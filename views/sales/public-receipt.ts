import { type Html, html } from '../html.ts'
import type { Page } from '../page.ts'

/** What a page is told that belongs to nobody who is signed in. */
export interface PublicReceipt extends Pick<Page, 'locale' | 'shop_name' | 'file'> {
  /** What it is, by its number. */
  title: string
  /** The address of the slip's picture. */
  picture: string
  slip_text: string
}

/** The customer's own page of a sale, a refund, an order or a quotation: the slip, and nothing of the shop's. No script, no cookie, no menu. */
export function publicReceipt({ locale, shop_name, file, title, picture, slip_text }: PublicReceipt): Html {
  return html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title} · ${shop_name}</title>
<link rel="icon" href="${file('laci.svg')}" type="image/svg+xml">
<link rel="stylesheet" href="${file('look.css')}">
<link rel="stylesheet" href="${file('office.css')}">
</head>
<body>
<main id="content" class="narrow">
  <header><p class="brand">${shop_name}</p><h1>${title}</h1></header>
  <figure class="slip"><img class="slip-picture" src="${picture}" alt="${slip_text}"></figure>
</main>
</body>
</html>`
}
