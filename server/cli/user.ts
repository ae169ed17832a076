import type { Command } from './laci.ts'
import { userListCommand } from './user-list.ts'
import { userResetCommand } from './user-reset.ts'
import { userWords } from './user-words.ts'

const COMMANDS: Record<string, Command> = { list: userListCommand, reset: userResetCommand }

/** `laci user NAME`: who works here, and a way back in for whoever forgot theirs. */
export const userCommand: Command = async ([name, ...args], io) => {
  if (name !== undefined && Object.hasOwn(COMMANDS, name)) return COMMANDS[name]!(args, io)
  io.err(userWords(io.env).usage)
  return 64
}
