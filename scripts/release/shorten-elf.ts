/** What this needs of a 64-bit ELF header and of its program headers: where it is, as `elf.h` has it. */
const PROGRAM_HEADERS_AT = 32
const SECTIONS_AT = 40
const PROGRAM_HEADER_SIZE = 54
const PROGRAM_HEADER_COUNT = 56
const SECTION_HEADER_SIZE = 58
const FILE_OFFSET = 8
const FILE_SIZE = 32

/**
 * Cuts off what stands behind the last byte that is ever loaded: the symbols and line numbers that a debugger of C++
 * would read, a quarter of Node. It runs as before; only its list of sections, which nothing reads that runs it, is gone.
 *
 * @param program a 64-bit little-endian ELF program; its first bytes are changed
 */
export function shortenElf(program: Buffer): Buffer {
  if (program.readUInt32BE(0) !== 0x7f454c46 || program[4] !== 2 || program[5] !== 1)
    throw new Error('no such program')
  const first = Number(program.readBigUInt64LE(PROGRAM_HEADERS_AT))
  const size = program.readUInt16LE(PROGRAM_HEADER_SIZE)
  let end = first + size * program.readUInt16LE(PROGRAM_HEADER_COUNT)
  for (let at = first; at < first + size * program.readUInt16LE(PROGRAM_HEADER_COUNT); at += size) {
    const last = program.readBigUInt64LE(at + FILE_OFFSET) + program.readBigUInt64LE(at + FILE_SIZE)
    end = Math.max(end, Number(last))
  }
  program.writeBigUInt64LE(0n, SECTIONS_AT)
  program.fill(0, SECTION_HEADER_SIZE, SECTION_HEADER_SIZE + 6) // size and count of sections, which one has the names
  return program.subarray(0, end)
}
