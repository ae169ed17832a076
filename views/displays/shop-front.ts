import { type Html, html } from '../html.ts'

const STRIPES = 8
const STRIPE_WIDTH = 30

/** A shop with its awning out: what a display shows while nobody is served. Colours come from the style sheet. */
export function shopFront(): Html {
  const stripes = Array.from({ length: STRIPES }, (_, at) => {
    const x = 40 + at * STRIPE_WIDTH
    const scallop = `M${x} 40h${STRIPE_WIDTH}v44a${STRIPE_WIDTH / 2} 12 0 0 1-${STRIPE_WIDTH} 0z`
    return html`<path class="${at % 2 === 0 ? 'stripe' : 'stripe pale'}" d="${scallop}"/>`
  })
  return html`<svg class="front" viewBox="0 0 320 220" aria-hidden="true" focusable="false">
    <path class="ground" d="M10 204h300"/>
    <path class="wall" d="M52 90h216v112H52z"/>
    <path class="glass" d="M68 112h104v56H68z"/>
    <path class="goods" d="M78 168v-22h18v22M102 168v-34h14v34M122 168v-16h22v16M150 168v-28h12v28"/>
    <path class="door" d="M196 112h52v90h-52z"/><path class="knob" d="M206 158h0"/>
    ${stripes}
    <path class="rail" d="M36 40h248"/>
  </svg>`
}
