// The camera as a scanner: where the browser can read bars, and only over a connection that it trusts. What it reads
// goes the way of a scanner's keys.
import { takeScan } from './scanner.js'
import { soundRead } from './sound.js'

const FORMATS = ['ean_13', 'ean_8', 'upc_a', 'upc_e', 'code_128', 'code_39', 'itf', 'qr_code']
const LOOK_EVERY_MS = 120
/** A code counts once for as long as it is in sight; it is another piece when it was gone for this long. */
const GONE_MS = 1500

const sheet = document.getElementById('camera')
const picture = sheet?.querySelector('video')
const said = sheet?.querySelector('[data-said]')
const torch = sheet?.querySelector('[data-torch]')

let stream
let detector
const seen = new Map()

if (sheet && isSecureContext && navigator.mediaDevices?.getUserMedia && 'BarcodeDetector' in window) offer()

async function offer() {
  const formats = (await BarcodeDetector.getSupportedFormats()).filter((name) => FORMATS.includes(name))
  // Some browsers have the detector, but nothing behind it on this machine.
  if (!formats.includes('ean_13')) return
  detector = new BarcodeDetector({ formats })
  const show = () => document.querySelector('#scan [data-camera]')?.removeAttribute('hidden')
  show()
  document.addEventListener('htmx:after:swap', show)
  document.addEventListener('click', ({ target }) => target.closest('[data-camera]') && open())
}

async function open() {
  say('starting')
  sheet.showModal()
  try {
    const back = { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } }
    const opened = await navigator.mediaDevices.getUserMedia({ video: back, audio: false })
    // Closed again while the browser was still asking.
    if (!sheet.open) return stop(opened)
    stream = opened
    picture.srcObject = stream
    await picture.play()
  } catch (fault) {
    return say(sheet.dataset[fault.name] ? fault.name : 'failed')
  }
  const [track] = stream.getVideoTracks()
  torch.hidden = !track.getCapabilities?.().torch
  torch.setAttribute('aria-pressed', 'false')
  say('ready')
  look(stream)
}

/** Looks again and again, until the sheet is closed. */
async function look(through) {
  while (stream === through) {
    const found = await detector.detect(picture).catch(() => [])
    if (stream !== through) return
    for (const { rawValue } of found) if (isNew(rawValue)) read(rawValue)
    await new Promise((done) => setTimeout(done, LOOK_EVERY_MS))
  }
}

function isNew(code) {
  const now = performance.now()
  const last = seen.get(code)
  seen.set(code, now)
  return code !== '' && (last === undefined || now - last > GONE_MS)
}

function read(code) {
  soundRead()
  navigator.vibrate?.(30)
  said.textContent = code
  takeScan(code)
}

// What became of it is said on the sheet, which lies over the slip and over what the till says else.
document.addEventListener('htmx:after:request', ({ detail: { ctx } }) => {
  if (!sheet?.open || !ctx.sourceElement.matches('[data-scan]')) return
  const is_taken = ctx.response.status < 400
  said.classList.toggle('bad', !is_taken)
  // By now the answer is here, but not on the page yet.
  setTimeout(() => {
    const from = is_taken ? '#slip .latest .name' : '#notice p'
    const text = document.querySelector(from)?.textContent.trim()
    if (text) said.textContent = text
  }, 50)
})

torch?.addEventListener('click', async () => {
  const is_on = torch.getAttribute('aria-pressed') === 'true'
  const [track] = stream?.getVideoTracks() ?? []
  await track?.applyConstraints({ advanced: [{ torch: !is_on }] })
  torch.setAttribute('aria-pressed', String(!is_on))
})

sheet?.addEventListener('close', () => {
  stop(stream)
  stream = undefined
  picture.srcObject = null
  seen.clear()
})

// A camera that nobody looks at is off; a question over the page comes before it.
document.addEventListener('visibilitychange', () => document.hidden && sheet?.close())
document.addEventListener(
  'htmx:after:swap',
  () => document.querySelector('#ask dialog[open]') && sheet?.close()
)

function stop(what) {
  for (const track of what?.getTracks() ?? []) track.stop()
}

function say(what) {
  const is_fault = what !== 'starting' && what !== 'ready'
  sheet.classList.toggle('fault', is_fault)
  said.classList.toggle('bad', is_fault)
  said.textContent = sheet.dataset[what]
}
