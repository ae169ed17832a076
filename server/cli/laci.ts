import { cliWords } from './words.ts'

/** A command: what follows its name, and where it speaks. @returns the exit code. */
export type Command = (args: string[], io: CommandIo) => Promise<number>

export interface CommandIo {
  out(text: string): void
  err(text: string): void
  env: Record<string, string | undefined>
}

/** Everything `laci` can do; what is not asked for is not loaded, for the box holds what it has loaded. */
const COMMANDS: Record<string, () => Promise<Command>> = {
  start: async () => (await import('./start.ts')).start,
  import: async () => (await import('./import.ts')).importCommand,
  export: async () => (await import('./export.ts')).exportCommand,
  'restore-data': async () => (await import('./bring-back.ts')).bringBackCommand,
  restore: async () => (await import('./restore.ts')).restoreCommand,
  backup: async () => (await import('./backup.ts')).backupCommand,
  stick: async () => (await import('./stick.ts')).stickCommand,
  'verify-ledger': async () => (await import('./verify-ledger.ts')).verifyLedgerCommand,
  slip: async () => (await import('./slip.ts')).slipCommand,
  printers: async () => (await import('./printers.ts')).printersCommand,
  terminals: async () => (await import('./terminals.ts')).terminalsCommand,
  print: async () => (await import('./print.ts')).printCommand,
  qris: async () => (await import('./qris.ts')).qrisCommand,
  price: async () => (await import('./price.ts')).priceCommand,
  radar: async () => (await import('./radar.ts')).radarCommand,
  tunnel: async () => (await import('./tunnel.ts')).tunnelCommand,
  user: async () => (await import('./user.ts')).userCommand,
  certificates: async () => (await import('./certificates.ts')).certificatesCommand,
  doctor: async () => (await import('./doctor.ts')).doctorCommand,
  update: async () => (await import('./update.ts')).updateCommand
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
  const command = await COMMANDS[name]!()
  process.exitCode = await command(args, io)
} else {
  io.err(`${words.unknown_command(name)}\n\n${words.help}`)
  process.exitCode = 64
}
