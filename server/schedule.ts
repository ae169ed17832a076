import type { Logger } from 'node-cron'
import { clearSessions } from './auth/sessions.ts'
import { clearFailures } from './auth/throttle.ts'
import { sendArchive } from './backup/archive/run-archive.ts'
import type { CareReport } from './backup/care/care.ts'
import { remind } from './backup/light/remind.ts'
import { beginRun, endRun } from './backup/state/jobs.ts'
import { findClockDoubt } from './clock/find-doubt.ts'
import { clearEntries } from './door/entries.ts'
import { forgetAnswers } from './requests/answer-once.ts'
import { currentDay } from './settings/current-day.ts'
import { type BackupJob, readSettings, type Settings } from './settings/read-settings.ts'
import type { Shop } from './shop.ts'
import { Timetable } from './timetable.ts'
import { later, type Moment } from './values/clock.ts'

const DAY_MS = 86_400_000
/** A tablet that lay in a drawer for a month may still ask what became of its last request. */
const ANSWERS_KEPT_MS = 35 * DAY_MS

/** Something the box does by the clock. */
interface Job {
  name: JobName
  /** Minute, hour, day, month, weekday, in the outlet's zone. */
  when(settings: Settings): string
  /** @returns what it came to, for a technician; undefined when there was nothing to do */
  run(shop: Shop): Promise<string | undefined>
}

export type JobName =
  | 'forget-answers'
  | 'clear-sessions'
  | 'archive'
  | 'verify-ledger'
  | 'verify-all'
  | BackupJob

/** Everything the box does by the clock. */
const JOBS: Job[] = [
  {
    name: 'ship',
    when: ({ backup_when }) => backup_when.ship,
    async run({ backup }) {
      backup.courier.go()
      return undefined
    }
  },
  {
    name: 'snapshot',
    when: ({ backup_when }) => backup_when.snapshot,
    async run({ backup }) {
      await backup.engine.takeSnapshot()
      return ''
    }
  },
  {
    name: 'drill',
    when: ({ backup_when }) => backup_when.drill,
    async run({ backup }) {
      const drilled = await backup.chores.drill()
      return drilled
        .map(
          ({ place, result, is_proven }) => `${place || 'spool'}: ${is_proven ? 'proven' : result.outcome}`
        )
        .join(', ')
    }
  },
  {
    name: 'care',
    when: ({ backup_when }) => backup_when.care,
    async run({ backup }) {
      const cared = await backup.chores.care()
      return cared.map(({ place, report }) => `${place || 'spool'}: ${toldOf(report)}`).join(', ')
    }
  },
  {
    name: 'archive',
    when: () => '30 5 2 1 *',
    async run({ backup, store, clock }) {
      const year = String(Number(currentDay(store, clock.now()).slice(0, 4)) - 1)
      const sent = await backup.chores.queue((yard, signal) => sendArchive(yard, year, signal))
      return sent.map(({ destination_id, fault }) => `${destination_id}: ${fault ?? 'sent'}`).join(', ')
    }
  },
  { name: 'verify-ledger', when: () => '15 4 * * 1-6', run: (shop) => verify(shop, 'new') },
  { name: 'verify-all', when: () => '15 4 * * 0', run: (shop) => verify(shop, 'all') },
  { name: 'remind', when: ({ backup_when }) => backup_when.remind, run: remind },
  {
    name: 'forget-answers',
    when: () => '40 3 * * *',
    async run({ store, clock }) {
      // A clock that is years ahead would forget what a till may still ask about.
      if (findClockDoubt(store)) return undefined
      await store.commit((tx) => forgetAnswers(tx, later(clock.now(), -ANSWERS_KEPT_MS)))
      return ''
    }
  },
  {
    name: 'clear-sessions',
    when: () => '10 * * * *',
    async run({ store, clock }) {
      await store.commit((tx) => {
        clearSessions(tx, clock.now())
        clearFailures(tx, clock.now())
        clearEntries(tx, clock.now())
      })
      return ''
    }
  }
]

/** Verifies the ledger by night, by itself, and notes how far it has come. */
async function verify({ ledger, clock }: Shop, span: 'all' | 'new'): Promise<string> {
  ledger.note()
  const by = { at: clock.now(), staff_id: null, terminal_id: null, request_id: null }
  const { state, verdict, detail } = await ledger.verify(span, by)
  if (state === 'ended') return 'ended before it was done'
  if (!verdict) throw new Error(detail)
  return verdict.harm ? JSON.stringify(verdict.harm) : `${verdict.events} events are as they were`
}

function toldOf(report: CareReport): string {
  if (report.outcome !== 'done') return `${report.outcome} ${report.detail}`
  const { files, mended, bad, gone } = report
  return `${files} read, ${mended.length} mended, ${bad.length} bad, ${gone.length} gone`
}

/** What the box does by the clock, while it runs. */
export interface Schedule {
  /** When each job runs next. */
  next(): ReadonlyMap<JobName, Moment>
  /** Runs a job now, beside its times; one that is running already is not run twice. */
  run(name: JobName): Promise<void>
  /** Reads the times anew, after the owner changed them. */
  rearm(): void
  stop(): void
}

/** Starts the jobs. What the clock does meanwhile is the timetable's care. */
export function startSchedule(shop: Shop): Schedule {
  const running = new Set<JobName>()
  const carryOut = async (name: JobName): Promise<void> => {
    if (running.has(name)) return
    running.add(name)
    try {
      await runNoted(shop, JOBS.find((job) => job.name === name)!)
    } finally {
      running.delete(name)
    }
  }
  const timetable = new Timetable<JobName>({
    read() {
      const settings = readSettings(shop.store)
      return { zone: settings.zone, chores: JOBS.map(({ name, when }) => ({ name, when: when(settings) })) }
    },
    run: (name) => {
      // On a full disk not even that it failed can be written down.
      carryOut(name).catch((error: unknown) =>
        shop.log.error({ err: error, job: name }, 'a scheduled job failed')
      )
    },
    jumped: (jumped_ms) => {
      shop.log.warn({ jumped_ms }, 'the clock jumped; the schedule is armed anew')
      void shop.watchedClock.look(jumped_ms)
    },
    log: inOurLog(shop)
  })
  return {
    next: () => timetable.next(),
    run: carryOut,
    rearm: () => timetable.rearm(),
    stop: () => timetable.stop()
  }
}

/** Runs a job and writes down how it went. */
async function runNoted(shop: Shop, { name, run }: Job): Promise<void> {
  const { state } = shop.backup
  beginRun(state, name, shop.clock.now())
  try {
    const detail = await run(shop)
    const result = detail === undefined ? 'nothing' : 'ok'
    endRun(state, { name, ended_at: shop.clock.now(), result, detail: detail ?? '' })
  } catch (error) {
    shop.log.error({ err: error, job: name }, 'a scheduled job failed; it runs again at its next time')
    endRun(state, { name, ended_at: shop.clock.now(), result: 'failed', detail: (error as Error).message })
  }
}

/** What node-cron has to say goes where everything else does; it would write to the terminal. */
function inOurLog({ log }: Shop): Logger {
  return {
    info: (message) => log.info(message),
    warn: (message) => log.warn(message),
    error: (message, error) => log.error({ err: error ?? message }, 'the schedule'),
    debug: (message) => log.debug(String(message))
  }
}
