import type { FastifyRequest } from 'fastify'
import { Refusal } from '../refusal.ts'
import type { Terminal } from '../terminals/find-terminal.ts'

/** @throws {Refusal} terminal/needed */
export function tillOf({ terminal }: Pick<FastifyRequest, 'terminal'>): Terminal {
  if (!terminal) throw new Refusal('terminal/needed')
  return terminal
}
