import { field } from '../forms.ts'
import { type Html, html } from '../html.ts'
import type { Page } from '../page.ts'
import type { PromotionFacts } from './promotion.ts'

/** When a promotion runs, for whom, and before which others. */
export function whenFields(page: Page, { text, groups }: PromotionFacts): Html {
  const w = page.words.promotions.form
  return html`<fieldset class="stack"><legend><h2>${w.when}</h2></legend>
    <div class="two">
      ${field(w.starts_on, html`<input name="starts_on" type="date" required value="${text.starts_on}">`)}
      ${field(w.ends_on, html`<input name="ends_on" type="date" value="${text.ends_on}">`, w.ends_hint)}
    </div>
    <fieldset><legend>${w.weekdays}</legend><div class="weekdays">${w.days.map(
      (
        day,
        at
      ) => html`<label class="tick"><input type="checkbox" name="weekday" value="${at + 1}" ${text.weekday?.includes(String(at + 1)) ? 'checked' : ''}>
        <span>${day}</span></label>`
    )}</div><small>${w.weekdays_hint}</small></fieldset>
    <div class="two">
      ${field(w.from_time, html`<input name="from_time" type="time" value="${text.from_time}">`, w.hours_hint)}
      ${field(w.until_time, html`<input name="until_time" type="time" value="${text.until_time}">`)}
    </div>
    <div class="two">
      ${field(
        w.group,
        html`<select name="group"><option value="">${w.everybody}</option>${groups.map(
          ({ group_id, name }) =>
            html`<option value="${group_id}" ${group_id === text.group ? 'selected' : ''}>${name}</option>`
        )}</select>`
      )}
      ${field(w.priority, html`<input name="priority" class="number" inputmode="numeric" maxlength="5" value="${text.priority ?? '0'}">`, w.priority_hint)}
    </div>
  </fieldset>`
}
