/**
 * How the backup's files are called, in the spool and at every destination: lower case, short, sortable, fit for FAT.
 *
 * ```
 * laci/<store>/keys/<key>-<edition>-<sum>.json                                        the key, wrapped
 * laci/<store>/<epoch>-<began>-<generation>/log/<yyyymmdd>/<from>-<to>-<at>[-p].lac      segments, one after another
 * laci/<store>/<epoch>-<began>-<generation>/snapshot/<seq>-<part>[-end]-<at>.lac          parts of a whole picture
 * laci/<store>/archive/<year>-<made>-<part>[-end].lac                                    pieces of a yearly archive
 * ```
 *
 * The names tell when and how much was sold no more than the size of the files does. A name is a hint that makes
 * listing enough to plan by; what an object is stands sealed inside it.
 */

/** Which run of which writer: its folder sorts after those it goes on from. */
export interface GenerationName {
  /** Grows by one with each restore, so that the box that was restored outranks the one it replaces. */
  epoch: number
  /** When it began, milliseconds since 1970. */
  began: number
  /** 16 bytes, hex. */
  generation: string
}

export interface PackName {
  from: number
  to: number
  /** When its last segment was read, milliseconds since 1970. */
  at: number
  /** Whether it holds a named point. */
  has_point: boolean
}

export interface PartName {
  seq: number
  part: number
  is_last: boolean
  at: number
}

export function storeFolder(store_id: string): string {
  return `laci/${store_id}`
}

export function generationFolder({ epoch, began, generation }: GenerationName): string {
  return `${digits(epoch, 4)}-${timeText(began)}-${generation}`
}

export function readGenerationFolder(folder: string): GenerationName | undefined {
  const [, epoch, began = '', generation] = /^(\d{4})-(\d{8}t\d{9}z)-([0-9a-f]{32})$/.exec(folder) ?? []
  return generation ? { epoch: Number(epoch), began: readTime(began), generation } : undefined
}

/** A pack's name inside its generation's folder. */
export function packFile({ from, to, at, has_point }: PackName): string {
  const time = timeText(at)
  return `log/${time.slice(0, 8)}/${digits(from, 12)}-${digits(to, 12)}-${time}${has_point ? '-p' : ''}.lac`
}

export function readPackFile(file: string): PackName | undefined {
  const match = /^log\/\d{8}\/(\d{12})-(\d{12})-(\d{8}t\d{9}z)(-p)?\.lac$/.exec(file)
  if (!match) return undefined
  const [, from, to, at = '', point] = match
  return { from: Number(from), to: Number(to), at: readTime(at), has_point: point !== undefined }
}

/** A snapshot part's name inside its generation's folder. */
export function partFile({ seq, part, is_last, at }: PartName): string {
  return `snapshot/${digits(seq, 12)}-${digits(part, 4)}${is_last ? '-end' : ''}-${timeText(at)}.lac`
}

export function readPartFile(file: string): PartName | undefined {
  const match = /^snapshot\/(\d{12})-(\d{4})(-end)?-(\d{8}t\d{9}z)\.lac$/.exec(file)
  if (!match) return undefined
  const [, seq, part, end, at = ''] = match
  return { seq: Number(seq), part: Number(part), is_last: end !== undefined, at: readTime(at) }
}

/** `20261122t101500123z`: UTC, sortable, without a sign that a file system minds. */
export function timeText(at: number): string {
  return new Date(at).toISOString().replace(/[-:.]/g, '').toLowerCase()
}

function readTime(text: string): number {
  const [, year, month, day, hour, minute, second, ms] =
    /^(\d{4})(\d\d)(\d\d)t(\d\d)(\d\d)(\d\d)(\d{3})z$/.exec(text) ?? []
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`)
}

function digits(value: number, width: number): string {
  return value.toString().padStart(width, '0')
}
