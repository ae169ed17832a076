import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** Tells a running QEMU what to do. @see https://www.qemu.org/docs/master/interop/qmp-spec.html */
export interface Monitor {
  /** @throws what QEMU says when it refuses */
  tell(command: string, args?: Record<string, unknown>): Promise<void>
}

/** @param path the socket that QEMU makes when it starts */
export async function openMonitor(path: string): Promise<Monitor> {
  const waiting: ((answer: { error?: { desc: string } }) => void)[] = []
  const socket = await connected(path)
  let text = ''
  socket.on('data', (bytes) => {
    const lines = `${text}${bytes}`.split('\n')
    text = lines.pop() ?? ''
    for (const line of lines) {
      const said = JSON.parse(line)
      if ('return' in said || 'error' in said) waiting.shift()?.(said)
    }
  })
  socket.on('error', () => socket.destroy()) // QEMU is killed at the end
  const monitor: Monitor = {
    tell: async (execute, args = {}) => {
      socket.write(`${JSON.stringify({ execute, arguments: args })}\n`)
      const { error } = await new Promise<{ error?: { desc: string } }>((answer) => waiting.push(answer))
      if (error) throw new Error(`${execute}: ${error.desc}`)
    }
  }
  await monitor.tell('qmp_capabilities')
  return monitor
}

async function connected(path: string) {
  for (;;) {
    const socket = connect(path)
    const is_there = await new Promise<boolean>((answer) => {
      socket.once('connect', () => answer(true))
      socket.once('error', () => answer(false))
    })
    if (is_there) return socket
    await pause(50)
  }
}
