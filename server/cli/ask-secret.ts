import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'

/** Asks for something on the terminal without showing what is typed; undefined where there is no terminal. */
export async function askSecret(question: string): Promise<string | undefined> {
  if (!process.stdin.isTTY) return undefined
  const silent = new Writable({ write: (_piece, _encoding, done) => done() })
  const reader = createInterface({ input: process.stdin, output: silent, terminal: true })
  // Only now does the terminal show nothing: whoever types at once is not overheard.
  process.stderr.write(question)
  try {
    return await new Promise<string>((resolve) => reader.once('line', resolve))
  } finally {
    reader.close()
    process.stderr.write('\n')
  }
}
