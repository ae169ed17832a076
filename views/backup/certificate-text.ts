import type { Certificate } from '../../server/backup/proof/certificate.ts'
import type { Step } from '../../server/backup/proof/proof.ts'
import {
  brokenRules,
  factLines,
  foundText,
  headline,
  stepSentence,
  systemWords,
  type Telling
} from './certificate-lines.ts'

/** As wide as a page of plain text is read well, and narrow enough for a telephone. */
const WIDTH = 72

/** A certificate as plain text, for the flashdisk: readable on any machine, without ours. Lines end as Windows likes it. */
export function certificateText(telling: Telling, certificate: Certificate): string {
  const w = telling.words.proof
  const { title, text } = headline(telling, certificate)
  const facts = factLines(telling, certificate)
  const widest = Math.max(...facts.map(([name]) => name.length))
  const lines = [
    title.toUpperCase(),
    '='.repeat(title.length),
    '',
    ...wrapped(text, WIDTH),
    '',
    `${w.facts_title}:`,
    '',
    ...facts.map(([name, value]) => `  ${name.padEnd(widest)}  ${plain(value)}`),
    '',
    `${w.steps_title}:`,
    '',
    ...certificate.proof.steps.flatMap((step) => stepLines(telling, step))
  ]
  return lines.map((line) => `${line}\r\n`).join('')
}

function stepLines(telling: Telling, step: Step): string[] {
  const found = foundText(telling, step)
  const detail = systemWords(telling, step)
  const below = [
    ...(found ? [found] : []),
    ...brokenRules(telling, step).map(({ sentence, offenders }) => `- ${sentence}: ${offenders}`),
    ...(detail === null ? [] : [detail])
  ]
  const mark = step.ok ? (step.is_compared ? '[v]' : '[-]') : '[X]'
  const own = wrapped(stepSentence(telling, step), WIDTH - 6)
  return [
    ...own.map((line, at) => `  ${at === 0 ? mark : '   '} ${line}`),
    ...below.flatMap((line) => wrapped(line, WIDTH - 6)).map((line) => `      ${line}`)
  ]
}

/** What was typed into a name must not make lines of its own. */
function plain(text: string): string {
  return text.replace(/\s+/gu, ' ')
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of plain(text).split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
