import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { qrisFaultSentence } from '../../views/settings/qris-fault.ts'
import { wordsIn } from '../../views/words/words.ts'
import { dynamicPayload } from '../qris/build-dynamic.ts'
import { Fault } from '../qris/fault.ts'
import type { Minor } from '../values/money.ts'
import type { Command } from './laci.ts'
import { cliLocale, cliWords } from './words.ts'

/** sysexits.h: EX_USAGE, EX_DATAERR. */
const EXIT = { usage: 64, data: 65 } as const

/**
 * `laci qris --static CODE|- --amount N [--bill B] [--terminal T] [--json]`: writes the code that asks for an amount,
 * and nothing else, so that it can be piped into whatever draws it; or says why there is none. Needs no shop.
 */
export const qrisCommand: Command = async (args, io) => {
  const asked = readArgs(args)
  if (!asked) {
    io.err(cliWords(io.env).qris_usage)
    return EXIT.usage
  }
  const { amount, bill, terminal, json } = asked
  // A figure that is no whole number of rupiah becomes one that no code can hold.
  const amount_minor = (/^\d+$/.test(amount) ? Number(amount) : 0) as Minor
  const static_payload = asked.static === '-' ? readFileSync(0, 'utf8') : asked.static
  const payload = dynamicPayload(static_payload, { amount_minor, bill, terminal })
  if (payload instanceof Fault) {
    if (json) io.out(JSON.stringify({ fault: payload.code, facts: payload.facts }))
    io.err(qrisFaultSentence(wordsIn(cliLocale(io.env)), payload))
    return EXIT.data
  }
  io.out(json ? JSON.stringify({ payload }) : payload)
  return 0
}

interface Asked {
  static: string
  amount: string
  bill: string | undefined
  terminal: string | undefined
  json: boolean
}

/** What was asked, or undefined when it was asked wrongly. */
function readArgs(args: string[]): Asked | undefined {
  try {
    const { values } = parseArgs({
      args,
      options: {
        static: { type: 'string' },
        amount: { type: 'string' },
        bill: { type: 'string' },
        terminal: { type: 'string' },
        json: { type: 'boolean', default: false }
      }
    })
    const { static: code, amount, bill, terminal, json } = values
    return code === undefined || amount === undefined
      ? undefined
      : { static: code, amount, bill, terminal, json }
  } catch {
    return undefined // parseArgs throws at an option that it does not know
  }
}
