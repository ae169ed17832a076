/**
 * Whether a version comes after another, as semantic versioning has it: `1.10.0` after `1.9.0`, and `1.0.0` after
 * `1.0.0-rc.1`.
 *
 * @see https://semver.org, 11
 */
export function isNewer(version: string, than: string): boolean {
  return compare(version, than) > 0
}

function compare(one: string, other: string): number {
  const [[plain = '', early], [others = '', other_early]] = [parted(one), parted(other)]
  const by_number = inOrder(plain, others)
  if (by_number !== 0) return by_number
  if (early === undefined || other_early === undefined) {
    return Number(early === undefined) - Number(other_early === undefined)
  }
  return inOrder(early, other_early)
}

function parted(version: string): [string, string | undefined] {
  const at = version.indexOf('-')
  return at < 0 ? [version, undefined] : [version.slice(0, at), version.slice(at + 1)]
}

function inOrder(one: string, other: string): number {
  const [left, right] = [one.split('.'), other.split('.')]
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const [a, b] = [left[i], right[i]]
    if (a === undefined || b === undefined) return a === undefined ? -1 : 1
    const [x, y] = [Number(a), Number(b)]
    if (Number.isNaN(x) || Number.isNaN(y)) {
      if (a !== b) return Number.isNaN(x) === Number.isNaN(y) ? (a < b ? -1 : 1) : Number.isNaN(x) ? 1 : -1
    } else if (x !== y) return x - y
  }
  return 0
}
