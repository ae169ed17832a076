import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { compared, sentence } from '../../views/radar/finding.ts'
import { wordsIn } from '../../views/words/words.ts'
import { readConfig } from '../config.ts'
import { openReader } from '../db/open.ts'
import { databasePath } from '../main.ts'
import { type RadarReport, readRadar } from '../radar/read-radar.ts'
import { systemClock } from '../values/clock.ts'
import type { Command } from './laci.ts'
import { cliLocale, cliWords } from './words.ts'

/** Nothing that nobody has looked at is 0, so that a monitor needs to know nothing else; sysexits.h: EX_USAGE, EX_NOINPUT. */
const EXIT = { nothing: 0, something: 1, usage: 64, no_shop: 66 } as const

const MOST_DAYS = 366

/** `laci radar [--json] [--days N]`: what is out of the ordinary, whether the box runs or not. Changes nothing. */
export const radarCommand: Command = async (args, io) => {
  const words = cliWords(io.env)
  const asked = readArgs(args)
  if (!asked) {
    io.err(words.radar_usage)
    return EXIT.usage
  }
  const config = readConfig(io.env)
  const database = databasePath(config)
  if (!existsSync(database)) {
    io.err(words.no_shop(config.data))
    return EXIT.no_shop
  }
  const report = look(database, asked.days)
  const open = report.findings.filter(({ fresh }) => fresh > 0)
  if (asked.json) io.out(JSON.stringify(asJson(report), null, 2))
  else for (const line of asText(report, cliLocale(io.env))) io.out(line)
  return open.length === 0 ? EXIT.nothing : EXIT.something
}

function readArgs(args: string[]): { json: boolean; days: number } | undefined {
  try {
    const options = {
      json: { type: 'boolean', default: false },
      days: { type: 'string', default: '7' }
    } as const
    const { json, days } = parseArgs({ args, options }).values
    const count = /^\d{1,3}$/.test(days) ? Number(days) : 0
    return count >= 1 && count <= MOST_DAYS ? { json, days: count } : undefined
  } catch {
    return undefined
  }
}

function look(database: string, days: number): RadarReport {
  const sqlite = openReader(database)
  try {
    return readRadar({ sqlite }, { period: `last-${days}`, now: systemClock.now() })
  } finally {
    sqlite.close()
  }
}

function asText(report: RadarReport, locale: 'id' | 'en'): string[] {
  const words = wordsIn(locale)
  const w = words.radar
  const open = report.findings.filter(({ fresh }) => fresh > 0)
  const { sales, incidents } = report.looked_through
  if (open.length === 0) return [w.nothing, w.looked_through(String(sales), String(incidents))]
  return open.flatMap((found) => [
    `${w.findings[found.code].title} · ${found.person ?? w.nobody}`,
    `  ${sentence({ words, locale }, found)} ${compared({ words, locale }, report, found).join(' ')}`,
    `  ${w.innocent}: ${w.findings[found.code].innocent}`
  ])
}

function asJson({ period, findings, looked_through }: RadarReport): object {
  const { first_day, last_day } = period
  return {
    first_day,
    last_day,
    looked_through,
    findings: findings.map(({ code, person, terminal_id, figures, fresh, incidents }) => ({
      code,
      person,
      terminal_id,
      ...figures,
      fresh,
      incidents: incidents.map(({ id, at, label, amount_minor }) => ({ id, at, label, amount_minor }))
    }))
  }
}
