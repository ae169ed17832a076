import type { Block } from './document.ts'

/** A line to sign on, with room above it for a pen. */
export function signature(label: string): Block[] {
  return [
    { kind: 'feed', lines: 3 },
    { kind: 'text', text: '.'.repeat(24) },
    { kind: 'text', text: label }
  ]
}
