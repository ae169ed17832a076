/** So much of it is shown; who wants all of it reads the file. */
const MOST_LETTERS = 6000

/**
 * What a change log says that came after a version: its sections above that version's own.
 *
 * @param changelog Markdown, the newest section first, each beginning with `## ` and its version
 * @returns plain paragraphs; none when it says nothing
 */
export function newsSince(changelog: string, version: string): string[] {
  const [, ...sections] = changelog.split(/^## /m)
  const own = sections.findIndex((section) => headVersion(section) === version)
  const newer = own < 0 ? sections : sections.slice(0, own)
  const text = newer.map((section) => section.slice(section.indexOf('\n') + 1)).join('\n')
  return text
    .slice(0, MOST_LETTERS)
    .split(/\n\s*\n/)
    .map((paragraph) =>
      paragraph
        .replace(/\s*\n\s*/g, ' ')
        .replace(/\*\*|`|\[|\]\([^)]*\)/g, '')
        .trim()
    )
    .filter(Boolean)
}

function headVersion(section: string): string | undefined {
  return /^\[?v?(\d+\.\d+\.\d+\S*?)\]?(\s|$)/.exec(section)?.[1]
}
