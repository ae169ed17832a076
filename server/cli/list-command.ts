import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import { openReader } from '../db/open.ts'
import type { Reader } from '../db/prepare.ts'
import { databasePath } from '../main.ts'
import { asColumns } from './as-columns.ts'
import type { Command } from './laci.ts'
import { cliWords } from './words.ts'

type Env = Record<string, string | undefined>

/** sysexits.h: EX_USAGE, EX_NOINPUT. */
const EXIT = { usage: 64, no_shop: 66 } as const

interface List<One> {
  words(env: Env): { usage: string; none: string; heads: string[] }
  read(shop: Reader): One[]
  /** One as a script reads it, under English names. */
  asJson(one: One): object
  /** One as a person reads it, in the order of the heads. */
  asRow(one: One, env: Env): string[]
}

/** A command that lists something of the shop, with `--json` for scripts, whether the box runs or not. It changes nothing. */
export function listCommand<One>({ words, read, asJson, asRow }: List<One>): Command {
  return async (args, io) => {
    const { usage, none, heads } = words(io.env)
    const json = wantsJson(args)
    if (json === undefined) {
      io.err(usage)
      return EXIT.usage
    }
    const config = readConfig(io.env)
    const path = databasePath(config)
    if (!existsSync(path)) {
      io.err(cliWords(io.env).no_shop(config.data))
      return EXIT.no_shop
    }
    const sqlite = openReader(path)
    try {
      const all = read({ sqlite })
      if (json) io.out(JSON.stringify(all.map(asJson), null, 2))
      else io.out(all.length === 0 ? none : asColumns([heads, ...all.map((one) => asRow(one, io.env))]))
      return 0
    } finally {
      sqlite.close()
    }
  }
}

function wantsJson(args: string[]): boolean | undefined {
  try {
    return parseArgs({ args, options: { json: { type: 'boolean', default: false } } }).values.json
  } catch {
    return undefined
  }
}
