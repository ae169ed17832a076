interface Waiting {
  is_settled: boolean
  tell: Set<() => void>
}

const waiting = new WeakMap<Promise<unknown>, Waiting>()

/**
 * What comes of some work, unless something comes before that may not come for weeks, such as the end of a line that stays
 * open. `Promise.race` would leave something behind at the latter each time, for as long as it does not come.
 *
 * @param work settles soon
 * @param event by which it is given up
 */
export async function unless<Result, Reason>(
  work: Promise<Result>,
  event: Promise<Reason>
): Promise<Result | Reason> {
  const { is_settled, tell } = waitingFor(event)
  if (is_settled) return Promise.race([event, work])
  const { promise: given_up, resolve } = Promise.withResolvers<void>()
  tell.add(resolve)
  try {
    const done = await Promise.race([work.then((result) => ({ result })), given_up])
    return done ? done.result : await event
  } finally {
    tell.delete(resolve)
  }
}

function waitingFor(event: Promise<unknown>): Waiting {
  const known = waiting.get(event)
  if (known) return known
  const entry: Waiting = { is_settled: false, tell: new Set() }
  const settle = (): void => {
    entry.is_settled = true
    for (const tell of entry.tell) tell()
  }
  event.then(settle, settle)
  waiting.set(event, entry)
  return entry
}
