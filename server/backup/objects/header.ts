import { crc32 } from 'node:zlib'

/** What an object holds: a step of the shop's history, a part of a whole picture of it, or a report about it. */
type ObjectKind = 'segment' | 'snapshot' | 'report'

/** The readable head of every stored object: where it belongs, and nothing about what the shop sold. */
export interface ObjectHeader {
  kind: ObjectKind
  /** Which part of a snapshot, from 1; 0 for everything else. */
  part: number
  /** Whether it is the last part of its snapshot. */
  is_last: boolean
  /** Whether the segment makes a named point. */
  has_point: boolean
  /** When it was written, milliseconds since 1970. */
  at: number
  /** The shop it belongs to, 16 bytes. */
  store_id: Buffer
  /** The run of the engine that wrote it, 16 random bytes; no two writers share one. */
  generation: Buffer
  /** Its place in the shop's history; a snapshot shows the shop as it was after the segment of this number. */
  seq: number
  /** How many bytes follow the head, without the hash at the end. */
  body_bytes: number
  /** Random, 16 bytes: no two objects are sealed by the same key. */
  salt: Buffer
  /** The hash at the end of the object before it, 32 bytes; zeros where nothing comes before. */
  previous: Buffer
  /** Which of the shop's keys sealed it, 8 bytes. */
  key_id: Buffer
}

export const HEADER_BYTES = 132
export const HASH_BYTES = 32
export const NO_HASH = Buffer.alloc(HASH_BYTES)

/** As PNG's: a byte that is no text, and line ends that a careless transfer would change. */
const MAGIC = Buffer.from('4c4143490d0a1a0a', 'hex')
const VERSION = 1
const KINDS: ObjectKind[] = ['segment', 'snapshot', 'report']
const LAST_PART = 1
const HAS_POINT = 2
/** Where the CRC stands, over all before it. */
const CRC_AT = 128

/** What is the matter with stored bytes. */
export type ObjectFaultKind =
  | 'not-ours'
  | 'newer-version'
  | 'cut-short'
  | 'damaged'
  | 'other-shop'
  | 'wrong-key'
  | 'out-of-place'

/** Bytes that are not the object they should be; nothing of them is used. */
export class ObjectFault extends Error {
  override readonly name = 'ObjectFault'
  readonly kind: ObjectFaultKind
  constructor(kind: ObjectFaultKind, detail: string) {
    super(`${kind}: ${detail}`)
    this.kind = kind
  }
}

/** The head as bytes: {@link HEADER_BYTES} of them, numbers big endian, a CRC-32 of it all at the end. */
export function encodeHeader(header: ObjectHeader): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES)
  MAGIC.copy(bytes, 0)
  bytes.writeUInt8(VERSION, 8)
  bytes.writeUInt8(KINDS.indexOf(header.kind) + 1, 9)
  bytes.writeUInt16BE(header.part, 10)
  bytes.writeUInt16BE((header.is_last ? LAST_PART : 0) | (header.has_point ? HAS_POINT : 0), 12)
  header.store_id.copy(bytes, 16)
  header.generation.copy(bytes, 32)
  bytes.writeBigUInt64BE(BigInt(header.seq), 48)
  bytes.writeBigUInt64BE(BigInt(header.body_bytes), 56)
  header.salt.copy(bytes, 64)
  header.previous.copy(bytes, 80)
  header.key_id.copy(bytes, 112)
  bytes.writeUIntBE(header.at, 120, 6)
  bytes.writeUInt32BE(crc32(bytes.subarray(0, CRC_AT)), CRC_AT)
  return bytes
}

/** @throws {ObjectFault} not-ours, newer-version, cut-short or damaged. */
export function decodeHeader(bytes: Buffer): ObjectHeader {
  if (bytes.length < MAGIC.length || !bytes.subarray(0, 8).equals(MAGIC)) {
    throw new ObjectFault('not-ours', 'it does not begin as one of ours')
  }
  if (bytes.length < HEADER_BYTES) throw new ObjectFault('cut-short', 'it ends within its head')
  if (bytes.readUInt8(8) > VERSION) throw new ObjectFault('newer-version', `version ${bytes.readUInt8(8)}`)
  const kind = KINDS[bytes.readUInt8(9) - 1]
  const body_bytes = Number(bytes.readBigUInt64BE(56))
  if (crc32(bytes.subarray(0, CRC_AT)) !== bytes.readUInt32BE(CRC_AT) || !kind) {
    throw new ObjectFault('damaged', 'its head')
  }
  return {
    kind,
    part: bytes.readUInt16BE(10),
    is_last: (bytes.readUInt16BE(12) & LAST_PART) !== 0,
    has_point: (bytes.readUInt16BE(12) & HAS_POINT) !== 0,
    at: bytes.readUIntBE(120, 6),
    store_id: bytes.subarray(16, 32),
    generation: bytes.subarray(32, 48),
    seq: Number(bytes.readBigUInt64BE(48)),
    body_bytes,
    salt: bytes.subarray(64, 80),
    previous: bytes.subarray(80, 112),
    key_id: bytes.subarray(112, 120)
  }
}
