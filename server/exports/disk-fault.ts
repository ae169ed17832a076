import { ArchiveFull } from './files/zip.ts'

const GONE = ['EIO', 'ENOENT', 'ENODEV', 'ENXIO', 'EROFS', 'EACCES', 'EPERM', 'ENOTDIR', 'EEXIST']

/** What a person can do something about when a file can't be written; undefined for a mistake of ours. */
export function diskFault(
  error: unknown
): 'export/disk-full' | 'export/too-large' | 'export/place-gone' | undefined {
  const { code = '' } = error as NodeJS.ErrnoException
  if (error instanceof ArchiveFull || code === 'EFBIG') return 'export/too-large'
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'export/disk-full'
  return GONE.includes(code) ? 'export/place-gone' : undefined
}
