import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import pino from 'pino'
import { buildApp } from './app.ts'
import { Activity } from './auth/activity.ts'
import { type Backup, startBackup } from './backup/backup.ts'
import { noteLedger } from './backup/light/note-ledger.ts'
import { noteRestored } from './backup/restore/note-restored.ts'
import { finishSwap } from './backup/restore/swap.ts'
import { endTrouble, PAGE_DAMAGED } from './backup/state/troubles.ts'
import { watchLedger } from './chain/watch-ledger.ts'
import { WatchedClock } from './clock/watched-clock.ts'
import type { Config, DoorConfig } from './config.ts'
import { openStore } from './db/open.ts'
import { answerRevocations } from './displays/answer-revocations.ts'
import { hearResets } from './door/ask-resets.ts'
import { buildDoor } from './door.ts'
import { PAGE_VERSION } from './http/static-files.ts'
import { giveBackWhenQuiet } from './http/when-quiet.ts'
import { Printing } from './printing/printing.ts'
import { answerStickAsks } from './rescue/answer-stick-asks.ts'
import { RescueDesk } from './rescue/rescue-desk.ts'
import { giveUpRoom } from './room/give-up.ts'
import { RoomWatch } from './room/watch-room.ts'
import { startSchedule } from './schedule.ts'
import { tellScreens } from './screens/live.ts'
import { receiptsUrl, type Shop } from './shop.ts'
import { Sightings } from './terminals/sightings.ts'
import { WaitingRoom } from './terminals/waiting-room.ts'
import { writeDownPresence } from './terminals/write-down-presence.ts'
import { HTTP_PORT, HTTPS_PORT, Lan } from './tls/lan.ts'
import { buildTrustApp } from './trust-app.ts'
import { notePutBack, readPutBack } from './update/put-back.ts'
import { beginTrial, writeFirst } from './update/trial.ts'
import { watchUpdates } from './update/watch-updates.ts'
import { type Clock, systemClock } from './values/clock.ts'
import { isLoopback } from './values/host-name.ts'

/** A box that runs: its address, and the way to stop it. */
export interface Box {
  /** Where a device reaches it: encrypted, by its name in the shop's network, when it listens to that. */
  readonly url: string
  /** What it listens on, to be the same when it starts again. */
  readonly ports: Pick<Config, 'port' | 'https_port' | 'http_port'>
  readonly shop: Shop
  readonly app: FastifyInstance
  /** The owner's door, where it is open: at a port of this machine that a tunnel leads to. */
  readonly door: Door | undefined
  /** Resolves when the disk failed and nothing more is acknowledged: the process should end and be started anew. */
  readonly halted: Promise<Error>
  /** Resolves when the box wants to be stopped and started again: a restored shop waits to take its place. */
  readonly restarts: Promise<void>
  /** Stops everything; asked again, waits for the same end. */
  stop(): Promise<void>
}

/** The owner's door as it listens. */
interface Door {
  readonly url: string
  readonly app: FastifyInstance
}

/** The shop's database inside the box's data folder. */
export function databasePath(config: Config): string {
  return join(config.data, 'laci.db')
}

/**
 * Starts everything, in the order of need; stopping is the reverse. The database is made sound before the first
 * request is heard.
 *
 * @throws when the database can't be made sound or the port is taken.
 */
export async function startBox(config: Config, clock: Clock = systemClock): Promise<Box> {
  const log = pino({ level: config.log, redact: ['req.headers', 'password', 'pin'] }) as FastifyBaseLogger
  const path = databasePath(config)
  const swapped = finishSwap(config.data)
  const trial = beginTrial(config)
  // A trial may be taken back itself, and with it that this was written down.
  const put_back = trial ? undefined : readPutBack(config.data)
  const store = await openStore(path, { keeps_copy: !trial })
  // Held as long as the store is open: to close it before would drop SQLite's locks on the database.
  const handle = openSync(path, 'r')
  const letGo = (): void => {
    store.close()
    closeSync(handle)
  }
  const held = trial?.opened
  let backup: Backup
  try {
    backup = startBackup({ store, clock, config, log, database: path, handle, held, returned: put_back })
  } catch (error) {
    letGo()
    throw error
  }
  const restarts = Promise.withResolvers<void>()
  const rescue = new RescueDesk({ store, clock, config, log, backup })
  const printing = new Printing()
  const ledger = watchLedger({
    ...{ store, clock, config, log, database: path },
    told: (verdict) => noteLedger(backup.state, verdict, clock.now())
  })
  const shop: Shop = {
    store,
    clock,
    config,
    log,
    backup,
    rescue,
    printing,
    ledger,
    watchedClock: new WatchedClock({ store, clock, log }),
    room: watchRoom({ config, log }, () => shop),
    activity: new Activity(),
    sightings: new Sightings(),
    waiting: new WaitingRoom(),
    trial,
    restart: restarts.resolve
  }
  let app: FastifyInstance | undefined
  try {
    shop.room.look()
    if (swapped) {
      // What was bad on the disk was in the file that made way.
      endTrouble(backup.state, PAGE_DAMAGED, clock.now())
      await noteRestored(store, clock, swapped)
    }
    if (put_back) await notePutBack({ store, clock, data: config.data }, put_back)
    app = await buildApp(shop)
    tellScreens(app, shop, PAGE_VERSION)
    const stopGivingBack = giveBackWhenQuiet(app, shop)
    const is_alone = isLoopback(config.host)
    const own_url = await app.listen({ host: is_alone ? config.host : '127.0.0.1', port: config.port })
    const lan = is_alone ? undefined : await openLan(shop, app)
    // On trial, nobody sells and nothing leaves the box: that begins when it is found well.
    let begun: Begun | undefined
    const begin = async (): Promise<void> => {
      begun = await beginTrade(shop, config, own_url)
    }
    await writeFirst(shop)
    if (held !== undefined) void held.then(begin).catch((error: Error) => store.halt(error))
    else await begin()
    let stopping: Promise<void> | undefined
    const stop = async (): Promise<void> => {
      shop.room.stop()
      stopGivingBack()
      trial?.stop()
      await begun?.stop()
      await app?.close()
      await lan?.stop()
      await begun?.writeDown()
      await printing.stop()
      await ledger.stop()
      await backup.stop()
      letGo()
    }
    return {
      url: lan?.till_url ?? own_url,
      ports: { port: Number(new URL(own_url).port), ...lan?.ports },
      shop,
      app,
      get door() {
        return begun?.door
      },
      halted: new Promise((resolve) => store.onHalt(resolve)),
      restarts: restarts.promise,
      stop() {
        stopping ??= stop()
        return stopping
      }
    }
  } catch (error) {
    shop.room.stop()
    shop.watchedClock.stop()
    trial?.stop()
    await app?.close()
    await ledger.stop()
    await rescue.stop()
    await backup.stop()
    letGo()
    throw error
  }
}

/** Watches the disk that the shop lies on. */
function watchRoom({ config, log }: Pick<Shop, 'config' | 'log'>, shop: () => Shop): RoomWatch {
  return new RoomWatch(
    config.data,
    (level, before) => log[level === 'ample' ? 'info' : 'warn']({ level, before }, 'the room on the disk'),
    () => giveUpRoom(shop())
  )
}

/** All that a box does besides answering its tills, and only once those may come in. */
interface Begun {
  door: Door | undefined
  /** Ends it, but for what the tills still need. */
  stop(): Promise<void>
  /** Has who was there written down, when nobody comes any more. */
  writeDown(): Promise<void>
}

async function beginTrade(shop: Shop, config: Config, own_url: string): Promise<Begun> {
  const door = config.door && (await openDoor(shop, config.door))
  await shop.printing.start(shop, () => receiptsUrl(shop) ?? own_url)
  const schedule = startSchedule(shop)
  shop.schedule = schedule
  await shop.watchedClock.start()
  const stopHearing = hearResets(shop)
  const stopWriting = writeDownPresence(shop)
  const stopAnswering = answerRevocations(shop)
  const stopHearingOfSticks = answerStickAsks(shop)
  const stopWatching = watchUpdates(shop)
  return {
    door,
    async stop() {
      shop.watchedClock.stop()
      schedule.stop()
      await stopWatching()
      await stopHearing()
      await stopAnswering()
      await shop.rescue.stop()
      await stopHearingOfSticks()
      await door?.app.close()
    },
    writeDown: stopWriting
  }
}

/** Opens the owner's door. A port that is taken keeps the owner out, and not the shop from selling. */
async function openDoor(shop: Shop, { host, port }: DoorConfig): Promise<Door | undefined> {
  const app = await buildDoor(shop)
  try {
    return { url: await app.listen({ host, port }), app }
  } catch (error) {
    await app.close()
    shop.log.error({ err: error, port }, "the owner's door stays shut; see LACI_DOOR_PORT")
    return undefined
  }
}

/** The whole shop encrypted in the shop's network; in the clear only how to come to trust it, and receipts. */
async function openLan(shop: Shop, app: FastifyInstance): Promise<Lan> {
  const { host, https_port = HTTPS_PORT, http_port = HTTP_PORT, names = [], announces = true } = shop.config
  const outside = await buildTrustApp(shop)
  const where = { host, https_port, http_port, names, announces }
  return await Lan.open(shop, where, app, outside)
}
