const LONGEST = 500

/** A way back inside the shop: nothing that a browser could take for another site's address. */
export function safePath(path: string | undefined): string | undefined {
  return path && path.length <= LONGEST && /^\/(?![/\\])[\x21-\x7e]*$/.test(path) ? path : undefined
}

/** The path and query of a whole address. */
export function pathIn(url: string | string[] | undefined): string | undefined {
  if (typeof url !== 'string' || !URL.canParse(url)) return undefined
  const { pathname, search } = new URL(url)
  return pathname + search
}
