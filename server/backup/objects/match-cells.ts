import { cellLength, type TreePage } from './tree-page.ts'

/** A cell as text that can be looked for; none that is cut off at the page's end is alike another. */
export function textOfCell(tree: TreePage, index: number): string {
  const start = tree.pointers[index]!
  const length = cellLength(tree.bytes[tree.at]!, tree.bytes.length, tree.bytes, start)
  return length === undefined || start + length > tree.bytes.length
    ? ''
    : tree.bytes.toString('latin1', start, start + length)
}

/**
 * Finds the page's cells in its earlier version: those that stayed as they were, and between them those that changed a
 * little where they are.
 *
 * @returns for each cell which it was
 */
export function matchCells(
  now: TreePage,
  old: TreePage | undefined,
  is_kept: boolean
): (number | undefined)[] {
  const texts = old?.pointers.map((_, index) => textOfCell(old, index)) ?? []
  const where = new Map<number | string, number>()
  for (const [index, text] of texts.entries()) where.set(is_kept ? old!.pointers[index]! : text, index)
  const was: (number | undefined)[] = []
  const changed: { index: number; cell: number; text: string }[] = []
  let last = -1
  for (const [index, start] of now.pointers.entries()) {
    const text = textOfCell(now, index)
    const cell = where.get(is_kept ? start : text)
    was.push(undefined)
    if (cell === undefined) continue
    if (texts[cell] !== text) changed.push({ index, cell, text })
    else if (cell > last) was[index] = last = cell
  }
  for (const { index, cell, text } of changed) {
    const before = was.slice(0, index).findLast((cell) => cell !== undefined) ?? -1
    const after = was.slice(index).find((cell) => cell !== undefined) ?? texts.length
    if (before < cell && cell < after && isAlike(texts[cell]!, text)) was[index] = cell
  }
  return was
}

/** As long, and mostly the same. */
function isAlike(one: string, other: string): boolean {
  if (one.length !== other.length) return false
  let same = 0
  for (let at = 0; at < one.length; at++) if (one.charCodeAt(at) === other.charCodeAt(at)) same++
  return same * 2 > one.length
}
