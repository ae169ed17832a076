import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { asText, tell } from '../../views/doctor/tell.ts'
import { wordsIn } from '../../views/words/words.ts'
import { readConfig } from '../config.ts'
import type { Finding } from '../doctor/checks.ts'
import { examine, writeSupport } from '../doctor/examine.ts'
import { findBox } from '../doctor/find-box.ts'
import { worstFirst, worstOf } from '../doctor/finding.ts'
import { lookInto, type Patient, patientOf } from '../doctor/patient.ts'
import type { SupportTask } from '../doctor/support/write-support.ts'
import { databasePath } from '../main.ts'
import { readSettings } from '../settings/read-settings.ts'
import { systemClock } from '../values/clock.ts'
import { systemZone } from './backup-exits.ts'
import { doctorWords } from './doctor-words.ts'
import type { Command, CommandIo } from './laci.ts'
import { cliLocale, cliWords } from './words.ts'

/** How the box fares is all that a monitor needs to know; sysexits.h: EX_USAGE, EX_NOINPUT, EX_CANTCREAT. */
const EXIT = { good: 0, watch: 1, bad: 2, usage: 64, no_input: 66, not_written: 73 } as const

/** Standard input, as far as `--log -` reads it. */
const STDIN = 0

interface Asked {
  json: boolean
  support: string | undefined
  log: string | undefined
}

/** `laci doctor [--json] [--support FILE]`: how the box fares, whether it runs or not. Changes nothing. */
export const doctorCommand: Command = async (args, io) => {
  const words = doctorWords(io.env)
  const asked = readArgs(args)
  if (!asked) return refuse(io, words.usage, EXIT.usage)
  const config = readConfig(io.env)
  if (!existsSync(config.data)) return refuse(io, cliWords(io.env).no_shop(config.data), EXIT.no_input)
  const log = asked.log === undefined ? undefined : readLog(asked.log)
  if (asked.log !== undefined && log === undefined) return refuse(io, words.no_log(asked.log), EXIT.no_input)

  const patient = patientOf(config, systemClock.now(), findBox(databasePath(config)))
  const page = { words: wordsIn(cliLocale(io.env)), locale: cliLocale(io.env), zone: zoneOf(patient) }
  const findings = await examine(patient, (found) => {
    if (!asked.json) io.out(asText(tell(page, found)))
  })
  if (asked.json) io.out(JSON.stringify(asJson(findings), null, 2))
  if (asked.support !== undefined) {
    const fault = await keepSupport(
      patient,
      { about: page.words.doctor.support_about, findings, log },
      asked.support
    )
    if (fault)
      return refuse(io, words.not_written(asked.support, fault), EXIT.not_written)
      // Beside JSON there is nothing on the way to whoever reads it.
    ;(asked.json ? io.err : io.out)(words.support_written(asked.support))
  }
  return EXIT[worstOf(findings)]
}

/** The shop's zone, or the machine's where the shop's can't be read. */
function zoneOf(patient: Patient): string {
  try {
    return lookInto(patient, (shop) => readSettings(shop).zone)
  } catch {
    return systemZone() // the findings say what is wrong with the database
  }
}

/** @returns why it could not be written; undefined when it was */
async function keepSupport(
  patient: Patient,
  { log, ...task }: Omit<SupportTask, 'log'> & { log: string | undefined },
  file: string
): Promise<string | undefined> {
  const text = await writeSupport(patient, { ...task, ...(log !== undefined && { log }) })
  try {
    writeFileSync(file, text, { mode: 0o600 })
    return undefined
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? (error as Error).name
  }
}

function asJson(findings: Finding[]): object {
  return { verdict: worstOf(findings), findings: worstFirst(findings) }
}

function readLog(file: string): string | undefined {
  try {
    return readFileSync(file === '-' ? STDIN : file, 'utf8')
  } catch {
    return undefined // there is none, or it may not be read
  }
}

function readArgs(args: string[]): Asked | undefined {
  try {
    const { json, support, log } = parseArgs({
      args,
      options: {
        json: { type: 'boolean', default: false },
        support: { type: 'string' },
        log: { type: 'string' }
      }
    }).values
    return log !== undefined && support === undefined ? undefined : { json, support, log }
  } catch {
    return undefined // parseArgs throws at an option that it does not know
  }
}

function refuse({ err }: CommandIo, sentence: string, code: number): number {
  err(sentence)
  return code
}
