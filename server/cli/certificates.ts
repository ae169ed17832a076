import { existsSync } from 'node:fs'
import { hostname } from 'node:os'
import { dayAndTime } from '../../views/format.ts'
import { readConfig } from '../config.ts'
import { TakenError } from '../db/claim.ts'
import { openReader, openStore } from '../db/open.ts'
import { databasePath } from '../main.ts'
import { readSettings } from '../settings/read-settings.ts'
import { ownNames } from '../tls/box-names.ts'
import { findAuthority, readyAuthority } from '../tls/find-authority.ts'
import { standingOf } from '../tls/standing.ts'
import { systemClock } from '../values/clock.ts'
import type { Command } from './laci.ts'
import { cliLocale, cliWords } from './words.ts'

/** sysexits.h: EX_USAGE, EX_NOINPUT, EX_UNAVAILABLE. */
const EXIT = { usage: 64, no_input: 66, unavailable: 69 } as const

/**
 * `laci certificates [--json | --pem]`: what devices trust, and its fingerprint to compare. `laci certificates init` makes it,
 * where the box was never started in a network; one that is there stays.
 */
export const certificatesCommand: Command = async (args, io) => {
  const words = cliWords(io.env)
  const [what = ''] = args
  if (args.length > 1 || !['', 'init', '--json', '--pem'].includes(what)) {
    io.err(words.certificates_usage)
    return EXIT.usage
  }
  const config = readConfig(io.env)
  const path = databasePath(config)
  if (what === 'init') {
    try {
      const store = await openStore(path)
      await readyAuthority(store, systemClock.now(), ownNames(config.names ?? []))
      store.close()
    } catch (error) {
      if (!(error instanceof TakenError)) throw error
      io.err(words.already_running(config.data))
      return EXIT.unavailable
    }
  }
  if (!existsSync(path)) {
    io.err(words.no_shop(config.data))
    return EXIT.no_input
  }
  const sqlite = openReader(path)
  try {
    const { authority, left_out } = standingOf({ store: { sqlite }, config })
    if (!authority) {
      io.err(words.certificates_none)
      return EXIT.no_input
    }
    const { zone } = readSettings({ sqlite })
    if (what === '--pem') io.out(findAuthority({ sqlite })!.certificate.trimEnd())
    else if (what === '--json')
      io.out(JSON.stringify({ machine: hostname(), ...authority, left_out }, null, 2))
    else {
      io.out(words.certificates_fingerprint(authority.fingerprint))
      io.out(words.certificates_until(dayAndTime(authority.valid_until, cliLocale(io.env), zone)))
      if (left_out.length > 0) io.out(words.certificates_left_out(left_out.join(', ')))
    }
    return 0
  } finally {
    sqlite.close()
  }
}
