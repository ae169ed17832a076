/**
 * No file of the backup is larger: a pack is some 4 MiB, and a segment tells of 64 MiB of pages at most. What is larger
 * was not put there by us, and reading it would take the box's memory.
 */
export const MOST_FILE_BYTES = 96 << 20

/** A file that a destination holds: its name from the destination's root, with `/` between folders, and its length. */
export interface Stored {
  readonly name: string
  readonly bytes: number
}

/**
 * A place that keeps the shop's backup, reached anew for each errand. What is put there is never changed afterwards;
 * a name is either wholly there or not there at all, whatever breaks in between.
 *
 * Every call ends within the destination's patience (no answer for so long is an error) and throws a
 * {@link DestinationFault} that says what is the matter in words a table of sentences knows.
 */
export interface Destination {
  /**
   * Makes the place ready, once, when it is set up: makes the folder it stands in, and leaves a mark where a missing
   * mount would otherwise go unseen. Where all is ready it changes nothing. A bucket, a remote or a stick is not made.
   */
  prepare(): Promise<void>
  /**
   * All files under a folder, however deep, in any order; an empty list only when the place itself said so. Half-written
   * files are not among them.
   *
   * @param folder from the root, without a slash at either end; '' for everything
   */
  list(folder: string): Promise<Stored[]>
  /** The folders right under a folder, by their own names (no path). */
  folders(folder: string): Promise<string[]>
  /** A whole file. @throws {DestinationFault} `missing` when there is none of this name. */
  get(name: string): Promise<Buffer>
  /**
   * Keeps a file: written under a name of its own first, read back and compared, and only then given its name. Putting
   * the same bytes again succeeds and changes nothing.
   *
   * @param bytes at most 96 MiB, which is as much as is ever read back; packs and parts are some 4 MiB, a segment after a huge change more
   * @throws {DestinationFault} `other-content` when a file of this name holds something else; it stays as it is.
   */
  put(name: string, bytes: Buffer): Promise<void>
  /** Takes a file away; one that is not there is as good as taken away. */
  delete(name: string): Promise<void>
  /** What is known of the place by now, or can be asked without much ado. */
  learned(): Promise<Learned>
  /** Lets go of connections. Nothing is asked of it afterwards. */
  close(): Promise<void>
}

/** What a place has said of itself; null for what it has not. */
export interface Learned {
  /** The key an SFTP host showed, as `ssh-ed25519 SHA256:…`; saved in the address, it is the only one taken after. */
  readonly host_key: string | null
  /** How far the place's clock is ahead of ours, in milliseconds. */
  readonly clock_ahead_ms: number | null
  readonly free_bytes: number | null
}

/** Why an errand failed, as far as a person can do something about it. */
export type FaultKind =
  /** Nobody answers: no network, no stick, a host that is down. Tried again later without a word. */
  | 'away'
  /** The place answers and says no: wrong name, password or key. */
  | 'refused'
  /** It is not the machine it was: another host key, certificate, or stick. */
  | 'not-itself'
  /** No room left. */
  | 'full'
  /** It may be read but not written. */
  | 'read-only'
  /** The folder, bucket or remote is not there. */
  | 'no-such-place'
  /** A file that should be there is not. */
  | 'missing'
  /** A file of this name holds something else. */
  | 'other-content'
  /** What was read back is not what was written. */
  | 'not-kept'
  /** Its clock is so far off that it refuses us, or that nothing it says of time can be believed. */
  | 'clock'
  /** It answers in a way that makes no sense: a log-in page of a hotel, half a listing. */
  | 'nonsense'
  /** The program that is needed is not installed. */
  | 'no-program'

/** An errand that failed. `detail` is for the technician, in the words of the system, and holds no secret. */
export class DestinationFault extends Error {
  override readonly name = 'DestinationFault'
  readonly kind: FaultKind
  constructor(kind: FaultKind, detail: string, options?: ErrorOptions) {
    super(detail, options)
    this.kind = kind
  }
}

/** Where a destination is, without secrets: what the owner typed. */
export type Address =
  | { kind: 'folder'; path: string }
  /** A USB stick is known by the file on it, wherever it is plugged in. */
  | { kind: 'stick'; stick_id: string }
  /** `host_key` as {@link Learned} tells it; null takes whatever key is shown, which is for set-up alone. */
  | { kind: 'sftp'; host: string; port: number; user: string; path: string; host_key: string | null }
  | { kind: 'webdav'; url: string; user: string }
  | { kind: 's3'; endpoint: string; region: string; bucket: string; prefix: string; access_key: string }
  /** A remote of the rclone program, as `rclone config` calls it, and a folder in it. */
  | { kind: 'rclone'; remote: string; path: string }

/** What opens it, each kind its own: a password, a private key, a secret key. Never logged, never shown again. */
export interface Secret {
  password?: string
  private_key?: string
}

export type DestinationKind = Address['kind']
