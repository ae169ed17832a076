import { type Html, html } from '../html.ts'

/** A fingerprint to be compared by eye: a line ends only between two pairs. */
export function fingerprintLine(fingerprint: string): Html {
  const pairs = fingerprint.split(':')
  return html`<p class="fingerprint">${pairs.map((pair, at) => html`${at > 0 && html`:<wbr>`}${pair}`)}</p>`
}
