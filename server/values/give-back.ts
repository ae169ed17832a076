import { BroadcastChannel } from 'node:worker_threads'

/**
 * Has this thread give back the memory that it does not need any more. V8 does so only when it needs some itself, and a box
 * at rest never does: it would hold what it took to start, day and night.
 *
 * It stops this thread (some 20 ms in a small worker, up to half a second in the main thread of a slow box), so it is for
 * when nobody waits. Nothing happens where Node was started without `--expose-gc`, as in tests; `scripts/laci` has it.
 *
 * @param is_thorough asks V8 for all it can find, not only for what is quickly found
 */
export function giveBack(is_thorough = false): void {
  if (!globalThis.gc) return
  globalThis.gc({ type: 'major', flavor: is_thorough ? 'last-resort' : 'regular' })
  if (is_thorough) trim()
}

/** On which threads hear that the box is at rest. */
const REST = 'laci-at-rest'

/** Has this thread give back whenever the box is at rest: what selling took lies in all of them. */
export function giveBackAtRest(): void {
  const rest = new BroadcastChannel(REST)
  rest.onmessage = () => giveBack(true)
  rest.unref()
}

/** Says that the box is at rest, and gives back what this thread holds. */
export function rest(): void {
  const channel = new BroadcastChannel(REST)
  channel.postMessage(null)
  channel.close()
  giveBack(true)
}

let glibc: { malloc_trim: (pad: bigint) => unknown } | undefined

/**
 * Has the C library give back the holes in its heap, in 2 ms: it does so by itself only with what lies at its end, which
 * leaves some 12 MB. Where there is no such function (it is glibc's own), nothing is given back.
 */
function trim(): void {
  try {
    glibc ??= process
      .getBuiltinModule('node:ffi')
      .dlopen(null, { malloc_trim: { return: 'i32', arguments: ['u64'] } }).functions
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_FFI_CALL_FAILED') throw error
  }
  glibc?.malloc_trim(0n)
}
