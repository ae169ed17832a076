import { spawnSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { type Browser, chromium } from 'playwright-core'
import type { Test } from 'tap'

/** Where a browser may stand already; the one that comes with the packages is unpacked otherwise. */
const SYSTEM_BROWSERS = ['/usr/bin/chromium', '/usr/bin/google-chrome-stable', '/usr/bin/google-chrome']

export const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync'
]

/**
 * A real Chromium for a test; it needs nothing on the machine, not even its libraries.
 *
 * @param more what it is started with besides
 */
export async function openChromium(t: Test, more: string[] = []): Promise<Browser> {
  const executablePath = await findBrowser()
  const browser = await chromium.launch({ executablePath, args: [...ARGS, ...more], headless: true })
  t.teardown(() => browser.close())
  return browser
}

async function findBrowser(): Promise<string> {
  const chosen = process.env['CHROME'] ?? SYSTEM_BROWSERS.find((path) => existsSync(path))
  if (chosen) return chosen
  // Asks the package to unpack the libraries it links against, too.
  process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs22.x'
  const { default: packed } = await import('@sparticuz/chromium')
  return packed.executablePath()
}

// Run by itself (`scripts/ready test`) it unpacks the browser before the tests, two of which might at the same moment;
// one that was unpacked by half, by a run cut short, is unpacked anew.
if (import.meta.main) {
  const path = await findBrowser()
  if (path.startsWith(tmpdir()) && spawnSync(path, ['--version']).status !== 0) {
    rmSync(path)
    await findBrowser()
  }
}
