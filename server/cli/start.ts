import { flushCompileCache } from 'node:module'
import { ailUntilWell } from '../ailing/ailing-box.ts'
import { ailmentOf } from '../ailing/name-ailment.ts'
import { hasOwner } from '../auth/find-staff.ts'
import { type Config, readConfig } from '../config.ts'
import { TakenError } from '../db/claim.ts'
import { type Box, startBox } from '../main.ts'
import { setupCode } from '../settings/setup-code.ts'
import { type Heartbeat, startHeartbeat } from './heartbeat.ts'
import type { Command, CommandIo } from './laci.ts'
import { doWithoutFetch } from './no-fetch.ts'
import { type CliWords, cliWords } from './words.ts'

/** sysexits.h: EX_USAGE, EX_UNAVAILABLE, EX_CANTCREAT, EX_IOERR, EX_CONFIG. */
const EXIT = { usage: 64, unavailable: 69, taken: 73, io: 74, config: 78 } as const

/** `laci start`: runs the box until it is told to stop, or until the disk fails. */
export const start: Command = async (args, io) => {
  const words = cliWords(io.env)
  const unknown = args.find((arg) => arg !== '--demo')
  if (unknown) {
    io.err(words.unknown_option(unknown))
    return EXIT.usage
  }
  let config: ReturnType<typeof readConfig>
  try {
    config = readConfig(io.env)
  } catch (error) {
    io.err(words.config((error as Error).message))
    return EXIT.config
  }
  try {
    if (args.includes('--demo')) {
      const { fillExample } = await import('./fill-example.ts')
      if (!(await fillExample(config, io))) return EXIT.taken
    }
    return await run(config, io, words)
  } catch (error) {
    io.err(sentenceOf(error as NodeJS.ErrnoException, config, words))
    return EXIT.unavailable
  }
}

/** Runs the box, again and again when a restored shop takes its place. @returns the exit code */
async function run(config: Config, io: CommandIo, words: CliWords): Promise<number> {
  doWithoutFetch()
  const told = toldToStop()
  const heart = startHeartbeat(io.env)
  for (let ports: Partial<Box['ports']> = {}; ; ) {
    const box = await startWhenWell({ ...config, ...ports }, { io, words, heart, told })
    if (box === 'stopping') break
    heart.ready()
    // Node would only write it at an end in good order, and the next start may follow one that was not.
    flushCompileCache()
    tellWhere(box, io, words)
    const end = await Promise.race([
      box.halted.then(() => 'halted' as const),
      box.restarts.then(() => 'restarts' as const),
      told
    ])
    io.out(words[end])
    // After a disk error nothing is closed by hand: the next start makes the file sound before it sells.
    if (end === 'halted') process.exit(EXIT.io)
    if (end === 'stopping') heart.stopping()
    else heart.patience()
    await box.stop()
    // The screens come back to where they were.
    ports = box.ports
    if (end === 'stopping') break
  }
  heart.stopping()
  io.out(words.stopped)
  return 0
}

interface Around {
  io: CommandIo
  words: CliWords
  heart: Heartbeat
  told: Promise<'stopping'>
}

/** Starts the box; while its disk is not well, every screen says so, and it is tried again when it is. */
async function startWhenWell(config: Config, { io, words, heart, told }: Around): Promise<Box | 'stopping'> {
  let is_stopping = false
  void told.then(() => {
    is_stopping = true
  })
  while (!is_stopping) {
    try {
      return await startBox(config)
    } catch (error) {
      const ailment = ailmentOf(error, config.data)
      if (!ailment) throw error
      io.err(sentenceOf(error as NodeJS.ErrnoException, config, words))
      // There is a page to be seen: systemd has nothing better to wait for.
      heart.ready()
      await ailUntilWell(config, ailment, told)
      heart.patience()
    }
  }
  return 'stopping'
}

function tellWhere(box: Box, io: CommandIo, words: CliWords): void {
  io.out(words.running(box.url))
  if (box.door) io.out(words.door(box.door.url))
  if (box.shop.lan) io.out(words.trust_first(box.shop.lan.trust_url))
  if (!hasOwner(box.shop.store)) io.out(words.setup_code(setupCode))
}

function sentenceOf(error: NodeJS.ErrnoException, { port, data }: Config, words: CliWords): string {
  if (error instanceof TakenError) return words.already_running(data)
  const wanted = 'port' in error ? Number(error.port) : port
  if (error.code === 'EADDRINUSE') return words.port_taken(wanted)
  if (error.code === 'EACCES' && error.syscall === 'listen') return words.port_forbidden(wanted)
  return words.not_opened(error.message)
}

function toldToStop(): Promise<'stopping'> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve('stopping'))
  })
}
