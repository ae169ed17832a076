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
  globalThis.gc?.({ type: 'major', flavor: is_thorough ? 'last-resort' : 'regular' })
}
