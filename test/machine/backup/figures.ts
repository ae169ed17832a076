import { Console } from 'node:console'

/** Prints what a test measured, past its report. */
export function showFigures(title: string, figures: object): void {
  const { error, table } = new Console(process.stderr, process.stderr)
  error(title)
  table(figures)
}
