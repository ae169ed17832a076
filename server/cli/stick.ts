import type { Command } from './laci.ts'
import { stickCertificateCommand } from './stick-certificate.ts'
import { stickMakeCommand } from './stick-make.ts'
import { stickOpenCommand } from './stick-open.ts'
import { stickRestoreCommand } from './stick-restore.ts'
import { stickWords } from './stick-words.ts'

/** `make` is for people; the others are what `RESTORE` on a stick goes through, one after another. */
const COMMANDS: Record<string, Command> = {
  make: stickMakeCommand,
  open: stickOpenCommand,
  restore: stickRestoreCommand,
  certificate: stickCertificateCommand
}

/** `laci stick`: the rescue stick. */
export const stickCommand: Command = async ([name = '', ...args], io) => {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (command) return command(args, io)
  io.err(stickWords(io.env).usage)
  return 64
}
