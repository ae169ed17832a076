import type { Locale } from '../../server/settings/read-settings.ts'
import { type Html, html } from '../html.ts'
import type { Words } from '../words/words.ts'

/** What a browser shows that asks while versions change; it looks again by itself. */
export function shutPage(words: Words, locale: Locale, shop_name: string): Html {
  return html`<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="2"><meta name="color-scheme" content="light dark">
<title>${words.update.shut} · ${shop_name || words.common.app}</title></head>
<body><h1>${words.update.shut}</h1><p>${words.update.shut_text}</p></body></html>`
}
