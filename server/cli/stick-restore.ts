import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { certificateText } from '../../views/backup/certificate-text.ts'
import { wordsIn } from '../../views/words/words.ts'
import type { Certificate } from '../backup/proof/certificate.ts'
import { readRescue } from '../rescue/stick-files.ts'
import { EXIT, systemZone } from './backup-exits.ts'
import type { Command } from './laci.ts'
import { restoreCommand } from './restore.ts'
import { readStickArgs } from './stick-open.ts'
import { stickWords } from './stick-words.ts'
import { cliLocale } from './words.ts'

/** What is kept beside a rescued shop's data for its certificate. */
export const RESCUED = 'rescued.json'

/** What a rescue came to. */
export interface Rescued {
  certificate: Certificate
}

/**
 * `laci stick restore STICK --into FOLDER [--partial]`: restores, proves and puts in place what a rescue stick holds, as
 * `laci restore` does, by the passphrase in LACI_PASSPHRASE.
 */
export const stickRestoreCommand: Command = async (args, io) => {
  const asked = readStickArgs(args)
  const facts = asked && (await readRescue(asked.stick))
  if (!facts) {
    io.err(asked ? stickWords(io.env).no_rescue(asked.stick) : stickWords(io.env).usage)
    return asked ? EXIT.no_input : EXIT.usage
  }
  const said: string[] = []
  const { stick, into, partial } = asked
  const told = ['--from', stick, '--into', into, '--store', facts.store_id, '--json']
  const code = await restoreCommand(partial ? [...told, '--partial'] : told, {
    ...io,
    out: (text) => said.push(text)
  })
  // How far it was stands on a line that is not ended.
  if (process.stderr.isTTY) process.stderr.write('\n')
  const { certificate } = JSON.parse(said.join('\n') || '{}') as Partial<Rescued>
  if (code !== 0 || !certificate) {
    // What was restored and is not the shop: what is wrong with it stands in its certificate alone.
    const locale = cliLocale(io.env)
    if (certificate)
      io.err(certificateText({ locale, words: wordsIn(locale), zone: systemZone() }, certificate))
    return code || EXIT.data
  }
  writeFileSync(join(into, RESCUED), JSON.stringify({ certificate } satisfies Rescued), { mode: 0o600 })
  return 0
}
