import type { Settings } from '../../server/settings/read-settings.ts'
import { percent } from '../format.ts'
import { type Html, html } from '../html.ts'
import type { Page } from '../page.ts'

/** Which taxes the shop collects, in a line, and the way to their page. */
export function taxCard(page: Page, { collects_tax, collects_pbjt, service_bp }: Settings): Html {
  const w = page.words.tax
  const said = [
    collects_tax && w.collects.ppn,
    collects_pbjt && w.collects.pbjt,
    service_bp > 0 && w.collects.service(percent(service_bp, page.locale))
  ].filter((text) => text !== false)
  const text = said.length > 0 ? w.shop(new Intl.ListFormat(page.locale).format(said)) : w.none
  return card({ id: 'taxes', title: w.title, text, href: '/settings/tax', action: w.set_up })
}

/** Whether the shop's scales print labels, in a line, and the way to their page. */
export function scaleCard({ words }: Page, { scale_labels }: Settings): Html {
  const w = words.goods.scale
  const text = scale_labels.length > 0 ? w.count(scale_labels.length) : w.none
  return card({ id: 'scale', title: w.title, text, href: '/settings/scale', action: w.set_up })
}

function card({
  id,
  title,
  text,
  href,
  action
}: Record<'id' | 'title' | 'text' | 'href' | 'action', string>): Html {
  return html`<section class="card head" id="${id}"><div><h2>${title}</h2><p class="hint">${text}</p></div>
    <a class="button" href="${href}">${action}</a></section>`
}
