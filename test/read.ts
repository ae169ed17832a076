/** What a person reads of a page: its text, without the markup. */
export function read(text: string): string {
  return text
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#34;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&#61;/g, '=')
    .replace(/&amp;/g, '&')
    .replace(/[^\S\u00a0]+/g, ' ')
}
