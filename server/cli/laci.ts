import { backupCommand } from './backup.ts'
import { bringBackCommand } from './bring-back.ts'
import { certificatesCommand } from './certificates.ts'
import { exportCommand } from './export.ts'
import { importCommand } from './import.ts'
import { priceCommand } from './price.ts'
import { printCommand } from './print.ts'
import { printersCommand } from './printers.ts'
import { qrisCommand } from './qris.ts'
import { radarCommand } from './radar.ts'
import { restoreCommand } from './restore.ts'
import { slipCommand } from './slip.ts'
import { start } from './start.ts'
import { stickCommand } from './stick.ts'
import { terminalsCommand } from './terminals.ts'
import { tunnelCommand } from './tunnel.ts'
import { userCommand } from './user.ts'
import { verifyLedgerCommand } from './verify-ledger.ts'
import { cliWords } from './words.ts'

/** A command: what follows its name, and where it speaks. @returns the exit code. */
export type Command = (args: string[], io: CommandIo) => Promise<number>

export interface CommandIo {
  out(text: string): void
  err(text: string): void
  env: Record<string, string | undefined>
}

/** Everything `laci` can do. */
const COMMANDS: Record<string, Command> = {
  start,
  import: importCommand,
  export: exportCommand,
  'restore-data': bringBackCommand,
  restore: restoreCommand,
  backup: backupCommand,
  stick: stickCommand,
  'verify-ledger': verifyLedgerCommand,
  slip: slipCommand,
  printers: printersCommand,
  terminals: terminalsCommand,
  print: printCommand,
  qris: qrisCommand,
  price: priceCommand,
  radar: radarCommand,
  tunnel: tunnelCommand,
  user: userCommand,
  certificates: certificatesCommand
}

const io: CommandIo = {
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
  env: process.env
}

// Whoever else has an account on this machine has no business in what the box writes, whatever the shell says.
process.umask(0o077)

const [name, ...args] = process.argv.slice(2)
const words = cliWords(io.env)
if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
  io.out(words.help)
} else if (Object.hasOwn(COMMANDS, name)) {
  process.exitCode = await COMMANDS[name]!(args, io)
} else {
  io.err(`${words.unknown_command(name)}\n\n${words.help}`)
  process.exitCode = 64
}
