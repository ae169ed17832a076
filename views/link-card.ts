import { type Html, html } from './html.ts'
import { type IconName, icon } from './icons.ts'

/** A card that leads to a page of its own: its name, and a line of how things stand there. */
export function linkCard(card: { icon?: IconName; title: string; text: string; href: string | Html }): Html {
  return html`<li><a class="card" href="${card.href}">${card.icon && icon(card.icon)}<b>${card.title}</b><span>${card.text}</span></a></li>`
}
