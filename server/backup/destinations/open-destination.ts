import type { Address, Destination, DestinationFault, Secret } from './destination.ts'
import { faultOf } from './fault-of.ts'
import { openFolder } from './folder.ts'
import { keepPace } from './pace.ts'
import { openRclone } from './rclone.ts'
import { openS3 } from './s3.ts'
import { openSftp } from './sftp.ts'
import { openStick } from './stick.ts'
import { openWebdav } from './webdav.ts'

export interface Options {
  /** No answer and no progress for so long, in ms, is `away`. */
  patience_ms?: number
  /**
   * A cap on what is sent there, in bytes a second, so that the shop's own internet stays usable while much is caught
   * up on. None when left out, and none on a folder or a stick.
   */
  bytes_per_second?: number
  /** Folders in which sticks are looked for, beside the usual ones. */
  stick_folders?: readonly string[]
}

const PATIENCE_MS = 30_000

/** Opens a destination. Never fails: an address that is none is found out by the first errand, as all else is. */
export function openDestination(address: Address, secret: Secret, options: Options = {}): Destination {
  try {
    return openKind(address, secret, options)
  } catch (error) {
    return nowhere(faultOf(error, 'open'))
  }
}

function openKind(address: Address, secret: Secret, options: Options): Destination {
  const { patience_ms = PATIENCE_MS, stick_folders = [] } = options
  const limits = { patience_ms, pace: keepPace(options.bytes_per_second) }
  switch (address.kind) {
    case 'folder':
      return openFolder(address.path, patience_ms)
    case 'stick':
      return openStick(address.stick_id, stick_folders, patience_ms)
    case 'sftp':
      return openSftp(address, secret, limits)
    case 'webdav':
      return openWebdav(address, secret, limits)
    case 's3':
      return openS3(address, secret, limits)
    case 'rclone':
      return openRclone(address, secret, { ...limits, bytes_per_second: options.bytes_per_second })
  }
}

function nowhere(fault: DestinationFault): Destination {
  const fail = (): Promise<never> => Promise.reject(fault)
  return {
    prepare: fail,
    list: fail,
    folders: fail,
    get: fail,
    put: fail,
    delete: fail,
    learned: fail,
    close: async () => undefined
  }
}
