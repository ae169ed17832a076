import { runTool } from '../transports/run-tool.ts'

/** `lpstat -e` looks around on the network as well, for a moment. */
const LIMIT_MS = 5000

/** The queues of the print system; none where there is no such system. @see the manual page lpstat(1) */
export async function findQueues(): Promise<string[]> {
  const said = await runTool('lpstat', ['-e'], { limit_ms: LIMIT_MS })
  return said.out.split('\n').filter(Boolean).slice(0, 50)
}
