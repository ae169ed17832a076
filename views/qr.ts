import { type Html, html } from './html.ts'
import { qrRuns } from './receipts/qr.ts'

/** ISO/IEC 18004: four modules of quiet around the code, or cameras don't find its corners. */
const QUIET = 4

/**
 * A QR code for the screen, as large as the place it is put in. Always black on white with its quiet zone, in the dark
 * theme too: many apps don't read it the other way round.
 *
 * @param data what a camera shall read
 * @param label what it is, for whoever cannot see it
 */
export function qrSvg(data: string, label: string): Html {
  const { modules, runs } = qrRuns(data)
  const size = modules + 2 * QUIET
  const path = runs.map(({ x, y, length }) => `M${x + QUIET} ${y + QUIET}h${length}v1h-${length}z`).join('')
  return html`<svg class="qr" xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${label}" viewBox="0 0 ${size} ${size}"
 shape-rendering="crispEdges"><title>${label}</title><path fill="#ffffff" d="M0 0h${size}v${size}h-${size}z"/><path
 fill="#000000" d="${path}"/></svg>`
}
