import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'

const HERE = import.meta.dirname
const SETTLE = join(HERE, '../../scripts/box/settle-update')

/** A machine of its own in a folder: where versions, notes and the shop's data lie on a box, and a stand-in for systemd. */
export interface SmallMachine {
  folder: string
  /** Where a version lies, `1` or `2`. */
  place(no: 1 | 2): string
  data: string
  notes: string
  env: Record<string, string>
  /** Has settle-update do what is asked, as systemd would. @returns its exit code, null when the power went */
  settle(args?: string[], env?: Record<string, string>): Promise<number | null>
  control(...args: string[]): Promise<void>
  /** Which of the places the link leads to. */
  leadsTo(): string
  /** A line of the note on the last update. */
  noted(name: string): string
  /** What Laci said since the machine was made. */
  log(): string
}

/** Makes the machine; Laci is not started. @param settings of `laci.env` */
export function makeMachine(t: Test, settings: Record<string, string> = {}): SmallMachine {
  const folder = mkdtempSync(join(tmpdir(), 'laci-machine-'))
  const [app, notes, data] = [join(folder, 'laci'), join(folder, 'laci-update'), join(folder, 'data')]
  for (const made of [
    join(notes, 'run'),
    join(data, 'update'),
    join(folder, 'units'),
    join(folder, 'rules')
  ]) {
    mkdirSync(made, { recursive: true })
  }
  symlinkSync(`${app}-1`, app)
  writeFileSync(join(notes, 'settle-update'), readFileSync(SETTLE), { mode: 0o755 })
  const lines = Object.entries({ LACI_DATA: data, ...settings }).map(([name, value]) => `${name}=${value}`)
  writeFileSync(join(folder, 'laci.env'), `${lines.join('\n')}\n`)
  const env = {
    PATH: process.env['PATH'] ?? '',
    LANG: 'en',
    LACI_APP: app,
    LACI_UPDATE: notes,
    LACI_SETTINGS: join(folder, 'laci.env'),
    LACI_UNITS: join(folder, 'units'),
    LACI_RULES: join(folder, 'rules'),
    LACI_COMMAND: join(folder, 'laci-command'),
    LACI_ACCOUNT: '',
    LACI_CONTROL: join(HERE, 'control'),
    LACI_BEFORE_STEP: join(HERE, 'before-step'),
    LACI_DATA: data,
    LACI_UPDATE_POINT: '0',
    ...settings
  }
  const control = async (...args: string[]): Promise<void> => {
    await once(spawn(join(HERE, 'control'), args, { env, stdio: 'ignore' }), 'exit')
  }
  t.teardown(async () => {
    await control('kill')
    rmSync(folder, { recursive: true, force: true })
  })
  return {
    folder,
    place: (no) => `${app}-${no}`,
    data,
    notes,
    env,
    async settle(args = [], more = {}) {
      const child = spawn(join(notes, 'settle-update'), args, {
        env: { ...env, ...more },
        stdio: ['ignore', 'ignore', 'pipe'],
        detached: true // a group of its own, for the plug to take away
      })
      child.stderr.resume()
      const [code] = await once(child, 'exit')
      return code as number | null
    },
    control,
    leadsTo: () => spawnSync('readlink', ['-f', app], { encoding: 'utf8' }).stdout.trim(),
    noted: (name) => new RegExp(`^${name}=(.*)$`, 'm').exec(textOf(join(notes, 'state')))?.[1] ?? '',
    log: () => textOf(join(notes, 'run/log'))
  }
}

/** Lays down what the box would, when the owner wants something. */
export function ask(machine: SmallMachine, wanted: { deed: string; path?: string; allows?: string }): void {
  const { deed, path = '', allows = '' } = wanted
  writeFileSync(join(machine.data, 'update/request'), `deed=${deed}\nallows=${allows}\npath=${path}\n`)
}

/** The steps that settle-update did so far, each by its words. */
export function stepsOf({ notes }: SmallMachine): string[] {
  return textOf(join(notes, 'run/steps')).split('\n').filter(Boolean)
}

export function textOf(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}
