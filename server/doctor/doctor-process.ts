import { giveWay } from '../values/give-way.ts'
import { CHECKS, type CheckName, type Finding } from './checks.ts'
import type { Answer, Ask } from './examine.ts'
import type { Unmeasured } from './finding.ts'
import type { Patient } from './patient.ts'
import { supportText } from './support/write-support.ts'

giveWay()

process.on('message', async (asked: Ask) => {
  const answer: Answer =
    'check' in asked
      ? { found: await look(asked.check, asked.patient) }
      : { support: await supportText(asked.patient, asked.support) }
  process.send!(answer)
})

// Whoever asked is gone: nobody waits for the answer.
process.on('disconnect', () => process.exit())

process.send!('ready')

/** A check that breaks is a finding, too: the others are looked at all the same. */
async function look(check: CheckName, patient: Patient): Promise<Finding> {
  try {
    return { check, ...(await CHECKS[check](patient)) } as Finding
  } catch (error) {
    const { code, name } = error as NodeJS.ErrnoException
    const found: Unmeasured = { verdict: 'unknown', says: 'broke', facts: { code: code ?? name } }
    return { check, ...found } as Finding
  }
}
