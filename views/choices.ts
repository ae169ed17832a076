import { type Html, html } from './html.ts'

/** Some to choose one from, each with what it means. */
export function choices(
  legend: string,
  name: string,
  chosen: string,
  options: [string, string, string][]
): Html {
  return html`<fieldset><legend>${legend}</legend><div class="choices two">${options.map(
    ([value, label, text]) => html`<label class="choice">
      <input type="radio" name="${name}" value="${value}" ${value === chosen ? 'checked' : ''} required>
      <span><b>${label}</b><small>${text}</small></span></label>`
  )}</div></fieldset>`
}
