import cron, { type ScheduledTask } from 'node-cron'
import { clearSessions } from './auth/sessions.ts'
import { forgetAnswers } from './requests/answer-once.ts'
import type { Shop } from './shop.ts'
import { later } from './values/clock.ts'

const DAY_MS = 86_400_000
/** A tablet that lay in a drawer for a month may still ask what became of its last request. */
const ANSWERS_KEPT_MS = 35 * DAY_MS

interface Job {
  name: string
  /** Minute, hour, day, month, weekday. */
  when: string
  run(shop: Shop): Promise<unknown>
}

/** Everything the box does by the clock. */
const JOBS: Job[] = [
  {
    name: 'forget old answers',
    when: '40 3 * * *',
    run: ({ store, clock }) => store.commit((tx) => forgetAnswers(tx, later(clock.now(), -ANSWERS_KEPT_MS)))
  },
  {
    name: 'clear ended sessions',
    when: '10 * * * *',
    run: ({ store, clock }) => store.commit((tx) => clearSessions(tx, clock.now()))
  }
]

const BEAT_MS = 20_000
/** The wall clock and the monotonic one may drift this far apart in a beat before we call it a jump. */
const JUMP_MS = 5000

/**
 * Starts the jobs. node-cron waits for ever when the clock is set back, so a heartbeat on the monotonic clock arms
 * it anew whenever the wall clock has jumped.
 *
 * @returns a way to stop them all.
 */
export function startSchedule(shop: Shop): () => void {
  let tasks = arm(shop)
  let wall = Date.now()
  let steady = performance.now()
  const heartbeat = setInterval(() => {
    const jumped_ms = Date.now() - wall - (performance.now() - steady)
    wall = Date.now()
    steady = performance.now()
    if (Math.abs(jumped_ms) < JUMP_MS) return
    shop.log.warn({ jumped_ms }, 'the clock jumped; the schedule is armed anew')
    disarm(tasks)
    tasks = arm(shop)
  }, BEAT_MS)
  return () => {
    clearInterval(heartbeat)
    disarm(tasks)
  }
}

function arm(shop: Shop): ScheduledTask[] {
  return JOBS.map(({ name, when, run }) =>
    cron.schedule(
      when,
      async () => {
        try {
          await run(shop)
        } catch (error) {
          shop.log.error({ err: error, job: name }, 'a scheduled job failed; it runs again at its next time')
        }
      },
      { name, noOverlap: true }
    )
  )
}

function disarm(tasks: ScheduledTask[]): void {
  for (const task of tasks) void task.destroy()
}
