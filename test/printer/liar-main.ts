// A lying printer for demonstrations: set up a network printer at this address, sell, and look here.
//
//   node test/printer/liar-main.ts [--port 9100] [--host 0.0.0.0] [--paper-out-after LINES] [--slow BYTES_A_SECOND]
//        [--memory BYTES] [--mute] [--garbage] [--one] [--disconnect-after BYTES] [--no-clearing]
//
// Each slip is printed here as text, pictures as blocks. Keys, each with Enter: p paper in, o paper out, n near its end,
// c cover open or shut, k cutter stuck or free, b its button (offline), m mute or not, x cable out or in,
// 0 power off and on, r the same and its memory printed anew, d cut the line in the next slip, q quit.
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { listenAsLiar } from './liar-tcp.ts'
import type { Slip } from './paper.ts'

const { values: options } = parseArgs({
  options: {
    port: { type: 'string', default: '9100' },
    host: { type: 'string', default: '127.0.0.1' },
    'paper-out-after': { type: 'string' },
    slow: { type: 'string' },
    memory: { type: 'string' },
    mute: { type: 'boolean', default: false },
    garbage: { type: 'boolean', default: false },
    one: { type: 'boolean', default: false },
    'disconnect-after': { type: 'string' },
    'no-clearing': { type: 'boolean', default: false }
  }
})
const given = (name: 'slow' | 'memory' | 'paper-out-after'): number | undefined =>
  options[name] === undefined ? undefined : Number(options[name])
const slow = given('slow')
const memory = given('memory')
const lines = given('paper-out-after')
const liar = await listenAsLiar(undefined, {
  port: Number(options.port),
  host: options.host,
  takes_one: options.one,
  clears: !options['no-clearing'],
  drawer_shuts_after_ms: 1500,
  answering: options.mute ? 'never' : options.garbage ? 'garbage' : 'truth',
  ...(slow !== undefined && { bytes_per_second: slow }),
  ...(memory !== undefined && { memory_bytes: memory }),
  ...(lines !== undefined && { lines_left: lines }),
  onSlip: show
})
if (options['disconnect-after']) liar.disconnectAfter(Number(options['disconnect-after']))
let is_mute = options.mute
let is_plugged = true
let pulses = 0
setInterval(() => {
  for (const { pin, out_of_turn } of liar.paper.pulses.slice(pulses))
    console.log(`== the drawer on pin ${pin} opens${out_of_turn ? ', out of turn' : ''}`)
  pulses = liar.paper.pulses.length
}, 100)
console.log(`a printer listens on ${options.host}:${liar.port}`)

const keys: Record<string, () => unknown> = {
  p: () => liar.refill(),
  o: () => liar.set({ paper: 'out' }),
  n: () => liar.set({ paper: 'near-end' }),
  c: () => liar.set({ cover: liar.condition.cover === 'open' ? 'closed' : 'open' }),
  k: () => liar.set({ fault: liar.condition.fault ? null : 'cutter' }),
  b: () => liar.set({ is_online: !liar.condition.is_online }),
  m: () => {
    is_mute = !is_mute
    liar.answer(is_mute ? 'never' : 'truth')
  },
  x: () => {
    is_plugged = !is_plugged
    if (is_plugged) liar.plugCable()
    else liar.pullCable()
  },
  0: () => powerCycle(false),
  r: () => powerCycle(true),
  d: () => liar.disconnectAfter(200),
  q: () => process.exit(0)
}
createInterface({ input: process.stdin }).on('line', async (key) => {
  await keys[key.trim()]?.()
  console.log(JSON.stringify({ ...liar.condition, is_mute, is_plugged }))
})

async function powerCycle(replays: boolean): Promise<void> {
  await liar.switchOff({ replays })
  await new Promise((resolve) => setTimeout(resolve, 2000))
  await liar.switchOn()
}

function show({ lines, pictures, is_whole, is_replayed }: Slip): void {
  const said = is_replayed ? ' (printed anew from its memory)' : ''
  console.log(['', ...pictures.flatMap(asBlocks), ...lines].join('\n'))
  console.log(is_whole ? `-----8<-----${said}` : `~~~~~ torn ~~~~~${said}`)
}

/** Two rows of every fourth dot to a line of letters. */
function asBlocks({ dots, width_dots, height_dots }: Slip['pictures'][number]): string[] {
  const step = 4
  const is_black = (x: number, y: number): boolean =>
    y < height_dots && (dots[y * (width_dots / 8) + (x >> 3)]! & (0x80 >> (x & 7))) !== 0
  const blocks: string[] = []
  for (let y = 0; y < height_dots; y += 2 * step) {
    let line = ''
    for (let x = 0; x < width_dots; x += step)
      line += ' ▄▀█'[Number(is_black(x, y)) * 2 + Number(is_black(x, y + step))]
    blocks.push(line.trimEnd())
  }
  return blocks
}
