import { DestinationFault, type Stored } from './destination.ts'
import { all, readXml, text, type Xml } from './read-xml.ts'

/** One page of a listing, with names from the folder that was asked for. */
export interface Page {
  files: Stored[]
  folders: string[]
  /** What to ask for the next page with; null when this was the last. */
  next: string | null
}

/**
 * Reads a page of ListObjectsV2.
 *
 * @param prefix what was asked for: '' or a folder with a slash at its end
 * @throws {DestinationFault} `nonsense` when it is not whole, is not what was asked for, or hides what comes after
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
 */
export function readPage(body: Buffer, prefix: string): Page {
  const result = readXml(body, 'ListBucketResult')
  const truncated = text(result, 'IsTruncated')
  const next = text(result, 'NextContinuationToken') || null
  if (truncated !== 'true' && truncated !== 'false') throw half('does not say whether it is whole')
  if (truncated === 'true' && next === null) throw half('does not say how it goes on')

  const contents = all(result, 'Contents')
  const prefixes = all(result, 'CommonPrefixes')
  const count = text(result, 'KeyCount')
  // Folders count as well; some services forget them.
  const counts = [contents.length + prefixes.length, contents.length].map(String)
  if (count !== undefined && !counts.includes(count)) throw half(`says ${count} and names ${counts[0]}`)
  return {
    // A name with a slash at its end is a folder that some console made.
    files: contents
      .map((one) => fileOf(one, prefix))
      .filter(({ name }) => name !== '' && !name.endsWith('/')),
    folders: prefixes.map((one) => below(text(one, 'Prefix'), prefix).replace(/\/$/, '')),
    next: truncated === 'true' ? next : null
  }
}

function fileOf(contents: Xml, prefix: string): Stored {
  const bytes = Number(text(contents, 'Size') || Number.NaN)
  if (!Number.isSafeInteger(bytes) || bytes < 0) throw half('names a file without its length')
  return { name: below(text(contents, 'Key'), prefix), bytes }
}

function below(key: string | undefined, prefix: string): string {
  if (key?.startsWith(prefix)) return key.slice(prefix.length)
  throw half(`of ${prefix} names ${key}`)
}

function half(what: string): DestinationFault {
  return new DestinationFault('nonsense', `a listing ${what}`)
}
