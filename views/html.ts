/**
 * Markup that is safe to send. Only the `html` tag and `raw` make one, so a plain string can never reach the
 * page unescaped.
 */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
  toString(): string {
    return this.text
  }
}

/** What may stand in a template: text is escaped, markup passes, nothing prints nothing. */
export type Value = Html | string | number | bigint | false | null | undefined | readonly Value[]

/** Builds markup from a template; every value that is not markup already is escaped. */
export function html(strings: TemplateStringsArray, ...values: Value[]): Html {
  let text = strings[0]!
  for (let i = 0; i < values.length; i++) text += put(values[i]) + strings[i + 1]!
  return new Html(text)
}

/** The one way past the escaping; for markup we made by other means (an SVG), never for what a person typed. */
export function raw(text: string): Html {
  return new Html(text)
}

function put(value: Value): string {
  if (typeof value === 'string') return escaped(value)
  if (value instanceof Html) return value.text
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  if (value === null || value === undefined || value === false) return ''
  let text = ''
  for (const one of value) text += put(one)
  return text
}

const RISKY = /[&<>"'`=]/
const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
  '`': '&#96;',
  '=': '&#61;'
}

function escaped(text: string): string {
  return RISKY.test(text) ? text.replace(/[&<>"'`=]/g, (character) => ENTITIES[character]!) : text
}
