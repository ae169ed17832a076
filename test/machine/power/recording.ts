import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

/** Makes the recorder. @returns the library that a program is started with */
export function compileRecorder(into: string): string {
  const recorder = join(into, 'recorder.so')
  const source = join(import.meta.dirname, 'recorder.c')
  execFileSync('cc', ['-O1', '-shared', '-fPIC', '-o', recorder, source])
  return recorder
}

/** The environment in which all that a program does to a folder is written down. */
export function recording(at: { recorder: string; folder: string; log: string }): Record<string, string> {
  return { RECORDER_FOLDER: at.folder, RECORDER_LOG: at.log, LD_PRELOAD: at.recorder }
}
