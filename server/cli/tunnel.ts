import { parseArgs } from 'node:util'
import { wordsIn } from '../../views/words/words.ts'
import { readConfig } from '../config.ts'
import { readTunnels, type TunnelStatus } from '../tunnel/read-status.ts'
import type { Command } from './laci.ts'
import { cliLocale, cliWords } from './words.ts'

/** sysexits.h: EX_USAGE */
const EXIT = { open: 0, closed: 1, usage: 64 } as const

/** `laci tunnel status [--json]`: how the ways in from afar fare, by what their services noted. Changes nothing. */
export const tunnelCommand: Command = async (args, io) => {
  const json = wantsJson(args)
  if (json === undefined) {
    io.err(cliWords(io.env).tunnel_usage)
    return EXIT.usage
  }
  const tunnels = readTunnels(readConfig(io.env))
  const words = wordsIn(cliLocale(io.env)).tunnel
  const shown = tunnels.filter(({ state }) => state !== 'off')
  if (json) io.out(JSON.stringify({ tunnels }, null, 2))
  else if (shown.length === 0) io.out(words.none)
  else for (const tunnel of shown) io.out(line(words, tunnel))
  return tunnels.some(({ state }) => state === 'connected' || state === 'up') ? EXIT.open : EXIT.closed
}

function line(words: ReturnType<typeof wordsIn>['tunnel'], { way, state, since, why }: TunnelStatus): string {
  const reason = why === null ? '' : ` ${words.whys[why]}`
  return `${words[way].title}: ${words.states[state](since ?? '')}${reason}`
}

function wantsJson(args: string[]): boolean | undefined {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } }
    })
    return positionals.length === 1 && positionals[0] === 'status' ? values.json : undefined
  } catch {
    return undefined
  }
}
