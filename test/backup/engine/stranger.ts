import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface, type Interface } from 'node:readline'

/** A technician's hand: another process that has the database open. */
export interface Stranger {
  /** Runs SQL. @returns the first row's values, or the error's code */
  run(sql: string): Promise<unknown>
  /** Lets go of the database as a good program does. */
  close(): Promise<void>
  /** Is gone from one moment to the next. */
  kill(): Promise<void>
}

const PROGRAM = `
  const Database = require('better-sqlite3')
  const sqlite = new Database(process.argv[1], { timeout: 50 })
  require('node:readline').createInterface({ input: process.stdin }).on('line', (sql) => {
    let answer
    try {
      const statement = sqlite.prepare(sql)
      const row = statement.reader ? statement.get() : statement.run()
      answer = Object.values(row ?? {})
    } catch (error) {
      answer = error.code
    }
    process.stdout.write(JSON.stringify(answer) + '\\n')
  }).on('close', () => sqlite.close())
`

/** Opens a database in a process of its own. */
export function openStranger(database: string): Stranger {
  const child: ChildProcess = spawn(process.execPath, ['-e', PROGRAM, database], {
    cwd: import.meta.dirname,
    stdio: ['pipe', 'pipe', 'inherit']
  })
  const lines: Interface = createInterface({ input: child.stdout! })
  const answers: ((line: string) => void)[] = []
  lines.on('line', (line) => answers.shift()?.(line))
  return {
    run(sql) {
      child.stdin!.write(`${sql}\n`)
      return new Promise((resolve) => answers.push((line) => resolve(JSON.parse(line))))
    },
    async close() {
      child.stdin!.end()
      await once(child, 'exit')
    },
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
  }
}
