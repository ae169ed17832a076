import { archiveCommand } from './archive.ts'
import { backupLookCommand } from './backup-look.ts'
import { backupNowCommand } from './backup-now.ts'
import { backupStatusCommand } from './backup-status.ts'
import { backupWords } from './backup-words.ts'
import type { Command } from './laci.ts'

/** What can be asked of the backup; each in a file of its own. */
const COMMANDS: Record<string, Command> = {
  now: backupNowCommand,
  status: backupStatusCommand,
  list: (args, io) => backupLookCommand(['list', ...args], io),
  verify: (args, io) => backupLookCommand(['verify', ...args], io),
  archive: archiveCommand
}

/** `laci backup NAME`: sees to the shop's backup. */
export const backupCommand: Command = async ([name, ...args], io) => {
  if (name !== undefined && Object.hasOwn(COMMANDS, name)) return COMMANDS[name]!(args, io)
  io.err(backupWords(io.env).backup_usage)
  return 64
}
