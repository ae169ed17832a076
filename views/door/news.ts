import type { DoorNews, Entry } from '../../server/door/entries.ts'
import { dayAndTime } from '../format.ts'
import { formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Page } from '../page.ts'

/** In the shop: who came in from afar since the owner last looked. Nothing where there is nothing to say. */
export function doorNews(page: Page, news: DoorNews | undefined): Html {
  const latest = news?.entries[0]
  if (!news || !latest) return html``
  const w = page.words.door.alert
  const { counts, is_loud } = news
  const came_in = counts.known + counts.new
  const parts = [
    came_in > 0 && w.signed_in(came_in),
    counts.new > 0 && w.new_device(counts.new),
    counts.refused > 0 && w.refused(counts.refused)
  ].filter((part) => part !== false)
  return html`<div class="door-news card row day-line ${is_loud && 'bad'}" role="${is_loud ? 'alert' : 'status'}">
    <p>${icon(is_loud ? 'warning' : 'keys')} <b>${parts.join(', ')}.</b> <small>${entryLine(page, latest)}</small>${is_loud && html` <small>${w.loud}</small>`}</p>
    <div class="row"><a class="button" href="/second-step">${w.look}</a>
    <form method="post" action="/second-step/news">${formKeys(page)}<input type="hidden" name="seen_id" value="${latest.entry_id}">
      <button class="plain">${w.seen}</button></form></div>
  </div>`
}

/** One who knocked: who, what became of it, when, and from where. */
export function entryLine(
  { words, locale, zone }: Page,
  { name, outcome, at, device, address }: Entry
): string {
  const w = words.door
  const from = whence({ words }, { device, address })
  return `${name ?? w.unknown_name}: ${w.outcomes[outcome]}, ${dayAndTime(at, locale, zone)}, ${from}`
}

/** From where somebody knocked, as far as it is known: `Chrome, Android, 203.0.113.7`. */
export function whence(
  { words }: Pick<Page, 'words'>,
  { device, address }: { device: string; address?: string | null }
): string {
  return [device || words.door.unknown_device, address].filter(Boolean).join(', ')
}
