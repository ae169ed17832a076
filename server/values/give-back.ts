import { getEnvironmentData, isMainThread, setEnvironmentData } from 'node:worker_threads'

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

/**
 * How often the box has come to rest, where all its threads see it. Not a `BroadcastChannel`: each thread that hears one
 * message on it loads Node's client for `fetch` for the sake of the message's type, 4 MB.
 */
const RESTS = 'laci-rests'
if (isMainThread) setEnvironmentData(RESTS, new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))

/** Undefined in a thread of a program that never rests. */
function rests(): Int32Array<SharedArrayBuffer> | undefined {
  const shared = getEnvironmentData(RESTS) as SharedArrayBuffer | undefined
  return shared && new Int32Array(shared)
}

/** Has this thread give back whenever the box is at rest: what selling took lies in all of them. */
export async function giveBackAtRest(): Promise<void> {
  const count = rests()
  while (count) {
    await Atomics.waitAsync(count, 0, Atomics.load(count, 0)).value
    giveBack(true)
  }
}

/** Says that the box is at rest, and gives back what this thread holds. */
export function rest(): void {
  const count = rests()!
  Atomics.add(count, 0, 1)
  Atomics.notify(count, 0)
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
