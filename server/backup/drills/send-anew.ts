import type { Backup } from '../backup.ts'
import { forgetCursors } from '../state/cursors.ts'

/**
 * Sends a destination everything anew, on top of what it holds: the next step when what lies there does not prove. What
 * is there already, whole, is not sent twice.
 */
export async function sendAnew(
  { state, engine, courier }: Pick<Backup, 'state' | 'engine' | 'courier'>,
  destination_id: string
): Promise<void> {
  const made = new Promise<void>((resolve) => {
    const stop = engine.onSaid(({ type }) => {
      if (type !== 'snapshot-made' && type !== 'trouble') return
      stop()
      resolve()
    })
  })
  await engine.takeSnapshot()
  await made
  forgetCursors(state, destination_id)
  courier.go(destination_id, true)
}
